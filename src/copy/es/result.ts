import type { Copy } from '../en/copy.ts';
import { counted, number } from '../format.ts';

const locale = 'es-ES';
const credits = (n: number) => counted(locale, n, { one: 'crédito', other: 'créditos' });
const picture = (position: number | null) => (position === null ? 'esta imagen' : `la imagen ${position}`);

export const resultEs: Copy['result'] = {
  edit: 'Editar',
  editLabel: (position) => `Decir qué cambiar en ${picture(position)}`,
  vary: (cost) => `Variar ×4 · ${number(locale, cost)}`,
  varyLabel: (position, cost) => `Cuatro variaciones de ${picture(position)}, ${credits(cost)}`,
  finish: (cost) => `Terminar · ${number(locale, cost)}`,
  finishLabel: (position, cost) => `Terminar ${picture(position)} en alta calidad, ${credits(cost)}`,
  again: (cost) => `Otra vez · ${number(locale, cost)}`,
  againTitle: '¿Crearla otra vez?',
  prompt: 'Prompt original',
  promptAdded: (words) => `Añadido: ${words}`,
  hide: 'Hacer privada',
  altText: 'Texto alternativo…',
  altTextTitle: 'Texto alternativo',
  altTextOf: (position) => (position === null ? 'Texto alternativo' : `Texto alternativo de la imagen ${position}`),
  altTextHint: (beginning) =>
    `Se lee en voz alta a quien no ve la imagen. Empieza con “${beginning}”. Si lo dejas vacío, se usa el prompt.`,
  aiMade: 'Imagen hecha con IA',
  save: 'Guardar',
  cancel: 'Cancelar',
  delete: 'Eliminar…',
  discard: 'Descartar…',
  deleteTitle: '¿Eliminarla?',
  deleteText: (count) =>
    count === 1
      ? 'Esto elimina la imagen para todos, y nadie podrá partir de ella. Los créditos ya cobrados no se devuelven.'
      : `Esto elimina las ${number(locale, count)} imágenes para todos, y nadie podrá partir de ellas. Los créditos ya cobrados no se devuelven.`,
  deleteAgainText: 'Esto elimina solo este mensaje. La versión que muestra otra vez sigue donde está.',
  deleteYes: 'Eliminar',
  keep: 'Conservarla',
  onlyAsker: 'Solo quien la pidió, o un admin del espacio de trabajo, puede hacer eso.',
  saving: (drafts, finish, instead) =>
    `borradores ${number(locale, drafts)} + final ${number(locale, finish)} = ${number(locale, drafts + finish)} en vez de ${number(locale, instead)} · ahorro de ${number(locale, instead - drafts - finish)}`,
  hiding: 'La imagen ya se está haciendo privada.',
  underWay: 'Eso ya se está creando. El resultado aparecerá en el hilo de la imagen.',
  unclear: 'Un intento anterior aún no se ha resuelto. Usa el botón de ese mensaje.',
  finished: (version) => `Esta imagen ya está terminada: v${version}.`,
  gone: 'Esa imagen ya no está aquí.',
  converted: (posted, came) => `${posted}, enviada como ${came}`,
  missing: (shown, made, positions, isGivenUp) =>
    `Hay ${number(locale, shown)} de ${number(locale, made)} imágenes. ${positions.length === 1 ? 'Falta' : 'Faltan'} ${positions.map((position) => `#${position}`).join(', ')}: ${
      isGivenUp
        ? `no se ${positions.length === 1 ? 'pudo' : 'pudieron'} descargar en un día de intentos.`
        : `aún no se ${positions.length === 1 ? 'puede' : 'pueden'} descargar; sigo intentándolo, sin más costo.`
    }`,
  byAddress: {
    uploads_disabled:
      'Este espacio de trabajo no permite subir archivos, así que la imagen se ve en la dirección de Pixapi, donde quizá no dure. Cuando se permita, *Otra vez* crea una que se queda.',
    storage_full:
      'Este espacio de trabajo se quedó sin almacenamiento, así que la imagen se ve en la dirección de Pixapi, donde quizá no dure. Cuando haya espacio, *Otra vez* crea una que se queda.',
  },
  rendition: (edgePx) =>
    `Hecha a partir de la copia más pequeña que Slack guarda de la imagen: ${number(locale, edgePx)} px en su lado más largo.`,
};
