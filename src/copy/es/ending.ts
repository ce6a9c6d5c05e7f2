import type { AfterEnding } from '../../core/pricing/after-ending.ts';
import { counted, longDate } from '../format.ts';

const locale = 'es-ES';

export function endingEs(model: string, days: number, on: string, after: AfterEnding): string {
  return `\`${model}\`: ${days === 1 ? 'queda' : 'quedan'} ${counted(locale, days, { one: 'día', other: 'días' })}. Termina el ${longDate(locale, on)}; ${then(after)}`;
}

function then(after: AfterEnding): string {
  switch (after.kind) {
    case 'nothing':
      return 'no hay ningún sucesor previsto.';
    case 'stays':
      return 'quien administra esta app lo mantiene como predeterminado mientras Pixapi lo tenga.';
    case 'moves':
      return `después, las solicitudes van a \`${after.successor}\`.`;
    case 'dearer':
      return `su sucesor, \`${after.successor}\`, cuesta más: a partir de entonces no se pide nada sin confirmación, y cada persona ve el nuevo precio y cómo aceptarlo.`;
  }
}

export function modelEndsEs(model: string, days: number, on: string, after: AfterEnding): string {
  return `${endingEs(model, days, on, after)} ${toDo(after)}`;
}

function toDo(after: AfterEnding): string {
  switch (after.kind) {
    case 'nothing':
      return 'Quien administra esta app puede indicar un sucesor.';
    case 'stays':
      return 'Para usar otro, puede cambiar `DEFAULT_MODEL`.';
    case 'moves':
      return 'No tienes que hacer nada.';
    case 'dearer':
      return after.isDefault
        ? `Para seguir sin esa pregunta, quien administra esta app puede poner \`DEFAULT_MODEL=${after.successor}\`.`
        : 'No tienes que hacer nada.';
  }
}
