/** The steps of a generation that are done by jobs. `settle` comes later, and only to an unknown outcome. */
export type Step = 'announce' | 'make' | 'post' | 'settle';

/** Statements inside a transaction in hand. */
export interface TransactionRunner {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

/**
 * Enqueues a step of a generation as part of a transaction: it happens if, and only if, that is committed.
 * `first`: before those that were not begun yet.
 */
export type Enqueue = (
  within: TransactionRunner,
  step: Step,
  key: { readonly teamId: string; readonly id: string },
  delayMs?: number,
  place?: 'first' | 'last',
) => Promise<void>;
