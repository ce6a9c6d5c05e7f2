import type { Copy } from '../en/copy.ts';
import { number } from '../format.ts';

const locale = 'es-ES';

export const budgetFormEs: Copy['budgetForm'] = {
  button: 'Cambiar el presupuesto…',
  submit: 'Fijar',
  hint: (most) =>
    `Un número entero, ${number(locale, most)} como máximo. Déjalo vacío para que no haya límite. Se aplica de inmediato, también a este mes.`,
  unreadable: (most) =>
    `Escribe un número entero de 0 a ${number(locale, most)} o déjalo vacío para que no haya límite.`,
};
