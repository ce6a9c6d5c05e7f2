import type { Copy } from '../en/copy.ts';

import { counted, number } from '../format.ts';

const locale = 'es-ES';
const credits = (n: number) => counted(locale, n, { one: 'crédito', other: 'créditos' });

export const pressesEs: Copy['presses'] = {
  notDone: 'No funcionó: nuestra base de datos no responde. No cambió nada; inténtalo de nuevo en un minuto.',
  notSureDone:
    'Nuestra base de datos dejó de responder a mitad de camino, así que no sé si quedó hecho. Puedes hacerlo otra vez sin problema.',
  unchanged: 'No cambió nada.',
  lateDone:
    'Esto está tardando más de lo que Slack espera. Sigue en marcha y puede quedar listo en un momento. Puedes hacerlo otra vez sin problema.',
  lateSent:
    'Esto está tardando más de lo que Slack espera. Tu solicitud todavía puede aceptarse; en ese caso verás cómo se crea la imagen. Si envías otra vez este formulario, sigue siendo una sola solicitud.',
  sentBefore: (prompt) =>
    `Ya enviaste este formulario, y se pidió esto: *${prompt}*. Lo que dice ahora no se ha pedido; envíalo otra vez si también lo quieres.`,
  priceChanged: (cost) => `Ahora esto cuesta ${credits(cost)}. Todavía no se ha pedido nada.`,
  orderFor: (cost) => `Pedirlo · ${number(locale, cost)}`,
  notOpened: 'Slack no me dejó abrir esto. Púlsalo otra vez.',
};
