import { number } from '../format.ts';

const locale = 'en-US';

/** The form in which admins set the workspace's budget, from Home. */
export const budgetFormEn = {
  button: 'Change budget…',
  title: 'Monthly budget',
  submit: 'Set',
  label: 'Credits a month',
  hint: (most: number) =>
    `A whole number, ${number(locale, most)} at most. Left empty, there is no limit. It counts at once, for this month too.`,
  unreadable: (most: number) =>
    `This takes a whole number from 0 to ${number(locale, most)}, or nothing at all for no limit.`,
  unchanged: (amount: string) => `The monthly budget of the workspace is as it was: ${amount}.`,
  notOpened: 'Slack did not let me open the form. Type it instead, for example `/imagine budget set 1000`.',
};
