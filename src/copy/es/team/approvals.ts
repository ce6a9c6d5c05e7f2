import type { Copy } from '../../en/copy.ts';
import { counted, number } from '../../format.ts';

const locale = 'es-ES';
const credits = (n: number) => counted(locale, n, { one: 'crédito', other: 'créditos' });

export const approvalsEs: Copy['team']['approvals'] = {
  buttons: { ask: 'Pedir más', once: 'Permitir una vez', until: 'Permitir N créditos hasta …', no: 'No' },
  card: {
    asks: (person, place, cost) => `${person} pide *${credits(cost)}*, en ${place}.`,
    again: (person, place, cost) =>
      `${person} vuelve a pedir, en ${place}: no había sitio para lo que se permitió. Cuesta *${credits(cost)}*.`,
    dearer: (person, place, cost, before) =>
      `${person} vuelve a pedir, en ${place}: lo que se permitió por ${credits(before)} cuesta ahora *${credits(cost)}*.`,
    direct: 'sus mensajes directos conmigo',
    private: 'La descripción es privada.',
    left: (whose, left, budget, until) =>
      `Queda ${whose}: ${number(locale, left)} de ${credits(budget)}, hasta ${until}`,
    earlier: (asked, allowed, refused) =>
      asked === 0
        ? 'No pidió nada en los últimos 90 días.'
        : `Pidió ${number(locale, asked)} ${asked === 1 ? 'vez' : 'veces'} en los últimos 90 días: ${number(locale, allowed)} con permiso, ${number(locale, refused)} sin él.`,
    runsOut: (when) => `Si nadie responde, caduca: ${when}.`,
  },
  whose: {
    team: 'para el espacio de trabajo',
    channel: (channel) => `para ${channel}`,
    person: (person) => `para ${person}`,
    group: 'para el grupo',
  },
  ended: {
    once: (by) => `${by} lo permitió esta vez.`,
    until: (by, n, when) => `${by} permitió ${credits(n)} hasta ${when}.`,
    refused: (by) => `${by} dijo que no.`,
    reason: (reason) => `Motivo: ${reason}`,
    ranOut: 'Nadie respondió a tiempo y la petición caducó.',
    unreachable: 'No pude escribir a nadie que pueda responder.',
  },
  asker: {
    asked: (cost, place) => `Pediste *${credits(cost)}*, en ${place}.`,
    may: (people) => `Pueden responder: ${people}`,
    asking: (cost) =>
      `Estoy pidiendo ${credits(cost)} para ti. En cuanto alguien lo permita, tu imagen empieza sola. Te avisaré en cualquier caso.`,
    open: (when) => `Ya pediste más: ${when}.`,
    waits: 'Primero hay que responder a esa petición.',
    fits: (cost) => `Vuelve a haber créditos: cuesta ${credits(cost)}. Todavía no se ha encargado nada.`,
    own: 'Este límite es tuyo: puedes subirlo con `/imagine budget cap`.',
    started: 'Empieza ahora, donde la pediste.',
    askedAgain: 'Ya necesita más de lo que se permitió, así que vuelvo a preguntar.',
    nothing: 'Ya no se puede hacer.',
    askAgain: 'Puedes volver a pedirlo.',
    raise: 'Pueden aumentar el presupuesto con `/imagine budget set`.',
  },
  late: 'Esto ya tiene respuesta.',
  onlyManagers: (people) => `Solo estas personas pueden responder: ${people}`,
  nobody: 'solo los propietarios y admins del espacio de trabajo, y los responsables que han nombrado',
  allow: {
    title: 'Permitir créditos',
    submit: 'Permitir',
    credits: 'Créditos',
    hint: (least, most) =>
      `De ${number(locale, least)} a ${number(locale, most)}. Solo puede usarlos quien los pide, y solo donde falta presupuesto. Lo que sobre termina ese día.`,
    until: 'Hasta',
    days: {
      today: 'el final de hoy',
      tomorrow: 'mañana',
      week: 'dentro de una semana',
      month: 'dentro de 30 días',
      quarter: 'dentro de 90 días',
    },
    unreadable: (least, most) => `Escribe un número entero de ${number(locale, least)} a ${number(locale, most)}.`,
  },
  refuse: {
    title: 'Decir que no',
    submit: 'Decir que no',
    reason: 'Motivo',
    hint: 'Lo leen quien lo pide y los demás responsables. Puedes dejarlo vacío.',
    placeholder: 'Hasta el viernes, mejor con borradores',
  },
  days: {
    waits: (n) =>
      `Las peticiones de más créditos esperan hasta las 18:00 ${n === 1 ? 'del siguiente día laborable' : `del ${number(locale, n)}.º día laborable después de hacerse`}; después caducan.`,
    howTo: 'Los responsables lo cambian con `/imagine approvals 2 days`.',
    unreadable: (most) => `Di un número entero de días laborables de 1 a ${number(locale, most)}.`,
  },
};
