import type { Copy } from '../en.ts';
import { counted } from '../format.ts';

const locale = 'pt-BR';
const credits = (n: number) => counted(locale, n, { one: 'crédito', other: 'créditos' });

export const pressesPtBR: Copy['presses'] = {
  notDone: 'Não funcionou: nosso banco de dados não responde. Nada mudou; tente de novo em um minuto.',
  notSureDone:
    'Nosso banco de dados parou de responder bem nessa hora, e não sei se deu certo. Fazer mais uma vez não causa problema.',
  unchanged: 'Nada mudou.',
  lateDone:
    'Isso está levando mais tempo do que o Slack espera. Ainda está em andamento e pode ficar pronto daqui a pouco; fazer mais uma vez não causa problema.',
  lateSent:
    'Isso está levando mais tempo do que o Slack espera. Seu pedido ainda pode ser aceito: nesse caso você verá uma imagem sendo feita. Enviado de novo por este formulário, continua sendo um pedido só.',
  sentBefore: (prompt) =>
    `Este formulário já foi enviado, e isto foi pedido: *${prompt}*. O que está aqui agora não foi pedido; envie mais uma vez se também quiser.`,
  notOpened: 'O Slack não me deixou abrir isso. Clique mais uma vez.',
  dearer: (cost) => `Isso agora custa ${credits(cost)}, mais do que o botão dizia. Nada foi pedido e nada foi cobrado.`,
};
