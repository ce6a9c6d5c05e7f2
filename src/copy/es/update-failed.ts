import type { Copy } from '../en/copy.ts';

export const updateFailedEs: Copy['updateFailed'] = {
  channel: (channel) => `en ${channel}`,
  direct: 'en tus mensajes directos conmigo',
  stands: (place) => `No pude eliminar el mensaje con la imagen: sigue ${place}.`,
  unchanged: (place) => `No pude cambiar el mensaje con la imagen ${place}: sigue como estaba.`,
  unreachable:
    'Ya no tengo acceso a esa conversación: está archivada o me sacaron de ella; `/invite @Imagine` me deja entrar de nuevo.',
  refused: 'Slack no me dejó.',
  deleteAgain:
    'Cuando eso esté resuelto, elige “Eliminar…” otra vez debajo del mensaje o pide a un admin del espacio de trabajo que lo elimine a mano.',
  changeAgain: 'Cuando eso esté resuelto, pide el cambio otra vez.',
};
