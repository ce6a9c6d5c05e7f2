import type { Outcome } from '../../../core/log/outcome.ts';
import { counted, number } from '../../format.ts';

const locale = 'en-US';
const credits = (n: number) => counted(locale, n, { one: 'credit', other: 'credits' });

const outcomes: Record<Outcome, string> = {
  open: 'under way',
  made: 'done',
  refused: 'refused',
  failed: 'failed',
  canceled: 'canceled',
  unknown: 'outcome unknown',
};

/** Home as it is for managers, and everybody's list of requests. */
export const homeEn = {
  /** On buttons, each of which leads to its list. */
  spent: (n: number) => `${credits(n)} spent`,
  held: (n: number) => `${number(locale, n)} held`,
  requests: (n: number) => counted(locale, n, { one: 'request', other: 'requests' }),
  failed: (n: number) => `${number(locale, n)} not made`,
  mine: (spent: number, pictures: number) =>
    `You have spent ${credits(spent)} this month, on ${counted(locale, pictures, { one: 'picture', other: 'pictures' })}.`,
  left: (left: number, budget: number) => `${number(locale, left)} of ${credits(budget)} left`,
  unlimited: 'No limit',
  /** Of the chart, for who doesn’t see it. */
  most: (day: string, n: number) => `The most on one day: ${number(locale, n)}, on ${day}`,
  byPerson: 'By person',
  byModel: 'By model',
  share: (who: string, n: number) => `${who} · ${credits(n)}`,
  more: (n: number) => `and ${number(locale, n)} more`,
  show: 'Show',
  newest: 'Newest requests',
  all: 'All requests…',
  private: 'a private request',
  outcomes,
  /** Refused or failed. */
  notMade: 'not made',
  list: {
    title: 'Requests',
    submit: 'Show',
    person: 'Person',
    place: 'Channel',
    outcome: 'How it ended',
    model: (model: string) => `Only those made with \`${model}\`.`,
    from: 'From',
    to: 'To',
    any: 'Any',
    older: 'Older',
    newer: 'Newer',
    none: 'There are no requests like that.',
    backwards: 'The first day comes after the last one.',
    notOpened: 'Slack wouldn’t let me open the list. Try again, or type `/imagine history`.',
  },
};
