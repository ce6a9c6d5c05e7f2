import { counted, duration, ordinal } from '../format.ts';

const locale = 'en-US';
const credits = (n: number) => counted(locale, n, { one: 'credit', other: 'credits' });
const charged = (n: number, estimated: boolean) =>
  `${estimated ? 'about ' : ''}${credits(n)} ${n === 1 ? 'was' : 'were'} charged`;

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
    `Canceled, but the order had already gone out: ${credits(cost)} will be charged if the picture is made. It won’t be shown.`,
  canceled: {
    free: (by: string | null) => `Canceled${by ? ` by ${by}` : ''}. Nothing was charged.`,
    charged: (n: number, estimated: boolean, by: string | null) =>
      `Canceled${by ? ` by ${by}` : ''} after the order went out: ${charged(n, estimated)}.`,
    kept: 'The picture is kept, and the person who asked for it can still show it.',
  },
  /** To whoever pressed the button too late, or not for the first time. */
  late: {
    free: 'This was already canceled. Nothing was charged.',
    ordered: (cost: number) =>
      `This was already canceled, but after the order went out: ${credits(cost)} will be charged if the picture is made.`,
    charged: (n: number, estimated: boolean) =>
      `This was already canceled, but after the order went out: ${charged(n, estimated)}.`,
    showing: (n: number, estimated: boolean) =>
      `Too late to cancel: the picture is done and being posted, and ${charged(n, estimated)}.`,
    shown: (n: number, estimated: boolean) =>
      `Too late to cancel: the picture is done and posted, and ${charged(n, estimated)}.`,
    undelivered: (n: number, estimated: boolean) =>
      `Too late to cancel: the picture is done, and ${charged(n, estimated)}. Only its delivery failed.`,
    failed: 'There’s nothing to cancel: the picture wasn’t made, and nothing was charged.',
    unknown: (cost: number) =>
      `There’s nothing left to cancel: the order went out, and I don’t know what became of it. ${credits(cost)} may have been charged.`,
  },
  notYours: (asker: string) => `Only ${asker} or a workspace admin can do this.`,
  /** Slack puts the app's name before it. */
  status: 'is making the picture…',
};

export type WaitingWords = typeof waitingEn;
