import { counted, number } from '../format.ts';
import { endingEn } from './ending.ts';

const locale = 'en-US';
const credits = (n: number) => counted(locale, n, { one: 'credit', other: 'credits' });

export const settingsEn = {
  title: '*Settings of this workspace*',
  /** The language's name in itself. */
  ownName: 'English',
  language: (language: string) => `Public messages: ${language}.`,
  guestsSpend: 'Guests can spend credits, as members can.',
  guestsLook: 'Guests can look, but not spend credits.',
  confirmAbove: (n: number) => `Buttons ask first when they cost more than ${credits(n)}.`,
  confirmAlways: 'Buttons ask first whenever they cost something.',
  confirmNever: 'Buttons never ask first.',
  budget: (budget: string, left: string | null) => `Monthly budget: ${budget}${left === null ? '' : ` · ${left}`}`,
  /** `standard`: the model where nothing asks for another; null: none can be had. */
  models: (standard: string | null, all: string) =>
    standard === null
      ? 'Model: none is available right now.'
      : `Model: \`${standard}\` unless a request needs another. Available: ${all}.`,
  ending: endingEn,
  howTo:
    'Admins can change them: `/imagine language en`, `/imagine guests look` or `spend`, `/imagine confirm above 20`, `always` or `never`, `/imagine budget set 1000`.',
  guestsOnlyLook:
    'The admins of this workspace let guests look, but not spend credits. Nothing was charged. A member can make it for you.',
  confirm: {
    title: (cost: number) => `Spend ${credits(cost)}?`,
    text: (cost: number, above: number) =>
      above === 0
        ? `This costs ${credits(cost)}. This workspace asks before anything is spent.`
        : `This costs ${credits(cost)}. This workspace asks before spending more than ${number(locale, above)}.`,
    yes: 'Spend',
    no: 'Leave it',
  },
};
