import { number } from '../format.ts';

const locale = 'en-US';

/** What forms for budgets share. */
export const budgetFormEn = {
  button: 'Change budget…',
  submit: 'Set',
  hint: (most: number) =>
    `A whole number, up to ${number(locale, most)}. Leave it empty for no limit. It applies right away, this month included.`,
  unreadable: (most: number) =>
    `Enter a whole number from 0 to ${number(locale, most)}, or leave it empty for no limit.`,
};
