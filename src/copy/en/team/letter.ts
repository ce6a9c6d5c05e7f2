import type { RefusalClass } from '../../../core/warnings/letter.ts';
import { counted, longDate, monthName, number } from '../../format.ts';

const locale = 'en-US';
const credits = (n: number) => counted(locale, n, { one: 'credit', other: 'credits' });
const pictures = (n: number) => counted(locale, n, { one: 'picture', other: 'pictures' });
const requests = (n: number) => counted(locale, n, { one: 'request', other: 'requests' });

const classes: Record<RefusalClass, string> = {
  policy: 'Pixapi’s rules',
  budget: 'over a budget',
  not_allowed: 'not allowed here',
  unreadable: 'could not be read',
  pictures: 'pictures that could not be used',
  pixapi: 'Pixapi failed',
  slack: 'Slack failed',
  other: 'other',
};

/** The letter that managers get on the first day of a month. */
export const letterEn = {
  title: (month: string) => `Pictures in ${monthName(locale, month)}`,
  spent: (spent: number, budget: number | null) =>
    budget === null
      ? `${credits(spent)} spent, without a limit.`
      : `${number(locale, spent)} of ${credits(budget)} spent.`,
  made: (made: number, asked: number) => `${pictures(made)} from ${requests(asked)}.`,
  saved: (n: number) => `Choosing from drafts saved ${credits(n)}.`,
  byChannel: 'By channel',
  byTag: 'By tag',
  direct: 'Direct messages',
  more: (n: number) => `${counted(locale, n, { one: 'more channel is', other: 'more channels are' })} in the file.`,
  refusals: 'Came to nothing',
  classes,
  styles: 'Styles',
  lasts: 'At that pace, this month’s budget lasts.',
  ends: (day: string) => `At that pace, this month’s budget ends on ${longDate(locale, day)}.`,
  chart: (month: string, spent: number) =>
    `Credits by day in ${monthName(locale, month)}: ${number(locale, spent)} in all`,
  file: 'Spending by day, channel and person is in the file.',
};
