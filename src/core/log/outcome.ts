import { FAILURES, type FailureCode } from '../failure.ts';

/**
 * How a request ended, as people look for it: still under way, shown, refused for a reason that the person can mend,
 * failed otherwise, not wanted any more, or nobody knows.
 */
export const OUTCOMES = ['open', 'made', 'refused', 'failed', 'canceled', 'unknown'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What people can mend themselves: said to them at once, never tried again by itself. */
export const REFUSALS: readonly FailureCode[] = (Object.keys(FAILURES) as FailureCode[]).filter((code) => {
  const { tries, log, keepsHold } = FAILURES[code];
  return tries === 1 && log === 'info' && !keepsHold && code !== 'canceled';
});
