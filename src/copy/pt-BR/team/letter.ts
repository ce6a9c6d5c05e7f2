import type { RefusalClass } from '../../../core/warnings/letter.ts';
import type { letterEn } from '../../en/team/letter.ts';
import { counted, longDate, monthName, number } from '../../format.ts';

const locale = 'pt-BR';
const credits = (n: number) => counted(locale, n, { one: 'crédito', other: 'créditos' });
const pictures = (n: number) => counted(locale, n, { one: 'imagem', other: 'imagens' });
const requests = (n: number) => counted(locale, n, { one: 'pedido', other: 'pedidos' });

const classes: Record<RefusalClass, string> = {
  policy: 'regras da Pixapi',
  budget: 'sem saldo no limite',
  not_allowed: 'sem permissão',
  unreadable: 'não deu para entender',
  pictures: 'imagens que não serviram',
  pixapi: 'falhas da Pixapi',
  slack: 'falhas do Slack',
  other: 'outros motivos',
};

export const letterPtBR: typeof letterEn = {
  title: (month) => `Imagens em ${monthName(locale, month)}`,
  spent: (spent, budget) =>
    budget === null
      ? `Gasto: ${credits(spent)}, sem limite.`
      : `Gasto: ${number(locale, spent)} de ${credits(budget)}.`,
  made: (made, asked) => `${pictures(made)} em ${requests(asked)}.`,
  saved: (n) => `Escolher entre rascunhos economizou ${credits(n)}.`,
  byChannel: 'Por canal',
  byTag: 'Por etiqueta',
  direct: 'Mensagens diretas',
  more: (n) => `${n === 1 ? 'Há mais 1 canal' : `Há mais ${number(locale, n)} canais`} no arquivo.`,
  refusals: 'Sem resultado',
  classes,
  styles: 'Estilos',
  lasts: 'Nesse ritmo, o limite deste mês é suficiente.',
  ends: (day) => `Nesse ritmo, o limite deste mês acaba em ${longDate(locale, day)}.`,
  chart: (month, spent) => `Créditos por dia em ${monthName(locale, month)}: ${number(locale, spent)} no total`,
  file: 'O gasto por dia, canal e pessoa está no arquivo.',
};
