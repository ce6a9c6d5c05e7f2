import { counted, number } from '../format.ts';

const locale = 'en-US';
const credits = (n: number) => counted(locale, n, { one: 'credit', other: 'credits' });

/** What people read when a button they pressed, or a form they sent, did not work as usual. */
export const pressesEn = {
  /** Of what costs nothing. What the request itself costs is not known here, so nothing is said about it. */
  notDone: 'That didn’t work: our database isn’t responding. Nothing has changed; please try again in a minute.',
  notSureDone:
    'Our database stopped responding partway, so I don’t know whether that worked. It’s safe to do it again.',
  unchanged: 'Nothing has changed.',
  lateDone:
    'This is taking longer than Slack waits. I’m still on it, and it may be done in a moment. It’s safe to do it again.',
  /** Of a form. */
  lateSent:
    'This is taking longer than Slack waits. Your request may still go through; if it does, you’ll see a picture being made. If you send this form again, it still counts as one request.',
  sentBefore: (prompt: string) =>
    `You already sent this form, and this was ordered: *${prompt}*. What it says now hasn’t been ordered; send it again if you want that too.`,
  priceChanged: (cost: number) => `This costs ${credits(cost)} now. Nothing has been ordered yet.`,
  orderFor: (cost: number) => `Order it · ${number(locale, cost)}`,
  notOpened: 'Slack wouldn’t let me open this. Please press it again.',
};
