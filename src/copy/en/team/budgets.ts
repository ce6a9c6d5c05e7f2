import type { Period } from '../../../core/team/budget.ts';
import { counted, number } from '../../format.ts';

const locale = 'en-US';
const credits = (n: number) => counted(locale, n, { one: 'credit', other: 'credits' });
const A: Record<Period, string> = { month: 'a month', day: 'a day' };

/** What applies to whom, and what is said to who changes it. `when`: a moment in the reader's clock. */
export const budgetsEn = {
  title: '*What you can spend here, the narrowest limit first*',
  details: '*All limits of this workspace*',
  names: {
    team: 'The workspace',
    you: 'You',
    own: 'Your own cap',
    each: (group: string) => `Each of ${group}`,
    pot: (group: string) => `${group} together`,
    eachGuest: 'Each guest',
    guestPot: 'All guests together',
  },
  amount: (n: number | null, period: Period) => (n === null ? 'unlimited' : `${credits(n)} ${A[period]}`),
  used: (n: number) => `${number(locale, n)} used`,
  held: (n: number) => `${number(locale, n)} held`,
  left: (n: number) => `${number(locale, n)} left`,
  granted: (n: number) => `${number(locale, n)} on top`,
  renews: (when: string) => `renews ${when}`,
  zone: (zone: string, firstDay: number) =>
    `Months begin on day ${number(locale, firstDay)}, in the time zone ${zone}.`,
  changed: (whose: string, period: Period, from: string, to: string) =>
    `The ${period === 'day' ? 'daily' : 'monthly'} budget ${whose} is now ${to}. Before, it was ${from}.`,
  unchanged: (whose: string, amount: string) => `The budget ${whose} was ${amount} already.`,
  conflict: (amount: string) =>
    `Somebody else changed this budget a moment ago: it is ${amount} now. I changed nothing. Say it again if you still want to.`,
  allSpent: (used: number, when: string) =>
    `${credits(used)} of it ${used === 1 ? 'is' : 'are'} already used, so nothing more can be made there until it renews: ${when}.`,
  reached: (percent: number) => `${percent} % of it is already used.`,
  wider: (whose: string, amount: string) => `That is more than the budget ${whose}, ${amount}, which still counts.`,
  noGroups:
    'I can’t see who is in this workspace’s user groups: that takes the permission `usergroups:read` and a paid Slack plan. Until then this budget applies to no one.',
  toppedUp: (n: number, whose: string, when: string) =>
    `${credits(n)} on top of the budget ${whose}, until ${when}. They are used once the budget is spent.`,
  noBudget: (whose: string) => `There is no limit in the budget ${whose}, so nothing can be added to it.`,
  past: (day: string) => `${day} is over. Name a day to come.`,
  far: 'An end can be a year ahead at most.',
  zoneSet: (zone: string) => `Budgets now follow the time in ${zone}.`,
  zoneSame: (zone: string) => `Budgets follow the time in ${zone} already.`,
  zoneUnknown: (zone: string) => `I don’t know the time zone \`${zone}\`. Name it like \`America/Sao_Paulo\`.`,
  meant: (zone: string) => `Did you mean \`${zone}\`?`,
  firstDaySet: (day: number) => `Budget months now begin on day ${number(locale, day)}.`,
  firstDaySame: (day: number) => `Budget months begin on day ${number(locale, day)} already.`,
  firstDayWrong: 'A budget month can begin on any day from 1 to 28.',
  runsOn: (monthEnds: string, dayEnds: string) =>
    `What is spent stays spent: the running month goes on until ${monthEnds}, the running day until ${dayEnds}.`,
  capped: (amount: string) =>
    `You now stop at ${amount}, whatever others allow. \`/imagine budget cap unlimited\` takes this away.`,
  uncapped: 'You have no cap of your own anymore. The budgets that others set still count.',
  warned: (percents: string) => `Managers are told when a budget is used to ${percents}.`,
  warnWrong: 'Name up to ten percentages from 1 to 100, like `/imagine budget warn 50 80 100`.',
  lowOn: 'From 80 % of the workspace’s budget on, pictures are made in low quality unless somebody asks for another.',
  lowOff: 'Pictures keep their usual quality, however much of the budget is used.',
  tagged: (channel: string, tag: string) => `${channel} is charged back as \`${tag}\`.`,
  untagged: (channel: string) => `${channel} has no tag.`,
};
