import type { Copy } from '../en/copy.ts';
import { number } from '../format.ts';

const locale = 'es-ES';

export const budgetFormEs: Copy['budgetForm'] = {
  button: 'Cambiar el presupuesto…',
  title: 'Presupuesto del mes',
  submit: 'Fijar',
  label: 'Créditos al mes',
  hint: (most) =>
    `Un número entero, ${number(locale, most)} como máximo. Déjalo vacío para que no haya límite. Se aplica de inmediato, también a este mes.`,
  unreadable: (most) =>
    `Escribe un número entero de 0 a ${number(locale, most)} o déjalo vacío para que no haya límite.`,
  unchanged: (amount) => `El presupuesto del mes del espacio de trabajo no ha cambiado: ${amount}.`,
  notOpened: 'Slack no me dejó abrir el formulario. Escríbelo, por ejemplo `/imagine budget set 1000`.',
};
