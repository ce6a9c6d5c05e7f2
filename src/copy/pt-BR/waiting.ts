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
    `Cancelado, mas o pedido já tinha saído: ${toCharge(cost)} se a imagem for feita. Ela não será mostrada.`,
  canceled: {
    free: (who) => `Cancelado${by(who)}. Nada foi cobrado.`,
    charged: (n, estimated, who) => `Cancelado${by(who)} depois que o pedido saiu: ${charged(n, estimated)}.`,
    kept: 'A imagem fica guardada; quem a pediu ainda pode mostrá-la.',
  },
  late: {
    free: 'Isto já tinha sido cancelado. Nada foi cobrado.',
    ordered: (cost) =>
      `Isto já tinha sido cancelado, depois que o pedido saiu: ${toCharge(cost)} se a imagem for feita.`,
    charged: (n, estimated) => `Isto já tinha sido cancelado, depois que o pedido saiu: ${charged(n, estimated)}.`,
    showing: (n, estimated) =>
      `Não dá mais para cancelar: a imagem foi feita e está a caminho da conversa, e ${charged(n, estimated)}.`,
    shown: (n, estimated) => `Não dá mais para cancelar: a imagem foi feita e mostrada, e ${charged(n, estimated)}.`,
    undelivered: (n, estimated) =>
      `Não dá mais para cancelar: a imagem foi feita, e ${charged(n, estimated)}. Só a entrega falhou.`,
    failed: 'Não há o que cancelar: a imagem não foi feita, e nada foi cobrado.',
    unknown: (cost) =>
      `Não há mais o que cancelar: o pedido saiu, e ninguém sabe o que foi feito dele. Pode ter sido cobrado: ${credits(cost)}.`,
  },
  notYours: (asker) => `Só ${asker} ou um admin do espaço de trabalho pode fazer isso.`,
  status: 'está criando a imagem…',
};
