import type { Copy } from '../en/copy.ts';

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
};
