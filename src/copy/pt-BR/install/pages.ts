import type { pagesEn } from '../../en/install/pages.ts';

export const pagesPtBR: typeof pagesEn = {
  again: 'Instalar o Imagine',
  done: {
    title: (team) => `O Imagine está em ${team}`,
    text: 'Digite /imagine em qualquer canal e, em seguida, o que você quer ver: /imagine uma raposa vermelha lendo jornal. O Imagine também mandou uma mensagem para você no Slack.',
    open: 'Abrir o Imagine no Slack',
  },
  doneOrg: {
    title: (organization) => `${organization} tem o Imagine`,
    text: 'Falta um passo: na administração do Slack, em Apps instalados, adicione o app aos workspaces que devem ter o Imagine. A partir daí, ele funciona em cada um.',
  },
  start: {
    title: 'Instalar o Imagine',
    text: 'A instalação começa aqui, para termos certeza de que foi você quem começou.',
  },
  used: {
    title: 'Este link já foi usado',
    text: 'Cada link para instalar o Imagine vale uma vez só. Se o Imagine ainda não está no seu Slack, comece de novo.',
  },
  otherBrowser: {
    title: 'Este é outro navegador',
    text: 'A instalação precisa terminar no navegador em que começou, e com cookies permitidos. Comece de novo aqui.',
  },
  expired: {
    title: 'Passaram mais de dez minutos',
    text: 'Por segurança, a instalação precisa terminar em dez minutos. Comece de novo.',
  },
  denied: {
    title: 'O Imagine não foi instalado',
    text: 'A permissão não foi dada na página do Slack, então nada mudou. Se no seu workspace um administrador precisa aprovar os apps, peça a ele ou envie este link.',
  },
  missing: {
    title: 'Faltam permissões',
    text: (scopes) => `O Imagine não funciona sem: ${scopes}. Nada foi instalado. Comece de novo e permita todas.`,
  },
  additional: {
    title: 'Seriam permissões demais',
    text: (scopes) =>
      `O Imagine não aceita permissões de que não precisa, e não precisa de: ${scopes}. Nada foi instalado. Comece de novo por aqui.`,
  },
  trouble: {
    title: 'O Slack não está respondendo',
    text: 'Nada foi instalado. Espere um minuto e comece de novo.',
  },
  failed: {
    title: 'Algo está errado do nosso lado',
    text: 'Nada foi instalado. Quem mantém o Imagine encontra o motivo no log.',
  },
  busy: {
    title: 'Muita gente ao mesmo tempo',
    text: 'O Imagine não pode ser instalado agora. Espere um minuto e comece de novo.',
  },
};
