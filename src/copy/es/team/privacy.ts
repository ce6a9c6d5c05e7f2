import { counted, number } from '../../format.ts';

const days = (n: number) => counted('es-ES', n, { one: 'día', other: 'días' });
const files = (n: number) => counted('es-ES', n, { one: 'archivo', other: 'archivos' });

export const privacyEs = {
  erasedOn: (day: string) => `borrado el ${day}`,
  message: (day: string) => `Esta petición se borró el ${day}, con sus imágenes.`,
  gone: (day: string) =>
    `Eso se borró el ${day}, así que ya no se puede hacer nada a partir de ahí. Lo que costó sigue en las cifras.`,
  somebody: 'alguien cuyos datos se borraron',
  /** In a Home, until it is opened again. */
  emptied: {
    own: 'Se borró todo lo que me habías pedido hasta ahora.',
    others: 'Se borró parte de lo que había aquí. Vuelve a abrir esta pestaña para ver el resto.',
  },
  held: 'Por ahora este espacio de trabajo debe conservar sus registros (retención legal), así que no se puede eliminar ni borrar nada.',
  onlyManagers: 'Solo los gestores de este espacio de trabajo pueden hacer eso.',
  retention: {
    title: '*Qué se conserva, y por cuánto tiempo*',
    after: (n: number) =>
      `Los prompts y las imágenes se borran ${days(n)} después de pedirse, también en hilos que alguien sigue editando. Las cifras quedan: quién gastó qué, cuándo y dónde.`,
    never: 'Los prompts y las imágenes se conservan hasta que alguien los borre.',
    notBefore: (day: string) => `No se borra nada por antigüedad antes del ${day}.`,
    untold: 'Aún no se ha borrado nada por antigüedad. Se avisa a los gestores una semana antes de empezar.',
    holds: (names: string) => `Bajo retención legal, se conserva en todo caso: ${names}.`,
    everybody: 'todo el mundo',
    erasing: (n: number) => `${counted('es-ES', n, { one: 'borrado', other: 'borrados' })} en curso.`,
    filesLeft: (n: number) => `Slack aún no ha eliminado ${files(n)}. Sigo pidiéndolo.`,
    howTo:
      'Los gestores pueden cambiarlo: `/imagine retention 90 days`, `/imagine retention off`. Cualquiera puede decir `/imagine forget me`.',
    unchanged: 'Ya estaba así.',
    unreadable: (most: number) =>
      `Indica días enteros de 1 a ${number('es-ES', most)}, u \`off\`. No ha cambiado nada.`,
    announced: (n: number, day: string) =>
      `A partir del ${day}, borro los prompts y las imágenes ${days(n)} después de pedirse, aquí y en Slack, también en hilos que alguien sigue editando. Las cifras quedan: quién gastó qué, cuándo y dónde. Para conservarlos más tiempo, o siempre: \`/imagine retention 365 days\`, \`/imagine retention off\`.`,
    button: 'Retención…',
    formTitle: 'Retención',
    label: 'Días hasta borrar prompts e imágenes',
    hint: (most: number) => `De 1 a ${number('es-ES', most)}. Déjalo vacío para conservarlos.`,
    submit: 'Guardar',
  },
  forget: {
    button: 'Olvídame…',
    title: 'Olvídame',
    text: 'Esto borra todos los prompts e imágenes que has pedido hasta ahora, de aquí y de Slack, con todo lo que repite tus palabras o vuelve a mostrar tus imágenes. Lo que se está haciendo se cancela. Tus mensajes conmigo dirán que se borraron. En las cifras, el registro y la auditoría nadie podrá saber que fuiste tú. *No se puede deshacer.*',
    decided: 'Lo que los gestores decidieron sobre ti, como un presupuesto propio, queda hasta que lo retiren.',
    counted: (day: string) =>
      `Como hay un límite que cuenta lo que gastas, tu nombre queda junto a los créditos de este periodo hasta el ${day}. Los prompts y las imágenes se van ahora.`,
    press: 'Cualquiera puede pedir que lo olvide. Te preguntaré una vez más.',
    submit: 'Olvídame',
    asked: 'Te estoy olvidando. Tarda unos minutos; lo que aún se está haciendo termina antes.',
    already: 'Ya te estoy olvidando. Tarda unos minutos; lo que aún se está haciendo termina antes.',
  },
  hold: {
    button: 'Retención legal…',
    title: 'Retención legal',
    text: 'Mientras dure, no se borra nada de la persona: ni por antigüedad, ni con Eliminar, ni cuando pida que la olvide.',
    who: 'Persona',
    whoHint: 'Déjalo vacío para todo el espacio de trabajo.',
    what: 'Qué hacer',
    set: 'Conservar todo',
    lift: 'Terminar la retención legal',
    reason: 'Motivo',
    submit: 'Guardar',
    isSet: (who: string) => `Desde ahora se conserva todo lo de ${who}.`,
    wasSet: (who: string) => `Ya se conserva todo lo de ${who}.`,
    isLifted: (who: string) => `La retención legal de ${who} ha terminado.`,
    wasNone: (who: string) => `No hay retención legal de ${who}.`,
  },
  erase: {
    button: 'Borrar todo…',
    title: 'Borrar todo',
    text: 'Esto borra todos los prompts e imágenes de este espacio de trabajo hasta ahora, de aquí y de Slack, y hace anónimas a todas las personas en las cifras, el registro y la auditoría. Las sumas y los ajustes quedan. Queda escrito que lo hiciste tú. *No se puede deshacer.* Si quieres una copia, expórtala antes: `/imagine export all`.',
    label: (word: string) => `Escribe ${word} para confirmar`,
    word: 'BORRAR POR COMPLETO',
    mistyped: (word: string) => `Escribe ${word}, exactamente así. No se ha borrado nada.`,
    submit: 'Borrar todo',
    onlyAdmins: 'Solo los propietarios y admins de este espacio de trabajo pueden borrarlo todo.',
    asked:
      'Lo estoy borrando todo. Tarda unos minutos o, si hay mucho, horas; lo que aún se está haciendo termina antes.',
    already: 'Ya lo estoy borrando todo.',
  },
  read: {
    button: 'Leer…',
    choose: 'Leer un prompt privado…',
    title: 'Prompt privado',
    text: 'Este prompt es privado. Leerlo queda escrito en la auditoría con tu motivo, y se avisa a quien lo escribió de que lo leíste.',
    label: '¿Por qué necesitas leerlo?',
    missing: 'Indica por qué.',
    submit: 'Leer',
    by: (person: string) => `Un prompt privado de ${person}:`,
    told: (reader: string, when: string) =>
      `${reader}, que es gestor de este espacio de trabajo, leyó un prompt privado tuyo, del ${when}. El motivo está en la auditoría.`,
  },
};
