import type { Copy } from '../en/copy.ts';
import { waitingEs } from './waiting.ts';

export const talkEs: Copy['talk'] = {
  nameless: { person: 'alguien', channel: 'un canal', group: 'un grupo' },
  hello: 'Hola. Di qué dibujar, por ejemplo “un zorro rojo leyendo el periódico”, o “ayuda” para ver todo lo que hago.',
  welcome: 'De nada.',
  stop: `Para detener una imagen que se está haciendo, pulsa *${waitingEs.cancel}* debajo de ella.`,
};
