import type { Copy } from '../en/copy.ts';

export const pressesEs: Copy['presses'] = {
  notDone: 'No funcionó: nuestra base de datos no responde. Nada cambió; inténtalo de nuevo en un minuto.',
  notSureDone:
    'Nuestra base de datos dejó de responder justo en ese momento, así que no sé si quedó hecho. Hacerlo otra vez no causa ningún problema.',
  unchanged: 'Nada cambió.',
  lateDone:
    'Esto tarda más de lo que Slack espera. Sigue en marcha y puede quedar listo en un momento; hacerlo otra vez no causa ningún problema.',
  lateSent:
    'Esto tarda más de lo que Slack espera. Tu solicitud todavía puede ser aceptada: entonces verás que se está creando una imagen. Enviada otra vez desde este formulario, sigue siendo una sola.',
  sentBefore: (prompt) =>
    `Este formulario ya se envió, y se pidió esto: *${prompt}*. Lo que hay ahora aquí no se ha pedido; envíalo otra vez si también lo quieres.`,
  notOpened: 'Slack no me dejó abrir esto. Púlsalo otra vez.',
};
