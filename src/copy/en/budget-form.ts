import { number } from '../format.ts';

const locale = 'en-US';

/** The form in which admins set the workspace's budget, from Home. */
export const budgetFormEn = {
  button: 'Change budget…',
  title: 'Monthly budget',
  submit: 'Set',
  label: 'Credits a month',
  hint: (most: number) =>
    `A whole number, up to ${number(locale, most)}. Leave it empty for no limit. It applies right away, this month included.`,
  unreadable: (most: number) =>
    `Enter a whole number from 0 to ${number(locale, most)}, or leave it empty for no limit.`,
  unchanged: (amount: string) => `The monthly budget for the workspace hasn’t changed: ${amount}.`,
  notOpened: 'Slack wouldn’t let me open the form. Type it instead, for example `/imagine budget set 1000`.',
};
