import type { Copy } from '../en/copy.ts';
import { number } from '../format.ts';

const locale = 'pt-BR';

export const budgetFormPtBR: Copy['budgetForm'] = {
  button: 'Mudar o limite…',
  title: 'Limite do mês',
  submit: 'Definir',
  label: 'Créditos por mês',
  hint: (most) =>
    `Um número inteiro, no máximo ${number(locale, most)}. Deixe em branco para não ter limite. Vale na hora, já para este mês.`,
  unreadable: (most) =>
    `Digite um número inteiro de 0 a ${number(locale, most)} ou deixe em branco para não ter limite.`,
  unchanged: (amount) => `O limite do mês do espaço de trabalho não mudou: ${amount}.`,
  notOpened: 'O Slack não me deixou abrir o formulário. Digite, por exemplo, `/imagine budget set 1000`.',
};
