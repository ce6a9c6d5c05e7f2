import type { Copy } from '../en/copy.ts';
import { counted, number } from '../format.ts';
import { endingPtBR } from './ending.ts';

const locale = 'pt-BR';
const credits = (n: number) => counted(locale, n, { one: 'crédito', other: 'créditos' });

export const settingsPtBR: Copy['settings'] = {
  title: '*Configurações deste espaço de trabalho*',
  ownName: 'português',
  language: (language) => `Mensagens públicas: ${language}.`,
  guestsSpend: 'Convidados podem gastar créditos, como os membros.',
  guestsLook: 'Convidados podem ver, mas não gastar créditos.',
  confirmAbove: (n) => `Os botões pedem confirmação quando custam mais de ${credits(n)}.`,
  confirmAlways: 'Os botões pedem confirmação sempre que custam alguma coisa.',
  confirmNever: 'Os botões nunca pedem confirmação.',
  budget: (budget, left) => `Limite do mês: ${budget}${left === null ? '' : ` · ${left}`}`,
  models: (standard, all) =>
    standard === null
      ? 'Modelo: nenhum está disponível no momento.'
      : `Modelo: \`${standard}\`, a menos que o pedido precise de outro. Disponíveis: ${all}.`,
  ending: endingPtBR,
  howTo:
    'Os admins podem mudá-las: `/imagine language en`, `/imagine guests look` ou `spend`, `/imagine confirm above 20`, `always` ou `never`, `/imagine budget set 1000`.',
  guestsOnlyLook:
    'Os admins deste espaço de trabalho deixam os convidados ver as imagens, mas não gastar créditos. Nada foi cobrado. Um membro pode criar a imagem para você.',
  confirm: {
    title: (cost) => `Gastar ${credits(cost)}?`,
    text: (cost, above) =>
      above === 0
        ? `Isto custa ${credits(cost)}. Este espaço de trabalho pede confirmação antes de qualquer gasto.`
        : `Isto custa ${credits(cost)}. Este espaço de trabalho pede confirmação quando passa de ${number(locale, above)}.`,
    yes: 'Gastar',
    no: 'Deixar assim',
  },
};
