import type { GenerationKey } from './generation.ts';

/** The steps of a generation that are done by jobs. `settle` comes later, and only to an unknown outcome. */
export type Step = 'announce' | 'make' | 'post' | 'settle';

/**
 * Something that is done for the teams beside their pictures, every minute or as soon as it is asked for. It may be begun
 * anywhere, twice, or after a day of nothing: it claims what it does by rows, and does what is missing.
 */
export interface TeamTask {
  readonly name: string;
  run(signal: AbortSignal): Promise<void>;
}

/** Statements inside a transaction in hand. */
export interface TransactionRunner {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

/**
 * `first`: before those that were not begun yet. `rank`: of a team's that are looked at together, after those of a lower one.
 * `ahead`: how many of the same person's wait before it; with each it is looked at as if it had come a minute later.
 */
export interface EnqueueTerms {
  readonly rank?: number;
  readonly ahead?: number;
  readonly delayMs?: number;
  readonly first?: boolean;
}

/** Enqueues a step of some generations as part of a transaction: it happens if, and only if, that is committed. */
export type Enqueue = (
  within: TransactionRunner,
  step: Step,
  keys: readonly GenerationKey[],
  terms?: EnqueueTerms,
) => Promise<void>;

/** What the queue's own work needs. */
export interface JobStore {
  /** Queues with jobs that are due, or (`isLost`) whose holder fell silent or has had them for too long. */
  listQueues(): Promise<{ readonly step: Step | 'tasks'; readonly isDue: boolean; readonly isLost: boolean }[]>;
  /**
   * Before a step is begun again that its last holder never ended: counts that holder's death, and this one's in
   * advance. False: `most` have died of it already, or the generation is gone.
   */
  countDeath(key: GenerationKey, most: number): Promise<boolean>;
  /** Waiting jobs that follow a task get this priority. */
  putFollowedFirst(priority: number): Promise<void>;
  /** The step was ended by whoever has it: nobody died of it. */
  clearDeaths(key: GenerationKey): Promise<void>;
  /** Counts a failed try of the step in hand and answers how many there were. */
  countAttempt(key: GenerationKey): Promise<number>;
  /** The time that its next message was promised. */
  giveTurn(key: GenerationKey, at: Date): Promise<void>;
  /** What has not come to its end and has no job that would bring it on, with the step it needs. */
  listStranded(): Promise<(GenerationKey & { readonly step: Step })[]>;
  /** Those whose placeholder somebody began to change and never ended. */
  listClaimedPlaceholders(): Promise<GenerationKey[]>;
}
