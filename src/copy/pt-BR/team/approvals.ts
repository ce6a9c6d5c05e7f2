import type { Copy } from '../../en/copy.ts';
import { counted, number } from '../../format.ts';

const locale = 'pt-BR';
const credits = (n: number) => counted(locale, n, { one: 'crédito', other: 'créditos' });

export const approvalsPtBR: Copy['team']['approvals'] = {
  buttons: { ask: 'Pedir mais', once: 'Permitir uma vez', until: 'Permitir N créditos até …', no: 'Não' },
  card: {
    asks: (person, place, cost) => `${person} pede *${credits(cost)}*, em ${place}.`,
    again: (person, place, cost) =>
      `${person} pede de novo, em ${place}: não havia espaço para o que foi permitido. Custa *${credits(cost)}*.`,
    dearer: (person, place, cost, before) =>
      `${person} pede de novo, em ${place}: o que foi permitido por ${credits(before)} agora custa *${credits(cost)}*.`,
    direct: 'suas mensagens diretas comigo',
    private: 'A descrição é privada.',
    left: (whose, left, budget, until) => `Resta ${whose}: ${number(locale, left)} de ${credits(budget)}, até ${until}`,
    earlier: (asked, allowed, refused) =>
      asked === 0
        ? 'Não pediu nada nos últimos 90 dias.'
        : `Pediu ${number(locale, asked)} ${asked === 1 ? 'vez' : 'vezes'} nos últimos 90 dias: ${number(locale, allowed)} com permissão, ${number(locale, refused)} sem.`,
    runsOut: (when) => `Se ninguém responder, o pedido expira: ${when}.`,
  },
  whose: {
    team: 'para o espaço de trabalho',
    channel: (channel) => `para ${channel}`,
    person: (person) => `para ${person}`,
    group: 'para o grupo',
  },
  ended: {
    once: (by) => `${by} permitiu desta vez.`,
    until: (by, n, when) => `${by} permitiu ${credits(n)} até ${when}.`,
    refused: (by) => `${by} disse não.`,
    reason: (reason) => `Motivo: ${reason}`,
    ranOut: 'Ninguém respondeu a tempo e o pedido expirou.',
    unreachable: 'Não consegui escrever para ninguém que possa responder.',
  },
  asker: {
    asked: (cost, place) => `Você pediu *${credits(cost)}*, em ${place}.`,
    may: (people) => `Quem pode responder: ${people}`,
    asking: (cost) =>
      `Estou pedindo ${credits(cost)} para você. Assim que alguém permitir, sua imagem começa sozinha. De qualquer forma, eu aviso.`,
    open: (when) => `Você já pediu mais: ${when}.`,
    waits: 'Esse pedido precisa ser respondido primeiro.',
    fits: (cost) => `Já há créditos de novo: custa ${credits(cost)}. Nada foi encomendado ainda.`,
    own: 'Este limite é seu: você pode aumentá-lo com `/imagine budget cap`.',
    started: 'Começa agora, onde você pediu.',
    askedAgain: 'Agora precisa de mais do que foi permitido, então estou perguntando de novo.',
    nothing: 'Não dá mais para fazer.',
    askAgain: 'Você pode pedir de novo.',
    raise: 'Essas pessoas podem aumentar o limite com `/imagine budget set`.',
  },
  late: 'Este pedido já foi respondido.',
  onlyManagers: (people) => `Só estas pessoas podem responder: ${people}`,
  nobody: 'só proprietários e admins do espaço de trabalho, e os gestores que eles nomearam',
  allow: {
    title: 'Permitir créditos',
    submit: 'Permitir',
    credits: 'Créditos',
    hint: (least, most) =>
      `De ${number(locale, least)} a ${number(locale, most)}. Só quem pediu pode usar, e só onde falta orçamento. O que sobrar termina nesse dia.`,
    until: 'Até',
    days: {
      today: 'o fim de hoje',
      tomorrow: 'amanhã',
      week: 'daqui a uma semana',
      month: 'daqui a 30 dias',
      quarter: 'daqui a 90 dias',
    },
    unreadable: (least, most) => `Digite um número inteiro de ${number(locale, least)} a ${number(locale, most)}.`,
  },
  refuse: {
    title: 'Dizer não',
    submit: 'Dizer não',
    reason: 'Motivo',
    hint: 'Quem pediu e os outros gestores podem ler. Pode ficar em branco.',
    placeholder: 'Vamos usar rascunhos até sexta-feira',
  },
  days: {
    waits: (n) =>
      `Os pedidos de mais créditos esperam até as 18h ${n === 1 ? 'do próximo dia útil' : `do ${number(locale, n)}º dia útil depois de feitos`}; depois expiram.`,
    howTo: 'Os gestores mudam isso com `/imagine approvals 2 days`.',
    unreadable: (most) => `Diga um número inteiro de dias úteis de 1 a ${number(locale, most)}.`,
  },
};
