import type { WaitingWords } from '../en/waiting.ts';
import { counted, duration, ordinal } from '../format.ts';

const locale = 'es-ES';
const credits = (n: number) => counted(locale, n, { one: 'crédito', other: 'créditos' });
const charged = (n: number, estimated: boolean) =>
  `${n === 1 ? 'se cobró' : 'se cobraron'} ${estimated ? 'cerca de ' : ''}${credits(n)}`;
const toCharge = (n: number) => `${n === 1 ? 'se cobrará' : 'se cobrarán'} ${credits(n)}`;
const by = (who: string | null) => (who ? ` por ${who}` : '');

export const waitingEs: WaitingWords = {
  inLine: (place) => `${ordinal(locale, place, { other: '.ª' })} en la cola`,
  usually: (usual, most) =>
    `suele tardar ${duration(locale, usual)}; nueve de cada diez, menos de ${duration(locale, most, true)}`,
  uploading: 'subiéndose a Slack',
  cancel: 'Cancelar',
  showAfterAll: 'Mostrarla de todos modos · gratis',
  ordered: (cost) =>
    `Cancelada, pero el pedido ya se había enviado: ${toCharge(cost)} si la imagen llega a hacerse. No se mostrará.`,
  canceled: {
    free: (who) => `Cancelada${by(who)}. No se cobró nada.`,
    charged: (n, estimated, who) => `Cancelada${by(who)} después de enviarse el pedido: ${charged(n, estimated)}.`,
    kept: 'La imagen se conserva, y quien la pidió todavía puede mostrarla.',
  },
  late: {
    free: 'Esta solicitud ya se canceló. No se cobró nada.',
    ordered: (cost) =>
      `Esta solicitud ya se canceló, pero después de enviarse el pedido: ${toCharge(cost)} si la imagen llega a hacerse.`,
    charged: (n, estimated) =>
      `Esta solicitud ya se canceló, pero después de enviarse el pedido: ${charged(n, estimated)}.`,
    showing: (n, estimated) =>
      `Ya no se puede cancelar: la imagen está lista y se está publicando, y ${charged(n, estimated)}.`,
    shown: (n, estimated) =>
      `Ya no se puede cancelar: la imagen está lista y ya se publicó, y ${charged(n, estimated)}.`,
    undelivered: (n, estimated) =>
      `Ya no se puede cancelar: la imagen está lista, y ${charged(n, estimated)}. Solo falló la entrega.`,
    failed: 'No hay nada que cancelar: la imagen no se hizo, y no se cobró nada.',
    unknown: (cost) =>
      `Ya no hay nada que cancelar: el pedido se envió y no sé qué pasó con él. Puede que se ${cost === 1 ? 'haya' : 'hayan'} cobrado ${credits(cost)}.`,
  },
  notYours: (asker) => `Solo ${asker} o un admin del espacio de trabajo puede hacer esto.`,
  status: 'está creando la imagen…',
};
