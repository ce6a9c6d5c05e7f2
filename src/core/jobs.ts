/** The steps of a generation that are done by jobs. `settle` comes later, and only to an unknown outcome. */
export type Step = 'announce' | 'make' | 'post' | 'settle';

/** Statements inside a transaction in hand. */
export interface TransactionRunner {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

/** `first`: before those that were not begun yet. */
export interface EnqueueTerms {
  readonly delayMs?: number;
  readonly first?: boolean;
}

/** Enqueues a step of some generations as part of a transaction: it happens if, and only if, that is committed. */
export type Enqueue = (
  within: TransactionRunner,
  step: Step,
  keys: readonly { readonly teamId: string; readonly id: string }[],
  terms?: EnqueueTerms,
) => Promise<void>;
