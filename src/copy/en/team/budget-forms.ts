import { number } from '../../format.ts';

const locale = 'en-US';

/** The forms for budgets, top-ups and when months begin, from Home. */
export const budgetFormsEn = {
  button: 'Budgets…',
  title: 'Budgets',
  intro:
    'What may be spent, and by whom. A request has to fit every budget that applies to it; the narrowest one that has no room says so.',
  change: 'Change',
  channel: 'A channel…',
  person: 'A person…',
  group: 'A user group…',
  guests: 'Guests…',
  topUp: 'Top up…',
  calendar: 'Month and time zone…',
  whichChannel: 'Channel',
  whichPerson: 'Person',
  whichGroup: 'User group',
  rule: 'How it is meant',
  each: 'For each member on their own',
  pot: 'For all of them together',
  credits: 'Credits',
  period: 'It renews',
  month: 'every month',
  day: 'every day',
  until: 'Until the end of',
  give: 'Give',
  budgetOf: (whose: string) => `Budget ${whose}`,
  nobody: 'Choose whose budget it is.',
  firstDay: 'A month begins on day',
  zone: 'Time zone',
  save: 'Save',
  changedMeanwhile: (amount: string) =>
    `Somebody else changed this budget while you had the form open: it is ${amount} now. Nothing has been changed. Press *Set* again if you still want yours.`,
  noGroups: {
    noScope:
      'I can’t see this workspace’s user groups, so none can have a budget. An admin can give the app the permission `usergroups:read`.',
    noPlan: 'I can’t see this workspace’s user groups, so none can have a budget. Slack has them on paid plans only.',
    none: 'This workspace has no user groups yet.',
  },
  topUpOf: (whose: string) => `Top up the budget ${whose}`,
  notOpened: 'Slack wouldn’t let me open the form. Type it instead, for example `/imagine budget set 500 for #design`.',
  runsOn:
    'Changing these never opens a second budget: what is under way goes on, with what is spent already, until its next beginning by the new rule.',
  more: (n: number) => `and ${number(locale, n)} more`,
};
