import { counted } from '../../format.ts';

const credits = (n: number) => counted('en-US', n, { one: 'credit', other: 'credits' });

/** What whoever installed the app reads first. `budget`: of a month; null: no limit. */
export const welcomeEn = {
  text: 'Imagine is in your workspace. It makes pictures from words, and edits them in their threads.',
  try: 'For the first one, press the button, or type this in any channel: `/imagine a red fox reading a newspaper`',
  budget: (budget: number | null) =>
    budget === null
      ? 'There is no limit on what the workspace spends. Owners and admins can set one in the *Home* tab above.'
      : `The workspace can spend ${credits(budget)} a month. Owners and admins can change that in the *Home* tab above.`,
  button: 'Make a picture…',
};
