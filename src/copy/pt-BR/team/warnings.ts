import type { Period } from '../../../core/team/budget.ts';
import type { warningsEn } from '../../en/team/warnings.ts';
import { counted, longDate, number } from '../../format.ts';

const locale = 'pt-BR';
const credits = (n: number) => counted(locale, n, { one: 'crédito', other: 'créditos' });
const limit = (period: Period, whose: string) => `limite do ${period === 'day' ? 'dia' : 'mês'} ${whose}`;

export const warningsPtBR: typeof warningsEn = {
  whose: {
    team: 'do espaço de trabalho',
    channel: (channel) => `do canal ${channel}`,
    person: (person) => `de ${person}`,
    each: (group) => `de cada pessoa de ${group}`,
    pot: (group) => `que ${group} dividem`,
    eachGuest: 'de cada convidado',
    guestPot: 'que os convidados dividem',
    own: (person) => `que ${person} definiu para si`,
  },
  used: (percent, whose, period, used, of) =>
    `${percent} % do ${limit(period, whose)} já foi usado: ${number(locale, used)} de ${credits(of)}.`,
  most: (person, channel) => `Quem mais usou: ${[person, channel && `em ${channel}`].filter(Boolean).join(' · ')}.`,
  left: (left, when) => `${left === 1 ? 'Resta' : 'Restam'} ${credits(left)}. Renova: ${when}.`,
  nothingLeft: (when) => `Não resta nada, então novas imagens precisam esperar até renovar: ${when}.`,
  ends: (day) => `Nesse ritmo, o limite acaba em ${longDate(locale, day)}.`,
  lasts: 'Nesse ritmo, o limite dura até renovar.',
  low: 'Até lá, as imagens são feitas em qualidade baixa, a menos que alguém peça outra.',
  spike: (spent, usualDay) =>
    `Gasto fora do comum: ${credits(spent)} na última hora. Um dia comum gasta ${number(locale, usualDay)}.`,
  raise: 'Aumentar…',
  pause: 'Pausar',
  details: 'Detalhes',
  own: (percent, person) => `${percent} % do limite de ${person} já foi usado`,
};
