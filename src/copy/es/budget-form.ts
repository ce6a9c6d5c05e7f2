import type { Copy } from '../en/copy.ts';
import { number } from '../format.ts';

const locale = 'es-ES';

export const budgetFormEs: Copy['budgetForm'] = {
  button: 'Cambiar el presupuesto…',
  title: 'Presupuesto del mes',
  submit: 'Fijar',
  label: 'Créditos al mes',
  hint: (most) =>
    `Un número entero, ${number(locale, most)} como máximo. Si queda vacío, no hay límite. Vale al momento, también para este mes.`,
  unreadable: (most) =>
    `Aquí va un número entero de 0 a ${number(locale, most)}; para que no haya límite, déjalo vacío.`,
  unchanged: (amount) => `El presupuesto del mes del espacio de trabajo sigue igual: ${amount}.`,
  notOpened: 'Slack no me dejó abrir el formulario. Escríbelo, por ejemplo, `/imagine budget set 1000`.',
};
