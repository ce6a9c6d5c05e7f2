import type { Copy } from '../en/copy.ts';

export const updateFailedPtBR: Copy['updateFailed'] = {
  channel: (channel) => `em ${channel}`,
  direct: 'nas suas mensagens diretas comigo',
  stands: (place) => `Não consegui apagar a mensagem com a imagem: ela continua ${place}.`,
  unchanged: (place) => `Não consegui mudar a mensagem com a imagem ${place}: ela continua como estava.`,
  unreachable:
    'Não tenho mais acesso a essa conversa: ela foi arquivada ou me removeram dela; `/invite @Imagine` me deixa entrar de novo.',
  refused: 'O Slack não deixou.',
  deleteAgain:
    'Quando isso estiver resolvido, escolha “Apagar…” de novo embaixo da mensagem ou peça a um admin do espaço de trabalho que a apague manualmente.',
  changeAgain: 'Quando isso estiver resolvido, peça a mudança de novo.',
};
