import type { policyEn } from '../../en/team/policy.ts';
import { counted, number } from '../../format.ts';

const locale = 'es-ES';
const credits = (n: number) => counted(locale, n, { one: 'crédito', other: 'créditos' });

const rules = {
  paused: {
    why: (by: string) => `${by} ha pausado las imágenes nuevas en este espacio de trabajo.`,
    next: 'Lo que ya se aceptó se hará. Pídelo otra vez cuando se reanuden; los gestores lo hacen con `/imagine resume`.',
  },
  off: {
    why: (channel: string) => `Las imágenes están desactivadas en ${channel}.`,
    next: 'Pídelo en otro canal o en tus mensajes directos conmigo.',
  },
  privateOnly: {
    why: (channel: string) => `En ${channel}, las imágenes son solo para quien las pide.`,
    next: 'Añade `--private` o pídelo en otro canal.',
  },
  draftsOnly: {
    why: (channel: string) => `${channel} es solo para borradores.`,
    next: (quality: string) => `Usa \`--quality ${quality}\` o pídelo en otro canal.`,
  },
  spender: {
    why: (groups: string) => `En este espacio de trabajo solo los miembros de ${groups} pueden gastar créditos.`,
    next: 'Uno de ellos puede hacerla por ti.',
  },
  word: {
    why: (word: string) => `Este espacio de trabajo ha bloqueado la palabra “${word}”.`,
    next: 'Dilo con otras palabras. Solo queda registrado que se rechazó, no lo que escribiste.',
  },
  model: {
    why: (model: string) => `Este espacio de trabajo no usa el modelo \`${model}\`.`,
    next: (allowed: string) => `Usa ${allowed}.`,
  },
  size: {
    why: (size: string) => `Este espacio de trabajo no usa el tamaño \`${size}\`.`,
    next: (allowed: string) => `Usa ${allowed}.`,
  },
  quality: {
    why: (quality: string) => `Este espacio de trabajo no usa la calidad \`${quality}\`.`,
    next: (allowed: string) => `Usa ${allowed}.`,
  },
  dear: {
    why: (cost: number, most: number) =>
      `Esto necesita ${credits(cost)}, y en este espacio de trabajo una sola petición no puede costar más de ${number(locale, most)}.`,
    next: 'Un tamaño menor, una calidad más baja o menos imágenes cuestan menos.',
  },
};

export const policyEs: typeof policyEn = {
  rules,
  title: '*Política de este espacio de trabajo*',
  paused: (by: string) => `Las imágenes nuevas están pausadas por ${by}.`,
  spend: {
    everyone: 'Quién puede gastar: todos, también los invitados.',
    members: 'Quién puede gastar: los miembros; los invitados pueden mirar.',
    groups: (groups: string) => `Quién puede gastar: los miembros de ${groups}.`,
  },
  models: (allowed: string) => `Modelos: ${allowed}.`,
  sizes: (allowed: string) => `Tamaños: ${allowed}.`,
  qualities: (allowed: string) => `Calidades: ${allowed}.`,
  all: 'todos',
  most: (n: number | null) =>
    n === null
      ? 'Una sola petición puede costar cualquier cantidad.'
      : `Una sola petición puede costar hasta ${credits(n)}.`,
  standard: (terms: string) => `Cuando la petición no dice otra cosa: ${terms}.`,
  channels: {
    on: (channels: string) => `Activadas: ${channels}.`,
    private: (channels: string) => `Solo privadas: ${channels}.`,
    drafts: (channels: string) => `Solo borradores: ${channels}.`,
    off: (channels: string) => `Desactivadas: ${channels}.`,
  },
  blocked: (words: string) => `Palabras bloqueadas: ${words}.`,
  blockedMany: (n: number) => `Palabras bloqueadas: ${number(locale, n)}.`,
  noneBlocked: 'Palabras bloqueadas: ninguna.',
  more: (n: number) => `y ${number(locale, n)} más`,
  howTo:
    'Los gestores pueden cambiarla en el inicio de la app o con `/imagine policy off for #canal` (`on`, `private`, `drafts`), `/imagine policy block PALABRA`, `unblock PALABRA`, `/imagine policy max 20`, `/imagine pause` y `/imagine resume`.',
  changed: {
    on: (channel: string) => `Las imágenes están activadas en ${channel}.`,
    private: (channel: string) => `Desde ahora, en ${channel} las imágenes son solo privadas.`,
    drafts: (channel: string) => `Desde ahora, ${channel} es solo para borradores.`,
    off: (channel: string) =>
      `Desde ahora, las imágenes están desactivadas en ${channel}. Tampoco se puede publicar allí; lo que está, se queda.`,
    blocked: (word: string) =>
      `Desde ahora, “${word}” está bloqueada como palabra entera, con cualquier acento, mayúscula o minúscula.`,
    unblocked: (word: string) => `“${word}” no está bloqueada.`,
    paused:
      'Las imágenes nuevas están pausadas para todos, en todos los canales. Lo que ya se aceptó se hará. `/imagine resume` las reanuda.',
    resumed: 'Todos pueden hacer imágenes nuevas otra vez.',
    rules: 'La política está fijada. Vale desde este momento.',
  },
  same: 'Ya era así; no ha cambiado nada.',
  lately: (by: string, to: string | null) =>
    `${by} había cambiado lo mismo hace menos de una hora${to === null ? '' : `, a ${to}`}.`,
  modes: { on: 'activadas', private: 'solo privadas', drafts: 'solo borradores', off: 'desactivadas' },
  nothing: 'sin regla',
  noWord: 'Eso no es una palabra: una palabra tiene letras o cifras.',
  tooMany:
    'Es más de lo que se puede guardar: 200 palabras bloqueadas (3000 caracteres en total) y 500 canales con regla propia.',
  unpublished: (why: string) => `${why} La imagen sigue siendo privada.`,
};
