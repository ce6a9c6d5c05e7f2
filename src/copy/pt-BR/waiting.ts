import type { WaitingWords } from '../en/waiting.ts';
import { counted, duration, ordinal } from '../format.ts';

const locale = 'pt-BR';
const credits = (n: number) => counted(locale, n, { one: 'crédito', other: 'créditos' });
const charged = (n: number, estimated: boolean) =>
  `${n === 1 ? 'foi cobrado' : 'foram cobrados'} ${estimated ? 'cerca de ' : ''}${credits(n)}`;
const toCharge = (n: number) => `${n === 1 ? 'será cobrado' : 'serão cobrados'} ${credits(n)}`;
const by = (who: string | null) => (who ? ` por ${who}` : '');

export const waitingPtBR: WaitingWords = {
  inLine: (place) => `${ordinal(locale, place, { other: 'º' })} na fila`,
  usually: (usual, most) =>
    `normalmente ${duration(locale, usual)}; nove em cada dez em menos de ${duration(locale, most, true)}`,
  uploading: 'enviando ao Slack',
  cancel: 'Cancelar',
  showAfterAll: 'Mostrar mesmo assim · grátis',
  ordered: (cost) =>
    `Cancelado, mas o pedido já tinha sido enviado: ${toCharge(cost)} se a imagem for feita. Ela não será mostrada.`,
  canceled: {
    free: (who) => `Cancelado${by(who)}. Nada foi cobrado.`,
    charged: (n, estimated, who) => `Cancelado${by(who)} depois que o pedido foi enviado: ${charged(n, estimated)}.`,
    kept: 'A imagem fica guardada, e quem a pediu ainda pode mostrá-la.',
  },
  late: {
    free: 'Este pedido já foi cancelado. Nada foi cobrado.',
    ordered: (cost) => `Este pedido já foi cancelado, mas depois de enviado: ${toCharge(cost)} se a imagem for feita.`,
    charged: (n, estimated) => `Este pedido já foi cancelado, mas depois de enviado: ${charged(n, estimated)}.`,
    showing: (n, estimated) =>
      `Não dá mais para cancelar: a imagem está pronta e sendo postada, e ${charged(n, estimated)}.`,
    shown: (n, estimated) =>
      `Não dá mais para cancelar: a imagem está pronta e já foi postada, e ${charged(n, estimated)}.`,
    undelivered: (n, estimated) =>
      `Não dá mais para cancelar: a imagem está pronta, e ${charged(n, estimated)}. Só a entrega falhou.`,
    failed: 'Não há o que cancelar: a imagem não foi feita, e nada foi cobrado.',
    unknown: (cost) =>
      `Não há mais o que cancelar: o pedido foi enviado, e não sei o que aconteceu com ele. ${cost === 1 ? 'Pode ter sido cobrado' : 'Podem ter sido cobrados'} ${credits(cost)}.`,
  },
  notYours: (asker) => `Só ${asker} ou um admin do espaço de trabalho pode fazer isso.`,
  status: 'está criando a imagem…',
};
