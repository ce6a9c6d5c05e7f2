import type { Copy } from '../en/copy.ts';

export const updateFailedPtBR: Copy['updateFailed'] = {
  channel: (channel) => `em ${channel}`,
  direct: 'nas suas mensagens diretas comigo',
  stands: (place) => `Não consegui tirar a mensagem com a imagem: ela continua ${place}.`,
  unchanged: (place) => `Não consegui mudar a mensagem com a imagem ${place}: ela continua como estava.`,
  unreachable:
    'Não tenho mais acesso a essa conversa: foi arquivada, ou me tiraram dela; `/invite @Imagine` me deixa entrar de novo.',
  refused: 'O Slack não deixou.',
  deleteAgain:
    'Escolha “Apagar…” embaixo dela mais uma vez quando isso estiver resolvido, ou peça a um admin do espaço de trabalho que a apague à mão.',
  changeAgain: 'Peça a mudança mais uma vez quando isso estiver resolvido.',
};
