import { counted, duration, ordinal } from '../format.ts';

const locale = 'en-US';
const credits = (n: number) => counted(locale, n, { one: 'credit', other: 'credits' });
const were = (n: number) => (n === 1 ? 'was' : 'were');
const about = (estimated: boolean) => (estimated ? 'about ' : '');

/** What is said of a request while its asker waits, and of one that nobody wants any more. */
export const waitingEn = {
  inLine: (place: number) => `${ordinal(locale, place, { one: 'st', two: 'nd', few: 'rd', other: 'th' })} in line`,
  /** In seconds; nine in ten took less than `most`. */
  usually: (usual: number, most: number) =>
    `usually ${duration(locale, usual)}, nine in ten under ${duration(locale, most, true)}`,
  uploading: 'uploading',
  cancel: 'Cancel',
  showAfterAll: 'Show it after all · free',
  /** Canceled, and already ordered. */
  ordered: (cost: number) =>
    `Canceled, but the order had gone out already: ${credits(cost)} will be charged if it is made. It will not be shown.`,
  canceled: {
    free: (by: string | null) => `Canceled${by ? ` by ${by}` : ''}. Nothing was charged.`,
    charged: (n: number, estimated: boolean, by: string | null) =>
      `Canceled${by ? ` by ${by}` : ''} after the order went out: ${about(estimated)}${credits(n)} ${were(n)} charged.`,
    kept: 'The picture is kept; whoever asked for it can still have it shown.',
  },
  /** To whoever pressed the button too late, or not for the first time. */
  late: {
    free: 'This was canceled already. Nothing was charged.',
    ordered: (cost: number) =>
      `This was canceled already, after the order had gone out: ${credits(cost)} will be charged if it is made.`,
    charged: (n: number, estimated: boolean) =>
      `This was canceled already, after the order had gone out: ${about(estimated)}${credits(n)} ${were(n)} charged.`,
    showing: (n: number, estimated: boolean) =>
      `It is too late to cancel: the picture is made and on its way into the conversation. ${about(estimated)}${credits(n)} ${were(n)} charged.`,
    shown: (n: number, estimated: boolean) =>
      `It is too late to cancel: the picture is made and shown. ${about(estimated)}${credits(n)} ${were(n)} charged.`,
    undelivered: (n: number, estimated: boolean) =>
      `It is too late to cancel: the picture is made, and ${about(estimated)}${credits(n)} ${were(n)} charged. Only its delivery failed.`,
    failed: 'There is nothing to cancel: it was not made, and nothing was charged.',
    unknown: (cost: number) =>
      `There is nothing to cancel any more: the order went out, and nobody knows what became of it. It may have been charged: ${credits(cost)}.`,
  },
  notYours: (asker: string) => `Only ${asker} or a workspace admin can do this.`,
  /** Slack puts the app's name before it. */
  status: 'is making the picture…',
};

export type WaitingWords = typeof waitingEn;
