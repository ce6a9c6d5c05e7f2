import type { FailureWords } from '../en/failures.ts';

const MAY_COST_AGAIN = 'Puedes intentarlo de nuevo, pero es posible que se cobre otra vez.';

export const failuresEs: FailureWords = {
  prompt_too_long: { why: 'El texto es demasiado largo.', next: 'Acórtalo y envíalo de nuevo.' },
  flag_invalid: { why: 'No pude leer una de las opciones.', next: '`/imagine help` las muestra todas.' },
  prompt_refused: {
    why: 'Pixapi rechazó esta imagen porque parece incumplir una de las reglas del modelo.',
    next: 'Cambia el texto e inténtalo de nuevo.',
  },
  budget_exhausted: {
    why: 'No quedan créditos suficientes.',
    next: 'Pide a un admin del espacio de trabajo que aumente el presupuesto del mes.',
  },
  policy_refused: {
    why: 'Va contra una regla de este espacio de trabajo.',
    next: '`/imagine policy` muestra las reglas; los gestores pueden cambiarlas.',
  },
  word_blocked: {
    why: 'Este espacio de trabajo ha bloqueado una palabra de lo que pediste.',
    next: 'Dilo con otras palabras.',
  },
  paused: {
    why: 'Un gestor de este espacio de trabajo ha pausado las imágenes nuevas.',
    next: 'Pídelo otra vez cuando se reanuden.',
  },
  not_allowed: {
    why: 'Solo los miembros de este espacio de trabajo pueden gastar sus créditos.',
    next: 'Pídeselo a uno de ellos.',
  },
  image_missing: { why: 'La imagen de partida ya no existe o no se compartió conmigo.', next: 'Adjúntala de nuevo.' },
  image_unreadable: { why: 'No pude leer la imagen de partida.', next: 'Usa una imagen PNG, JPEG o WebP.' },
  image_too_large: {
    why: 'La imagen de partida es demasiado grande.',
    next: 'Guárdala como JPEG normal (no progresivo) de menos de 20 MB y 50 megapíxeles.',
  },
  request_too_large: {
    why: 'Fue más de lo que Pixapi acepta en un solo pedido.',
    next: 'Usa menos imágenes de partida, imágenes más pequeñas o un texto más corto.',
  },
  source_failed: {
    why: 'No pude sacar de Slack la imagen de partida.',
    next: 'Inténtalo en unos minutos o adjúntala de nuevo.',
  },
  too_many_requests: {
    why: 'Son más solicitudes en un minuto de las que puede hacer una persona.',
    next: 'Espera un minuto y envíala de nuevo.',
  },
  act_under_way: {
    why: 'Lo último que pediste en este hilo todavía está en camino.',
    next: 'Pídelo de nuevo cuando haya llegado.',
  },
  channel_unreachable: {
    why: 'No puedo publicar en esa conversación.',
    next: 'Usa `/invite @Imagine` para darme acceso.',
  },
  canceled: { why: 'Esta solicitud se canceló.', next: 'Si aún quieres la imagen, vuelve a pedirla.' },
  pixapi_busy: {
    why: 'Pixapi está sobrecargada y rechazó varios intentos.',
    next: 'Inténtalo de nuevo en unos minutos.',
  },
  pixapi_down: { why: 'Pixapi no respondió a varios intentos.', next: 'Inténtalo de nuevo en unos minutos.' },
  pixapi_blocked: {
    why: 'Un cortafuegos delante de Pixapi me cerró el paso varias veces.',
    next: 'Inténtalo de nuevo en unos minutos; si sigue pasando, avisa a un admin: Pixapi debe dejar pasar a este servidor.',
  },
  pixapi_faltered: {
    why: 'Pixapi falló dos veces con esta solicitud.',
    next: 'Inténtalo de nuevo o cambia un poco el texto.',
  },
  chat_paced: {
    why: 'Esta conversación alcanzó, por ahora, el límite de mensajes de Slack.',
    next: 'Inténtalo de nuevo en unos minutos.',
  },
  chat_busy: { why: 'Slack no da abasto conmigo en este momento.', next: 'Inténtalo de nuevo en unos minutos.' },
  chat_refused: {
    why: 'Slack rechazó el mensaje.',
    next: 'Pregunta a un admin si puedo publicar aquí.',
    nextMade: 'Entrégala de nuevo o pregunta a un admin si puedo publicar aquí.',
  },
  chat_unclear: {
    why: 'Slack no dijo si aceptó el mensaje.',
    next: 'Inténtalo de nuevo en unos minutos.',
    nextMade: 'Si no ves la imagen, entrégala de nuevo.',
  },
  download_failed: {
    why: 'No pude descargar la imagen de Pixapi.',
    next: 'Inténtalo de nuevo en unos minutos.',
  },
  picture_missing: { why: 'Una de las imágenes aún no se puede descargar.', next: 'Sigo intentándolo.' },
  outcome_unknown: {
    why: 'La conexión se cortó después de enviar el pedido, y no sé si la imagen se está creando.',
    next: MAY_COST_AGAIN,
  },
  task_failed: { why: 'Pixapi no pudo crear esta imagen.', next: 'Inténtalo de nuevo o cambia un poco el texto.' },
  task_vanished: { why: 'Pixapi ya no encuentra este pedido.', next: MAY_COST_AGAIN },
  task_stuck: { why: 'Pixapi no terminó esta imagen en más de una hora.', next: MAY_COST_AGAIN },
  result_malformed: { why: 'Pixapi respondió, pero sin ninguna imagen.', next: MAY_COST_AGAIN },
  request_rejected: {
    why: 'Pixapi no aceptó esta combinación.',
    next: 'Prueba con otro tamaño u otra calidad, o avisa a un admin.',
  },
  own_key_refused: {
    why: 'Pixapi rechazó la clave propia de este espacio de trabajo.',
    next: 'Avisa a los gestores: pueden fijar otra en Inicio, en «Clave de Pixapi…».',
  },
  own_credits_exhausted: {
    why: 'La cuenta de Pixapi propia de este espacio de trabajo se quedó sin créditos.',
    next: 'Avisa a los gestores: hay que recargarla.',
  },
  pixapi_key_refused: {
    why: 'Pixapi rechazó la clave de esta aplicación.',
    next: 'Avisa a un admin: hay que renovar la clave.',
  },
  pixapi_credits_exhausted: {
    why: 'La cuenta de esta aplicación en Pixapi se quedó sin créditos.',
    next: 'Avisa a un admin: hay que recargarla.',
  },
  pixapi_account_refused: {
    why: 'Pixapi no atiende la cuenta de esta aplicación: está suspendida o aún sin verificar.',
    next: 'Avisa a un admin: el panel de Pixapi muestra lo que falta.',
  },
  pixapi_region_blocked: {
    why: 'Pixapi no da servicio en la región donde está el servidor de esta aplicación.',
    next: 'Avisa a un admin: el servidor tiene que estar en otro lugar.',
  },
  model_missing: { why: 'Pixapi ya no ofrece este modelo.', next: 'Elige otro con `--model`.' },
  download_refused: {
    why: 'Pixapi puso la imagen en una dirección a la que no puedo acceder.',
    next: 'Avisa a un admin.',
  },
  uploads_disabled: {
    why: 'Este espacio de trabajo no permite subir archivos, así que no puedo poner la imagen en Slack.',
    next: 'Pide a un admin que lo permita.',
    nextMade: 'Pide a un admin que lo permita y entrégala de nuevo.',
  },
  storage_full: {
    why: 'Este espacio de trabajo se quedó sin almacenamiento, así que no puedo poner la imagen en Slack.',
    next: 'Inténtalo de nuevo cuando haya espacio.',
    nextMade: 'Cuando haya espacio, entrégala de nuevo.',
  },
  not_installed: {
    why: 'Esta aplicación no está instalada en este espacio de trabajo.',
    next: 'Un admin puede instalarla.',
  },
  secret_unreadable: {
    why: 'No puedo abrir mi propio acceso a este espacio de trabajo.',
    next: 'Avisa a quien administra la aplicación: falta una clave.',
  },
  commit_unclear: {
    why: 'Nuestra base de datos dejó de responder mientras guardaba tu solicitud.',
    next: 'Inténtalo de nuevo; si sigue pasando, avisa a un admin.',
  },
  crashed: {
    why: 'Me caí tres veces trabajando en esto.',
    next: 'Prueba con otra imagen u otro texto, o avisa a un admin.',
  },
  internal: { why: 'Algo falló de nuestro lado.', next: 'Inténtalo de nuevo; si sigue pasando, avisa a un admin.' },
};
