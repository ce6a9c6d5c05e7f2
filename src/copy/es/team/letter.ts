import type { RefusalClass } from '../../../core/warnings/letter.ts';
import type { letterEn } from '../../en/team/letter.ts';
import { counted, longDate, monthName, number } from '../../format.ts';

const locale = 'es-ES';
const credits = (n: number) => counted(locale, n, { one: 'crédito', other: 'créditos' });
const pictures = (n: number) => counted(locale, n, { one: 'imagen', other: 'imágenes' });
const requests = (n: number) => counted(locale, n, { one: 'solicitud', other: 'solicitudes' });

const classes: Record<RefusalClass, string> = {
  policy: 'reglas de Pixapi',
  budget: 'sin presupuesto',
  not_allowed: 'sin permiso',
  unreadable: 'no se entendieron',
  pictures: 'imágenes que no sirvieron',
  pixapi: 'fallos de Pixapi',
  slack: 'fallos de Slack',
  other: 'otras causas',
};

export const letterEs: typeof letterEn = {
  title: (month) => `Imágenes de ${monthName(locale, month)}`,
  spent: (spent, budget) =>
    budget === null
      ? `Gasto: ${credits(spent)}, sin límite.`
      : `Gasto: ${number(locale, spent)} de ${credits(budget)}.`,
  made: (made, asked) => `${pictures(made)} de ${requests(asked)}.`,
  saved: (n) => `Elegir entre borradores ahorró ${credits(n)}.`,
  byChannel: 'Por canal',
  byTag: 'Por etiqueta',
  direct: 'Mensajes directos',
  more: (n) => `${n === 1 ? 'Hay otro canal' : `Hay otros ${number(locale, n)} canales`} en el archivo.`,
  refusals: 'Sin resultado',
  classes,
  styles: 'Estilos',
  lasts: 'A ese ritmo, el presupuesto de este mes alcanza.',
  ends: (day) => `A ese ritmo, el presupuesto de este mes se acaba el ${longDate(locale, day)}.`,
  chart: (month, spent) => `Créditos por día en ${monthName(locale, month)}: ${number(locale, spent)} en total`,
  file: 'El gasto por día, canal y persona está en el archivo.',
};
