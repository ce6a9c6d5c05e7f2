import type { Period } from '../../../core/team/budget.ts';
import { counted, longDate, number } from '../../format.ts';

const locale = 'en-US';
const credits = (n: number) => counted(locale, n, { one: 'credit', other: 'credits' });
const budget = (period: Period, whose: string) => `${period === 'day' ? 'daily' : 'monthly'} budget ${whose}`;

/** What managers are told of budgets that run low, and what follows. `when`: a moment in the reader's clock. */
export const warningsEn = {
  whose: {
    team: 'for the workspace',
    channel: (channel: string) => `for ${channel}`,
    person: (person: string) => `for ${person}`,
    each: (group: string) => `for each of ${group}`,
    pot: (group: string) => `that ${group} share`,
    eachGuest: 'for each guest',
    guestPot: 'that all guests share',
    own: (person: string) => `that ${person} set for themselves`,
  },
  used: (percent: number, whose: string, period: Period, used: number, of: number) =>
    `${percent} % of the ${budget(period, whose)} is used: ${number(locale, used)} of ${credits(of)}.`,
  /** `person`, `channel`: with what they used; null: not to be said. */
  most: (person: string | null, channel: string | null) =>
    `Used most: ${[person, channel && `in ${channel}`].filter(Boolean).join(' · ')}.`,
  left: (left: number, when: string) => `Left: ${credits(left)}. Renews ${when}.`,
  nothingLeft: (when: string) => `Nothing is left, so new pictures have to wait until it renews: ${when}.`,
  ends: (day: string) => `At this pace the budget ends on ${longDate(locale, day)}.`,
  lasts: 'At this pace the budget lasts until it renews.',
  low: 'Until then, pictures are made in low quality unless somebody asks for another.',
  spike: (spent: number, usualDay: number) =>
    `Unusually much: ${credits(spent)} in the last hour. A usual day takes ${number(locale, usualDay)}.`,
  raise: 'Raise…',
  pause: 'Pause',
  details: 'Details',
  /** Of the asker's own budget, under a picture. */
  own: (percent: number, person: string) => `${percent} % of the budget for ${person} is used`,
};
