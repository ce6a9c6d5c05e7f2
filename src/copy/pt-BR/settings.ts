import type { Copy } from '../en/copy.ts';
import { counted, number } from '../format.ts';

const locale = 'pt-BR';
const credits = (n: number) => counted(locale, n, { one: 'crédito', other: 'créditos' });

export const settingsPtBR: Copy['settings'] = {
  title: '*Configurações deste espaço de trabalho*',
  ownName: 'português',
  language: (language) => `Mensagens públicas: ${language}.`,
  guestsSpend: 'Convidados podem gastar créditos, como os membros.',
  guestsLook: 'Convidados podem olhar, mas não gastar.',
  confirmAbove: (n) => `Os botões perguntam antes quando custam mais de ${credits(n)}.`,
  confirmAlways: 'Os botões perguntam antes sempre que custam alguma coisa.',
  confirmNever: 'Os botões nunca perguntam antes.',
  budget: (budget, left) => `Limite do mês: ${budget}${left === null ? '' : ` · ${left}`}`,
  howTo:
    'Admins podem mudar: `/imagine language en`, `/imagine guests look` ou `spend`, `/imagine confirm above 20`, `always` ou `never`, `/imagine budget set 1000`.',
  guestsOnlyLook:
    'Os admins deste espaço de trabalho decidiram que convidados podem olhar, mas não gastar créditos. Nada foi cobrado. Um membro pode criar a imagem para você.',
  confirm: {
    title: (cost) => `Gastar ${credits(cost)}?`,
    text: (cost, above) =>
      above === 0
        ? `Isto custa ${credits(cost)}. Este espaço de trabalho pergunta antes de qualquer gasto.`
        : `Isto custa ${credits(cost)}. Este espaço de trabalho pergunta quando passa de ${number(locale, above)}.`,
    yes: 'Gastar',
    no: 'Deixar assim',
  },
};
