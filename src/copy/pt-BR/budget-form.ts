import type { Copy } from '../en/copy.ts';
import { number } from '../format.ts';

const locale = 'pt-BR';

export const budgetFormPtBR: Copy['budgetForm'] = {
  button: 'Mudar o limite…',
  submit: 'Definir',
  hint: (most) =>
    `Um número inteiro, no máximo ${number(locale, most)}. Deixe em branco para não ter limite. Vale na hora, já para este mês.`,
  unreadable: (most) =>
    `Digite um número inteiro de 0 a ${number(locale, most)} ou deixe em branco para não ter limite.`,
};
