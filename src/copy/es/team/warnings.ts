import type { Period } from '../../../core/team/budget.ts';
import type { warningsEn } from '../../en/team/warnings.ts';
import { counted, longDate, number } from '../../format.ts';

const locale = 'es-ES';
const credits = (n: number) => counted(locale, n, { one: 'crédito', other: 'créditos' });
const budget = (period: Period, whose: string) => `presupuesto del ${period === 'day' ? 'día' : 'mes'} ${whose}`;

export const warningsEs: typeof warningsEn = {
  whose: {
    team: 'del espacio de trabajo',
    channel: (channel) => `del canal ${channel}`,
    person: (person) => `de ${person}`,
    each: (group) => `de cada miembro de ${group}`,
    pot: (group) => `que comparten ${group}`,
    eachGuest: 'de cada invitado',
    guestPot: 'que comparten los invitados',
    own: (person) => `que ${person} se puso`,
  },
  used: (percent, whose, period, used, of) =>
    `${percent} % del ${budget(period, whose)} ya está usado: ${number(locale, used)} de ${credits(of)}.`,
  most: (person, channel) => `Lo que más se usó: ${[person, channel && `en ${channel}`].filter(Boolean).join(' · ')}.`,
  left: (left, when) => `${left === 1 ? 'Queda' : 'Quedan'} ${credits(left)}. Se renueva: ${when}.`,
  nothingLeft: (when) => `No queda nada, así que las imágenes nuevas tienen que esperar a que se renueve: ${when}.`,
  ends: (day) => `A este ritmo, el presupuesto se acaba el ${longDate(locale, day)}.`,
  lasts: 'A este ritmo, el presupuesto alcanza hasta que se renueve.',
  low: 'Hasta entonces, las imágenes se hacen en calidad baja, salvo que alguien pida otra.',
  spike: (spent, usualDay) =>
    `Más de lo normal: ${credits(spent)} en la última hora. Un día normal gasta ${number(locale, usualDay)}.`,
  raise: 'Aumentar…',
  pause: 'Pausar',
  details: 'Detalles',
  own: (percent, person) => `${percent} % del presupuesto de ${person} ya está usado`,
};
