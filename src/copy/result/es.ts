import type { Copy } from '../en.ts';
import { counted, number } from '../format.ts';

const locale = 'es-ES';
const credits = (n: number) => counted(locale, n, { one: 'crédito', other: 'créditos' });
const picture = (position: number | null) => (position === null ? 'esta imagen' : `la imagen ${position}`);

export const resultEs: Copy['result'] = {
  vary: (cost) => `Variar ×4 · ${number(locale, cost)}`,
  varyLabel: (position, cost) => `Cuatro variaciones de ${picture(position)}, ${credits(cost)}`,
  finish: (cost) => `Terminar · ${number(locale, cost)}`,
  finishLabel: (position, cost) => `Terminar ${picture(position)} en alta calidad, ${credits(cost)}`,
  underWay: 'Eso ya se está creando; llega en el hilo de la imagen.',
  unclear: 'Un intento anterior no terminó con claridad; el botón de su propio mensaje lo resuelve.',
  finished: (version) => `Esta imagen ya está terminada: v${version}.`,
  gone: 'Esa imagen ya no está aquí.',
};
