import type { FailureCode } from '../failure.ts';
import type { State } from '../generation.ts';

/** A line of `/imagine history`. */
export interface HistoryEntry {
  readonly prompt: string;
  readonly state: State;
  readonly failure: FailureCode | null;
  readonly heldCredits: number;
  readonly chargedCredits: number | null;
  readonly chargeEstimated: boolean;
  readonly requestedAt: Date;
  /** When its words were erased; null: they are there. */
  readonly erasedAt: Date | null;
}

export interface HistoryStore {
  /** What this person asked for last, the newest first. */
  listHistory(teamId: string, userId: string, limit: number): Promise<HistoryEntry[]>;
}
