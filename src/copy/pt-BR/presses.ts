import type { Copy } from '../en/copy.ts';

import { counted, number } from '../format.ts';

const locale = 'pt-BR';
const credits = (n: number) => counted(locale, n, { one: 'crédito', other: 'créditos' });

export const pressesPtBR: Copy['presses'] = {
  notDone: 'Não deu certo: nosso banco de dados não está respondendo. Nada mudou; tente de novo em um minuto.',
  notSureDone:
    'Nosso banco de dados parou de responder no meio do caminho, e não sei se deu certo. Você pode fazer de novo sem problema.',
  unchanged: 'Nada mudou.',
  lateDone:
    'Isso está levando mais tempo do que o Slack espera. Ainda está em andamento e pode ficar pronto daqui a pouco. Você pode fazer de novo sem problema.',
  lateSent:
    'Isso está levando mais tempo do que o Slack espera. Seu pedido ainda pode ser aceito; nesse caso, você verá uma imagem sendo criada. Se você enviar este formulário de novo, continua sendo um pedido só.',
  sentBefore: (prompt) =>
    `Você já enviou este formulário, e isto foi pedido: *${prompt}*. O que está escrito agora não foi pedido; envie de novo se também quiser isso.`,
  priceChanged: (cost) => `Agora isto custa ${credits(cost)}. Nada foi pedido ainda.`,
  orderFor: (cost) => `Pedir · ${number(locale, cost)}`,
  notOpened: 'O Slack não me deixou abrir isso. Clique de novo.',
};
