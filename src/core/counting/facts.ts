import type { FailureCode } from '../failure.ts';
import type { Quality } from '../image-model.ts';

/**
 * What a request goes through, as far as it takes time: until its placeholder stands, in line, until Pixapi has taken the
 * order, at Pixapi, until it is shown; and all of it.
 */
export const STAGES = ['announce', 'line', 'order', 'make', 'post', 'whole'] as const;
export type Stage = (typeof STAGES)[number];

/** Something that was committed, told once. */
export type Fact =
  /** A request was taken, and so many credits are held for it. */
  | { readonly kind: 'accepted'; readonly credits: number }
  /** A request ended in a reason that its person can mend, or in another one. */
  | { readonly kind: 'refused' | 'failed'; readonly code: FailureCode }
  | { readonly kind: 'canceled' | 'posted' }
  /** Held credits came to their end: so many were charged, and so many given back. */
  | { readonly kind: 'settled'; readonly charged: number; readonly released: number }
  | {
      readonly kind: 'stage';
      readonly stage: Stage;
      readonly model: string;
      readonly quality: Quality | null;
      readonly seconds: number;
    };

export type Count = (fact: Fact) => void;

/** How things stand in the database, over all teams and processes. Counts end at 10,000. */
export interface Overview {
  readonly queues: readonly {
    readonly queue: string;
    /** Jobs that are due and that nobody has taken up, and since when the first of them waits, in seconds. */
    readonly depth: number;
    readonly oldestSeconds: number;
    /** Jobs in hand. */
    readonly active: number;
  }[];
  /** Requests that wait for one of their team's places at Pixapi. */
  readonly line: number;
  /** Outcomes that nobody knows, with credits held for them. */
  readonly unknown: number;
  /** Pictures that were made and paid, and that nobody can see. */
  readonly undelivered: number;
}
