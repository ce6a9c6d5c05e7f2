import type { Copy } from '../en.ts';
import { counted, number } from '../format.ts';

const locale = 'pt-BR';
const credits = (n: number) => counted(locale, n, { one: 'crédito', other: 'créditos' });
const picture = (position: number | null) => (position === null ? 'esta imagem' : `a imagem ${position}`);

export const resultPtBR: Copy['result'] = {
  vary: (cost) => `Variar ×4 · ${number(locale, cost)}`,
  varyLabel: (position, cost) =>
    `Quatro variações ${position === null ? 'desta imagem' : `da imagem ${position}`}, ${credits(cost)}`,
  finish: (cost) => `Finalizar · ${number(locale, cost)}`,
  finishLabel: (position, cost) => `Finalizar ${picture(position)} em alta qualidade, ${credits(cost)}`,
  underWay: 'Isso já está sendo feito; o resultado chega na thread da imagem.',
  unclear: 'Um clique anterior não teve um fim claro; o botão da mensagem dele resolve isso.',
  finished: (version) => `Esta imagem já foi finalizada: v${version}.`,
  gone: 'Essa imagem não está mais aqui.',
};
