import type { budgetsEn } from '../../en/team/budgets.ts';
import { counted, number } from '../../format.ts';

const locale = 'pt-BR';
const credits = (n: number) => counted(locale, n, { one: 'crédito', other: 'créditos' });
const A = { month: 'por mês', day: 'por dia' };

export const budgetsPtBR: typeof budgetsEn = {
  title: '*O que você pode gastar aqui, a começar pelo limite mais estreito*',
  details: '*Todos os limites deste espaço de trabalho*',
  names: {
    team: 'O espaço de trabalho',
    you: 'Você',
    own: 'Seu próprio teto',
    each: (group) => `Cada pessoa de ${group}`,
    pot: (group) => `${group}, em conjunto`,
    eachGuest: 'Cada convidado',
    guestPot: 'Os convidados, em conjunto',
  },
  amount: (n, period) => (n === null ? 'sem limite' : `${credits(n)} ${A[period]}`),
  used: (n) => `${n === 1 ? 'usado' : 'usados'}: ${number(locale, n)}`,
  held: (n) => `${n === 1 ? 'reservado' : 'reservados'}: ${number(locale, n)}`,
  left: (n) => `${n === 1 ? 'resta' : 'restam'} ${number(locale, n)}`,
  granted: (n) => `${number(locale, n)} a mais`,
  renews: (when) => `renova: ${when}`,
  zone: (zone, firstDay) => `Os meses começam no dia ${number(locale, firstDay)}, no fuso horário ${zone}.`,
  changed: (whose, period, from, to) =>
    `O limite do ${period === 'day' ? 'dia' : 'mês'} ${whose} mudou. Antes: ${from}. Agora: ${to}.`,
  unchanged: (whose, amount) => `O limite ${whose} já era: ${amount}.`,
  conflict: (amount) =>
    `Outra pessoa mudou este limite agora há pouco: ele é ${amount}. Não mudei nada. Se você ainda quiser, diga de novo.`,
  allSpent: (used, when) =>
    `${credits(used)} já ${used === 1 ? 'foi usado' : 'foram usados'}, então nada mais pode ser feito ali até renovar: ${when}.`,
  reached: (percent) => `${percent} % já foi usado.`,
  wider: (whose, amount) => `É mais que o limite ${whose}, ${amount}, que continua valendo.`,
  noGroups:
    'Não consigo ver quem está nos grupos de usuários deste espaço de trabalho: é preciso ter a permissão `usergroups:read` e um plano pago do Slack. Até lá, este limite não vale para ninguém.',
  toppedUp: (n, whose, when) =>
    `${credits(n)} a mais no limite ${whose}, até: ${when}. Eles são usados quando o limite acabar.`,
  noBudget: (whose) => `Não há um limite ${whose}, então não há o que aumentar.`,
  past: (day) => `${day} já passou. Diga um dia que ainda vem.`,
  far: 'O fim pode ficar no máximo a um ano de hoje.',
  zoneSet: (zone) => `Os limites agora seguem a hora de ${zone}.`,
  zoneSame: (zone) => `Os limites já seguem a hora de ${zone}.`,
  zoneUnknown: (zone) => `Não conheço o fuso horário \`${zone}\`. Escreva como \`America/Sao_Paulo\`.`,
  meant: (zone) => `Você quis dizer \`${zone}\`?`,
  firstDaySet: (day) => `Os meses dos limites agora começam no dia ${number(locale, day)}.`,
  firstDaySame: (day) => `Os meses dos limites já começam no dia ${number(locale, day)}.`,
  firstDayWrong: 'Um mês de limite pode começar em qualquer dia de 1 a 28.',
  runsOn: (monthEnds, dayEnds) =>
    `O que foi gasto continua gasto: o mês em curso vai até ${monthEnds}; o dia em curso, até ${dayEnds}.`,
  capped: (amount) =>
    `Agora você para em ${amount}, não importa o que os outros permitam. \`/imagine budget cap unlimited\` tira esse teto.`,
  uncapped: 'Você não tem mais um teto próprio. Os limites que outros definiram continuam valendo.',
  warned: (percents) => `Os gestores são avisados quando o uso de um limite chega a ${percents}.`,
  warnWrong: 'Diga até dez porcentagens de 1 a 100, como `/imagine budget warn 50 80 100`.',
  lowOn:
    'A partir de 80 % do limite do espaço de trabalho, as imagens são feitas em qualidade baixa, a menos que alguém peça outra.',
  lowOff: 'As imagens mantêm a qualidade de sempre, por mais que um limite tenha sido usado.',
  tagged: (channel, tag) => `O gasto de ${channel} é cobrado de \`${tag}\`.`,
  untagged: (channel) => `${channel} não tem etiqueta.`,
};
