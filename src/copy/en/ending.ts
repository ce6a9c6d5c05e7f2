import type { AfterEnding } from '../../core/pricing/after-ending.ts';
import { counted, longDate } from '../format.ts';

const locale = 'en-US';

/** That a model ends, for everybody. `days`: from 1 on; `on`: YYYY-MM-DD. */
export function endingEn(model: string, days: number, on: string, after: AfterEnding): string {
  return `\`${model}\`: ${counted(locale, days, { one: 'day', other: 'days' })} left. It ends on ${longDate(locale, on)}; ${then(after)}`;
}

function then(after: AfterEnding): string {
  switch (after.kind) {
    case 'nothing':
      return 'nothing is set to follow it.';
    case 'stays':
      return 'whoever runs this app keeps it the default for as long as Pixapi has it.';
    case 'moves':
      return `requests then go to \`${after.successor}\`.`;
    case 'dearer':
      return `\`${after.successor}\` follows it and costs more, so nothing is then ordered unasked: people are told the new price and how to accept it.`;
  }
}

/** The same for the admins, with what there is to do. */
export function modelEndsEn(model: string, days: number, on: string, after: AfterEnding): string {
  return `${endingEn(model, days, on, after)} ${toDo(after)}`;
}

function toDo(after: AfterEnding): string {
  switch (after.kind) {
    case 'nothing':
      return 'Whoever runs this app can name a successor.';
    case 'stays':
      return 'To have another one, they can change `DEFAULT_MODEL`.';
    case 'moves':
      return 'You don’t have to do anything.';
    case 'dearer':
      return after.isDefault
        ? `To go on without being asked, whoever runs this app can set \`DEFAULT_MODEL=${after.successor}\`.`
        : 'You don’t have to do anything.';
  }
}
