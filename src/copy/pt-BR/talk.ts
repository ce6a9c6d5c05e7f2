import type { Copy } from '../en/copy.ts';
import { waitingPtBR } from './waiting.ts';

export const talkPtBR: Copy['talk'] = {
  nameless: { person: 'alguém', channel: 'um canal', group: 'um grupo' },
  hello:
    'Olá. Diga o que desenhar, por exemplo “uma raposa vermelha lendo jornal”, ou “ajuda” para ver tudo o que eu faço.',
  welcome: 'De nada.',
  stop: `Para interromper uma imagem que está sendo feita, clique em *${waitingPtBR.cancel}* embaixo dela.`,
};
