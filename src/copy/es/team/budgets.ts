import type { budgetsEn } from '../../en/team/budgets.ts';
import { counted, number } from '../../format.ts';

const locale = 'es-ES';
const credits = (n: number) => counted(locale, n, { one: 'crédito', other: 'créditos' });
const A = { month: 'al mes', day: 'al día' };

export const budgetsEs: typeof budgetsEn = {
  title: '*Lo que puedes gastar aquí, empezando por el límite más estrecho*',
  details: '*Todos los límites de este espacio de trabajo*',
  names: {
    team: 'El espacio de trabajo',
    you: 'Tú',
    own: 'Tu propio tope',
    each: (group) => `Cada miembro de ${group}`,
    pot: (group) => `${group}, en común`,
    eachGuest: 'Cada invitado',
    guestPot: 'Los invitados, en común',
  },
  amount: (n, period) => (n === null ? 'ilimitado' : `${credits(n)} ${A[period]}`),
  used: (n) => `usado: ${number(locale, n)}`,
  held: (n) => `reservado: ${number(locale, n)}`,
  left: (n) => `${n === 1 ? 'queda' : 'quedan'} ${number(locale, n)}`,
  granted: (n) => `${number(locale, n)} extra`,
  renews: (when) => `se renueva: ${when}`,
  zone: (zone, firstDay) => `Los meses empiezan el día ${number(locale, firstDay)}, en la zona horaria ${zone}.`,
  changed: (whose, period, from, to) =>
    `El presupuesto del ${period === 'day' ? 'día' : 'mes'} ${whose} cambió. Antes: ${from}. Ahora: ${to}.`,
  unchanged: (whose, amount) => `El presupuesto ${whose} ya era: ${amount}.`,
  conflict: (amount) =>
    `Alguien más cambió este presupuesto hace un momento: ahora es ${amount}. No cambié nada. Si todavía lo quieres, vuelve a decirlo.`,
  allSpent: (used, when) =>
    `Ya se ${used === 1 ? 'usó' : 'usaron'} ${credits(used)}, así que ahí no se puede crear nada más hasta que se renueve: ${when}.`,
  reached: (percent) => `Ya está usado el ${percent} %.`,
  wider: (whose, amount) => `Es más que el presupuesto ${whose}, ${amount}, que sigue contando.`,
  noGroups:
    'No puedo ver quién está en los grupos de usuarios de este espacio de trabajo: hacen falta el permiso `usergroups:read` y un plan de pago de Slack. Hasta entonces, este presupuesto no se aplica a nadie.',
  toppedUp: (n, whose, when) =>
    `${credits(n)} extra para el presupuesto ${whose}, hasta: ${when}. Se usan cuando el presupuesto se acaba.`,
  noBudget: (whose) => `El presupuesto ${whose} no tiene límite, así que no hay nada que ampliar.`,
  past: (day) => `El ${day} ya pasó. Di un día que esté por venir.`,
  far: 'El final puede estar como mucho a un año de hoy.',
  zoneSet: (zone) => `Los presupuestos siguen ahora la hora de ${zone}.`,
  zoneSame: (zone) => `Los presupuestos ya siguen la hora de ${zone}.`,
  zoneUnknown: (zone) => `No conozco la zona horaria \`${zone}\`. Escríbela como \`America/Sao_Paulo\`.`,
  meant: (zone) => `¿Quisiste decir \`${zone}\`?`,
  firstDaySet: (day) => `Los meses del presupuesto empiezan ahora el día ${number(locale, day)}.`,
  firstDaySame: (day) => `Los meses del presupuesto ya empiezan el día ${number(locale, day)}.`,
  firstDayWrong: 'Un mes del presupuesto puede empezar cualquier día del 1 al 28.',
  runsOn: (monthEnds, dayEnds) =>
    `Lo gastado sigue gastado: el mes en curso dura hasta ${monthEnds}; el día en curso, hasta ${dayEnds}.`,
  capped: (amount) =>
    `Ahora te detienes en ${amount}, permitan lo que permitan los demás. \`/imagine budget cap unlimited\` lo quita.`,
  uncapped: 'Ya no tienes un tope propio. Los presupuestos que pusieron otros siguen contando.',
  warned: (percents) => `Los gestores reciben un aviso cuando se usa de un presupuesto: ${percents}.`,
  warnWrong: 'Di hasta diez porcentajes del 1 al 100, como `/imagine budget warn 50 80 100`.',
  lowOn:
    'Desde el 80 % del presupuesto del espacio de trabajo, las imágenes se hacen en calidad baja, salvo que alguien pida otra.',
  lowOff: 'Las imágenes mantienen su calidad habitual, por mucho presupuesto que se haya usado.',
  tagged: (channel, tag) => `El gasto de ${channel} se imputa a \`${tag}\`.`,
  untagged: (channel) => `${channel} no tiene etiqueta.`,
};
