import type { Copy } from '../en/copy.ts';
import { counted, longDate, monthName, number } from '../format.ts';
import { budgetFormEs } from './budget-form.ts';
import { composeEs } from './compose.ts';
import { modelEndsEs } from './ending.ts';
import { failuresEs } from './failures.ts';
import { pressesEs } from './presses.ts';
import { refusalsEs } from './refusals.ts';
import { resultEs } from './result.ts';
import { settingsEs } from './settings.ts';
import { stylesEs } from './styles.ts';
import { talkEs } from './talk.ts';
import { teamEs } from './team/team.ts';
import { threadsEs } from './threads.ts';
import { updateFailedEs } from './update-failed.ts';
import { waitingEs } from './waiting.ts';

const locale = 'es-ES';
const credits = (n: number) => counted(locale, n, { one: 'crédito', other: 'créditos' });
const pictures = (n: number) => counted(locale, n, { one: 'imagen', other: 'imágenes' });
const remain = (n: number) => `${n === 1 ? 'queda' : 'quedan'} ${number(locale, n)}`;

const charge: Copy['charge'] = {
  undelivered: 'La imagen está lista; solo falló la entrega.',
  deliver: 'Entrégala de nuevo.',
  nothing: 'No se cobró nada.',
  charged: (n) => `${n === 1 ? 'Se cobró' : 'Se cobraron'} ${credits(n)}.`,
  held: (n) =>
    `Puede que se haya cobrado: ${counted(locale, n, { one: 'crédito queda reservado', other: 'créditos quedan reservados' })} hasta que se aclare.`,
  returned: 'Al final no se cobró.',
};

const receipt: Copy['receipt'] = {
  money: (held, charged, estimated) =>
    `reserva: ${number(locale, held)} · cobro: ${estimated ? 'cerca de ' : ''}${number(locale, charged)}`,
  left: (left, month) =>
    left === null ? 'sin límite' : `${remain(left)} ${month === null ? 'hoy' : `en ${monthName(locale, month)}`}`,
};

const images: Copy['images'] = {
  making: (prompt, user, count, cost) => `*${prompt}* · para ${user} · ${pictures(count)}, ${credits(cost)}`,
  editing: (instruction, user, count, cost, from) =>
    `*${instruction}* · desde la ${from} · para ${user} · ${pictures(count)}, ${credits(cost)}`,
  makingText: (prompt) => `Creando una imagen: ${prompt}`,
  stillWorking: 'Está tardando más de lo normal. La imagen se sigue creando, y esperar no cuesta nada más.',
  waitingForPixapi:
    'Pixapi no responde. Tu solicitud conserva su lugar en la cola, y no se cobra nada hasta que la imagen esté lista.',
  by: (user) => `por ${user}`,
  from: (version, picture) => `v${version}${picture === null ? '' : ` #${picture}`}`,
  versionFrom: (version, from) => `v${version} desde la ${from}`,
  fewer: (made, asked) => `Pixapi hizo ${number(locale, made)} de ${number(locale, asked)}`,
  quality: { low: 'baja', medium: 'media', high: 'alta' },
  altText: (prompt, version, position) => `Imagen hecha con IA: ${prompt} (v${version}${position})`,
  readyText: (prompt) => `Tu imagen está lista: ${prompt}`,
  filesInThread: 'Slack no preparó la imagen a tiempo para este mensaje, así que está en el hilo.',
  cannotPostHere: {
    channel:
      'Todavía no puedo publicar en esta conversación, así que aquí tienes la imagen, solo para ti. Con `/invite @Imagine` puedo publicar aquí y editar imágenes en los hilos.',
    direct:
      'No formo parte de esta conversación, así que aquí tienes la imagen, solo para ti. Para que otras personas puedan verla y editarla, pídela en un canal.',
    closed: 'Slack no me deja escribirte, así que aquí tienes la imagen, solo para ti.',
  },
  cannotPostHereYet: {
    channel:
      'Todavía no puedo publicar en esta conversación, así que solo tú verás la imagen. Con `/invite @Imagine` puedo publicar aquí.',
    direct:
      'No formo parte de esta conversación, así que solo tú verás la imagen. Puedo publicar en canales y en tus mensajes directos conmigo.',
    closed: 'Slack no me deja escribirte, así que la imagen aparecerá aquí, solo para ti.',
  },
};

const buttons: Copy['buttons'] = {
  tryAgain: 'Reintentar · puede cobrarse otra vez',
  deliverAgain: 'Entregar de nuevo · gratis',
  tryAgainTitle: '¿Pedirla de nuevo?',
  tryAgainText: (cost) => `Es posible que el primer pedido se completara y se cobrara. Este cuesta ${credits(cost)}.`,
  yes: 'Pedir de nuevo',
  no: 'Dejarlo así',
};

const problems: Copy['problems'] = {
  empty: 'Di qué dibujar, por ejemplo `/imagine un zorro rojo`.',
  tooLong: (length, limit) =>
    `El texto tiene ${number(locale, length)} caracteres; el máximo es ${number(locale, limit)}.`,
  unknownFlag: (flag, allowed) => `La opción \`${flag}\` no existe. Las opciones son ${allowed}.`,
  repeated: (flag) => `Usaste \`${flag}\` dos veces. Deja solo una.`,
  conflict: (one, other) => `\`${one}\` y \`${other}\` no se pueden usar juntas.`,
  missing: (flag, allowed) => `\`${flag}\` necesita un valor: ${allowed}.`,
  unknownValue: (flag, value, allowed) => `\`${flag} ${value}\`: los valores admitidos son ${allowed}.`,
  size: (flag, value, reason, nearest) => `\`${flag} ${value}\`: ${reason}. El más cercano: \`${nearest}\`.`,
  sizeReasons: {
    not_multiple_of_16: 'los lados deben ser múltiplos de 16',
    too_few_pixels: 'demasiado pequeño; el mínimo son 655.360 píxeles',
    too_many_pixels: 'demasiado grande; el máximo son 8.294.400 píxeles',
    edge_too_long: 'ningún lado puede superar los 3840 píxeles',
    too_elongated: 'un lado puede medir como máximo el triple que el otro',
  },
  ratio: (flag, value, nearest) =>
    `\`${flag} ${value}\`: un lado puede medir como máximo el triple que el otro. La más cercana: \`${nearest}\`.`,
  unknownModel: (model, allowed) => `\`--model ${model}\`: ese modelo no existe. Los modelos son ${allowed}.`,
  cannotDraw: (model, what, able) => `\`--model ${model}\` no dibuja ${what}. Para eso, usa ${able}.`,
  inQuality: (quality) => `en calidad ${quality}`,
  nobodyCan: (what) => `Ningún modelo dibuja ${what}.`,
  retired: (model, successor, cost) =>
    `\`${model}\` ya no está disponible. \`${successor}\` costaría ${credits(cost)}; para usarlo, añade \`--model ${successor}\`.`,
  meant: (nearest) => `¿Quisiste decir \`${nearest}\`?`,
};

const budget: Copy['budget'] = {
  title: (month) => `*Créditos de ${monthName(locale, month)}*`,
  budget: (n) => (n === null ? 'Presupuesto del mes: ilimitado' : `Presupuesto del mes: ${credits(n)}`),
  spent: (n) => `Gastado: ${number(locale, n)}`,
  held: (n) => `Reservado para imágenes en curso: ${number(locale, n)}`,
  left: (n) => (n === null ? 'Disponible: sin límite' : `Disponible: ${number(locale, n)}`),
  renews: (date, timeZone) => `Se renueva el ${longDate(locale, date)} (${timeZone})`,
  changed: (of, from, to) => `El presupuesto del mes ${of} cambió. Antes: ${from}. Ahora: ${to}.`,
  of: {
    team: 'del espacio de trabajo',
    channel: (channel) => `del canal ${channel}`,
    person: (person) => `de ${person}`,
  },
  amount: (n) => (n === null ? 'ilimitado' : credits(n)),
  none: 'sin definir',
  unreadable: (value) =>
    `No entiendo \`${value}\`. Usa \`/imagine budget set 1000\` o \`/imagine budget set unlimited\`; añade \`for #canal\` o \`for @persona\` para fijar solo el de ese canal o esa persona.`,
  onlyManagers:
    'Solo los gestores de este espacio de trabajo pueden cambiarlo: propietarios, admins y las personas que ellos nombren. `/imagine managers` muestra quiénes son.',
  holders: {
    team: 'al espacio de trabajo le',
    channel: 'a este canal le',
    person: 'a ti te',
    own: 'de tu propio tope te',
    group: 'a tu grupo le',
    each: (group) => `como parte de ${group} te`,
    pot: (group) => `a ${group}, en común, les`,
    eachGuest: 'como invitado te',
    guestPot: 'a los invitados, en común, les',
  },
  ownCap: 'Este tope te lo pusiste tú: `/imagine budget cap unlimited` lo quita.',
  over: (cost, holder, left, until) => `Esto cuesta ${credits(cost)}; ${holder} ${remain(left)} hasta el ${until}.`,
  atLow: (cost, quality) => `Con \`--quality ${quality}\` costaría ${number(locale, cost)}.`,
  ask: 'Un admin del espacio de trabajo puede aumentar el presupuesto con `/imagine budget set`.',
};

const history: Copy['history'] = {
  title: 'Tus últimas solicitudes aquí',
  none: 'Todavía no has pedido ninguna imagen. Prueba con `/imagine un zorro rojo`.',
  states: {
    requested: 'en cola',
    submitting: 'enviándose',
    submitted: 'en curso',
    made: 'imagen lista, entregándose',
    undelivered: 'imagen lista, sin entregar',
    posted: 'completada',
    failed: 'imagen no creada',
    canceled: 'cancelada',
    unknown: 'resultado desconocido',
  },
  cost: (charged, held, estimated) =>
    charged === null
      ? counted(locale, held, { one: 'reservado', other: 'reservados' })
      : `${estimated ? 'cerca de ' : ''}${credits(charged)}`,
};

const edits: Copy['edits'] = {
  howTo: 'Di qué cambiar, por ejemplo “edita esto: que sea de noche”.',
  noPicture:
    'No hay ninguna imagen mía en este hilo. Para cambiar la foto de alguien, elige *Edit this image* en el menú de su mensaje. O adjunta una imagen, o créala con `/imagine`.',
  noVersion: (version, newest) => `Este hilo no tiene v${version}; la más reciente es la v${newest}.`,
  noNumber: (picture, count) => `No hay ninguna imagen #${picture}; este mensaje tiene ${pictures(count)}.`,
  tooManyFiles: (most) => `Una edición puede usar hasta ${pictures(most)}.`,
};

const help: Copy['help'] = {
  title: '*Imagine crea y edita imágenes aquí.*',
  lines: [
    '`/imagine un zorro rojo leyendo un periódico` crea una imagen.',
    '`/imagine`, sin nada más, abre un formulario que muestra el precio. *Edit this image*, en el menú de un mensaje, edita sus imágenes.',
    '`--size` `square` (cuadrado), `portrait` (vertical), `landscape` (horizontal), `wide` (ancho), `tall` (alto), `2k`, `4k` o un tamaño como `1536x1024`; o una proporción: `--ar 16:9`',
  ],
  terms: (qualities, models) => `\`--quality\` ${qualities} · \`--n\` 1 a 4 imágenes · \`--model\` ${models}`,
  more: [
    `\`--style\` ${Object.keys(stylesEs).join(', ')} · \`--draft\` borrador rápido y barato, para elegir · \`--private\` solo para ti`,
    'En el hilo de la imagen: “edita esto: que sea de noche”. “edita la #2: …” edita la segunda imagen; “desde la v1: …” parte de una versión anterior. Adjunta imágenes para usarlas también.',
    '`/imagine budget` muestra los créditos del mes · `/imagine history` muestra tus últimas solicitudes',
    'Admins: `/imagine budget set 1000` (o `unlimited`; también `for #canal` o `for @persona`) · `/imagine language en`, `pt` o `es`',
    'Admins: `/imagine guests look` (o `spend`) · `/imagine confirm above 20` (o `always`, `never`) · `/imagine settings` muestra los ajustes',
  ],
};

const notices: Copy['notices'] = {
  notAccepted:
    'No pude registrar tu solicitud: nuestra base de datos no responde. No se cobró nada. Inténtalo de nuevo en un minuto.',
  notSure:
    'Nuestra base de datos dejó de responder mientras guardaba tu solicitud. Si se guardó, verás aquí cómo se crea la imagen; si no, no se cobró nada.',
  languageSet: 'A partir de ahora, los mensajes públicos serán en español.',
  modelRetired: (model, successor, quality) =>
    `Pixapi ya no ofrece \`${model}\`. A partir de ahora, las solicitudes van a \`${successor}\`${quality === null ? '' : ` en calidad ${quality}`}, sin costar más.`,
  modelEnds: modelEndsEs,
  costDoubted: (booked: number) =>
    `Pixapi comunicó, para una solicitud, un costo de más de diez veces su precio. Anoté el precio: ${credits(booked)}. Revisa tu saldo en Pixapi.`,
  nothingToDo: 'Eso ya se resolvió.',
  askingAgain:
    'Primero vuelvo a preguntarle a Pixapi por esta solicitud. Si la imagen está lista, llegará aquí sin costo adicional.',
  rush: 'Ahora mismo llegan de este espacio de trabajo más solicitudes de las que puedo atender.',
  gone: 'Ya no encuentro esta solicitud.',
  unforeseen: (id) => `Algo falló de nuestro lado. Indica este número a un admin: ${id}.`,
};

export const es: Copy = {
  locale,
  credits,
  pictures,
  failures: failuresEs,
  styles: stylesEs,
  refusals: refusalsEs,
  settings: settingsEs,
  team: teamEs,
  compose: composeEs,
  threads: threadsEs,
  talk: talkEs,
  charge,
  receipt,
  images,
  buttons,
  problems,
  budget,
  budgetForm: budgetFormEs,
  history,
  edits,
  help,
  notices,
  presses: pressesEs,
  result: resultEs,
  updateFailed: updateFailedEs,
  waiting: waitingEs,
};
