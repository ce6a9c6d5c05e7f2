import type { Copy } from '../en/copy.ts';
import { counted, longDate, number } from '../format.ts';

const locale = 'es-ES';
const credits = (n: number) => counted(locale, n, { one: 'crédito', other: 'créditos' });
const pictures = (n: number) => counted(locale, n, { one: 'imagen', other: 'imágenes' });
const remain = (n: number) => `${n === 1 ? 'queda' : 'quedan'} ${number(locale, n)}`;

const WHERE = {
  team: '',
  channel: ' en ese canal',
  person: ' para ti',
  group: ' para tu grupo',
  own: ' de tu propio tope',
};

export const composeEs: Copy['compose'] = {
  title: 'Imagen nueva',
  editTitle: 'Editar la imagen',
  close: 'Cerrar',
  loading: 'Un momento, por favor.',
  prompt: {
    label: '¿Qué debe mostrar la imagen?',
    placeholder: 'un zorro rojo leyendo un periódico',
    hint: 'Opciones como --ar 16:9 también valen aquí y mandan sobre los campos de abajo.',
    cut: (most) => `El texto no cabía entero aquí; estos son sus primeros ${number(locale, most)} caracteres.`,
  },
  change: { label: '¿Qué debe cambiar?', placeholder: 'que sea de noche' },
  which: '¿Qué imagen?',
  style: {
    label: 'Estilo',
    none: 'Ninguno',
    adds: (words) => `Añade a tus palabras: _${words}_`,
  },
  size: {
    label: 'Tamaño',
    same: 'Dejar como está',
    words: {
      square: 'Cuadrado',
      portrait: 'Vertical',
      landscape: 'Horizontal',
      wide: 'Ancho',
      tall: 'Alto',
      '2k': 'Cuadrado grande',
      '4k': 'Muy grande y ancho',
      auto: 'Que elija el modelo',
    },
    dropped: (size, quality) => `${size} no se puede dibujar en esta calidad (${quality}), así que elegí otro tamaño.`,
  },
  quality: {
    label: 'Calidad',
    same: 'Dejar como está',
    any: 'Automática: la más barata',
    words: { low: 'Baja: borradores para elegir', medium: 'Media', high: 'Alta: la imagen definitiva' },
  },
  count: '¿Cuántas?',
  references: {
    label: 'Imágenes de partida',
    hint: (most) => `PNG, JPEG, WebP o HEIC, ${number(locale, most)} como máximo.`,
    kept: (count) => `Parte de lo que se adjuntó a aquella solicitud: ${pictures(count)}.`,
  },
  where: {
    label: '¿Dónde se publica?',
    channel: 'En este canal',
    direct: 'En esta conversación',
    thread: 'En el hilo donde se pidió',
    me: 'Solo para mí',
    hint: 'Si lo dejas vacío, solo tú verás la imagen, en tus mensajes directos conmigo.',
    outside: 'No estoy en ese canal. Usa /invite @Imagine allí primero o elige otro sitio.',
    notPart: 'No formo parte de esa conversación. Elige “Solo para mí” o un canal.',
  },
  price: (count, cost, left, scope) =>
    `${pictures(count)} · ${credits(cost)} · ${left === null ? 'sin límite' : `${remain(left)}${WHERE[scope]}`}`,
  tooDear: 'Es más de lo que queda.',
  each: (prices) => `Según la calidad: ${prices}`,
  submit: (count, cost) => `Crear ${count} · ${credits(cost)}`,
  submitEdit: (cost) => `Editar · ${credits(cost)}`,
  priceChanged: (cost) =>
    `Con las opciones de tu texto, esto cuesta ${credits(cost)}. Aún no se ha pedido nada; pulsa otra vez para pedirlo.`,
  fewer: (count, cost) => `Con ${pictures(count)} costaría ${number(locale, cost)}.`,
  low: (cost, quality) => `En calidad ${quality} costaría ${number(locale, cost)}.`,
  nothingLeft: (left, scope, renews) =>
    `${left === 1 ? 'Queda' : 'Quedan'} ${credits(left)}${WHERE[scope]} hasta el ${longDate(locale, renews)}: no alcanza para una imagen.`,
  nothingOffered: 'Ahora mismo no hay ningún modelo de imagen disponible.',
  notOpened:
    'Slack no me dejó abrir el formulario. Escribe la solicitud, por ejemplo `/imagine un zorro rojo leyendo un periódico`.',
  editNotOpened:
    'Slack no me dejó abrir el formulario. Responde en el hilo de la imagen: “edita esto: que sea de noche”.',
  noPicture: 'Este mensaje no tiene ninguna imagen que yo pueda editar. Puedo editar PNG, JPEG, WebP y HEIC.',
  pictureGone: 'Esta imagen se eliminó.',
  pictureUnseen:
    'No puedo ver esta imagen: o se eliminó, o no estoy en esa conversación. Usa `/invite @Imagine` para darme acceso o sube la imagen en el formulario que abre `/imagine`.',
  upload: (n) => `Imagen ${number(locale, n)} de este mensaje`,
  notShown: 'Slack no muestra aquí la imagen, pero se va a usar.',
  notYours: 'Solo quien hizo la solicitud puede cambiar ese texto. Escribe el tuyo con `/imagine`.',
  home: {
    title: 'Imagine crea y edita imágenes en el chat',
    make: '*Crea*: escribe `/imagine un zorro rojo leyendo un periódico` en cualquier canal o usa el botón de abajo.',
    edit: '*Edita*: responde en el hilo de la imagen, “edita esto: que sea de noche”, las veces que quieras.',
    finish:
      '*Elige y termina*: varias imágenes llegan como borradores baratos; termina la que prefieras en alta calidad.',
    left: (left, renews) =>
      left === null
        ? `Sin límite este mes · el mes nuevo empieza el ${longDate(locale, renews)}`
        : `${left === 1 ? 'Queda' : 'Quedan'} ${credits(left)} en este espacio de trabajo · se renueva el ${longDate(locale, renews)}`,
    requests: 'Tus últimas solicitudes',
  },
};
