import type { Act } from '../acts.ts';
import type { FailureCode } from '../failure.ts';
import type { GenerationKey, State } from '../generation.ts';

/** Presses of one button: `position` is the picture's, for acts that start from one. */
export interface PressedPicture extends GenerationKey {
  readonly act: Act;
  readonly position: number;
}

/** What became of one press. */
export interface EarlierPress {
  readonly state: State;
  /** With `made` or `unknown`: a person has to settle it. */
  readonly failure: FailureCode | null;
  readonly label: string | null;
  readonly deleted: boolean;
}

/** Whether another press may follow. What is done `once` ends only where nothing came of it, or that was deleted. */
export function hasEnded({ state, failure, deleted }: EarlierPress, isOnce: boolean): boolean {
  if (deleted || state === 'failed' || state === 'canceled') return true;
  return !isOnce && (state === 'posted' || failure !== null);
}
