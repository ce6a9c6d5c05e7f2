import type { Copy } from '../en/copy.ts';
import { counted, number } from '../format.ts';

const locale = 'es-ES';
const credits = (n: number) => counted(locale, n, { one: 'crédito', other: 'créditos' });

const again: Copy['threads']['again'] = {
  making: (prompt, user, version) => `*${prompt}* · mostrando otra vez la v${version} · para ${user} · gratis`,
  facts: (version) => `v${version} otra vez`,
  free: 'gratis',
  ready: (version, prompt) => `v${version} otra vez: ${prompt}`,
  nothingBefore: 'La versión más reciente de este hilo no viene de otra, así que no hay nada que deshacer.',
  shownAlready: 'Esa ya es la versión actual.',
  gone: 'Esa versión ya no existe.',
};

const compare: Copy['threads']['compare'] = {
  making: (asked, user) => `*${asked}* · para ${user} · gratis`,
  left: (version) => `a la izquierda: ${version}`,
  right: (version) => `a la derecha: ${version}`,
  altText: (left, leftPrompt, right, rightPrompt) =>
    `Imágenes hechas con IA, una junto a otra: a la izquierda ${left}, ${leftPrompt}; a la derecha ${right}, ${rightPrompt}`,
  ready: (left, right) => `Una junto a otra: ${left} a la izquierda, ${right} a la derecha`,
  nothing:
    'Necesito dos imágenes para comparar. Di cuáles, por ejemplo “comparar v1 v2”, o “comparar #1 #2” para dos del mismo mensaje.',
};

const tree: Copy['threads']['tree'] = {
  button: 'Historial',
  title: 'Versiones',
  line: (version, prompt, user, facts) => `${version} · *${prompt}* · de ${user} · ${facts}`,
  cost: (n, estimated) => `${estimated ? 'cerca de ' : ''}${credits(n)}`,
  deleted: 'eliminada',
  more: (n) => `Estas son las ${number(locale, n)} versiones más recientes.`,
  choose: 'Volver a mostrar una versión',
  submit: 'Mostrar · gratis',
  close: 'Cerrar',
};

const publish: Copy['threads']['publish'] = {
  button: 'Publicar en el canal',
  choose: 'Publicar en…',
  alone: (channel) => `Solo tú ves esta imagen · pedida en ${channel}`,
  aloneHere: 'Solo tú ves esta imagen',
  published: (channel) => `Publicada en ${channel}`,
  already: (channel) => `La imagen ya está publicada en ${channel}.`,
  underWay: (channel) => `La imagen se está publicando en ${channel}.`,
  gone: 'Esta imagen ya no existe, así que no se puede publicar.',
  noRoom: (channel, cost, left) =>
    `Costó ${credits(cost)}, y a ${channel} le quedan ${number(locale, left)} este mes. No se publicó nada. Pide a un admin que suba el presupuesto del canal.`,
  onlyAsker: 'Solo quien pidió la imagen puede publicarla.',
  by: (user) => `publicada por ${user}`,
  making: (prompt, user) => `*${prompt}* · la está publicando ${user} · gratis`,
  together: (n) => `${credits(n)} en total`,
  title: 'Publicar imagen',
  where: '¿En qué canal?',
  submit: 'Publicar · gratis',
  close: 'Ahora no',
};

export const threadsEs: Copy['threads'] = {
  publish,
  again,
  compare,
  tree,
  inThread: 'Dilo en el hilo de una imagen y sabré a cuál te refieres.',
  help: [
    'También en el hilo: “deshacer” vuelve a la versión anterior, “comparar v1 v2” pone dos una junto a otra e “historial” las muestra todas. Todo esto es gratis.',
    'En los mensajes directos conmigo, basta con decir qué dibujar. Para cambiar la imagen, responde en su hilo.',
  ],
};
