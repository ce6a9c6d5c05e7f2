import type { Copy } from '../en/copy.ts';

export const talkEs: Copy['talk'] = {
  nameless: { person: 'alguien', channel: 'un canal', group: 'un grupo' },
  hello: 'Hola. Di qué dibujar, por ejemplo “un zorro rojo leyendo el periódico”, o “ayuda” para ver todo lo que hago.',
  welcome: 'De nada.',
};
