import type { AfterEnding } from '../../core/pricing/after-ending.ts';
import { counted, longDate } from '../format.ts';

const locale = 'pt-BR';

export function endingPtBR(model: string, days: number, on: string, after: AfterEnding): string {
  return `\`${model}\`: ${days === 1 ? 'falta' : 'faltam'} ${counted(locale, days, { one: 'dia', other: 'dias' })}. Ele acaba em ${longDate(locale, on)}; ${then(after)}`;
}

function then(after: AfterEnding): string {
  switch (after.kind) {
    case 'nothing':
      return 'nenhum sucessor está definido.';
    case 'stays':
      return 'quem administra este app o mantém como padrão enquanto a Pixapi o tiver.';
    case 'moves':
      return `depois disso, os pedidos vão para \`${after.successor}\`.`;
    case 'dearer':
      return `o sucessor, \`${after.successor}\`, custa mais: a partir daí nada é pedido sem confirmação, e cada pessoa vê o novo preço e como aceitá-lo.`;
  }
}

export function modelEndsPtBR(model: string, days: number, on: string, after: AfterEnding): string {
  return `${endingPtBR(model, days, on, after)} ${toDo(after)}`;
}

function toDo(after: AfterEnding): string {
  switch (after.kind) {
    case 'nothing':
      return 'Quem administra este app pode indicar um sucessor.';
    case 'stays':
      return 'Para usar outro, pode mudar o `DEFAULT_MODEL`.';
    case 'moves':
      return 'Você não precisa fazer nada.';
    case 'dearer':
      return after.isDefault
        ? `Para continuar sem essa pergunta, quem administra este app pode definir \`DEFAULT_MODEL=${after.successor}\`.`
        : 'Você não precisa fazer nada.';
  }
}
