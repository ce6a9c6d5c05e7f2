import type pg from 'pg';
import type { GenerationKey } from '../core/generation.ts';
import type { Enqueue, EnqueueTerms, Step } from '../core/jobs.ts';
import { type Patience, statements, transaction } from './connection/pool.ts';
import type { Sql } from './connection/prepared.ts';
import { runnerOf } from './connection/queue-database.ts';

/** Transactions that may hold jobs. */
export interface Work {
  /** Single statements. */
  readonly single: Sql;
  /** One transaction; of the jobs in it the workers are told after the commit. */
  within<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** One transaction of which nothing is kept. */
  trying<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** Puts a job for each into the transaction in hand. */
  enqueue(sql: Sql, step: Step, keys: readonly GenerationKey[], terms?: EnqueueTerms): Promise<void>;
}

/** `enqueue` puts a job into the transaction it is given; `onEnqueued` hears of it after the commit. */
export function createWork(
  pool: pg.Pool,
  enqueue: Enqueue,
  onEnqueued: (step: Step) => void,
  patience?: Patience,
): Work {
  const enqueued = new WeakMap<Sql, Step>();
  const within = async <T>(work: (sql: Sql) => Promise<T>) => {
    let step: Step | undefined;
    const result = await transaction(
      pool,
      async (sql) => {
        const done = await work(sql);
        step = enqueued.get(sql);
        return done;
      },
      { patience },
    );
    if (step) onEnqueued(step);
    return result;
  };
  return {
    single: statements(pool, patience),
    within,
    trying: (work) => transaction(pool, work, { end: 'rollback', patience }),
    async enqueue(sql, step, keys, terms = {}) {
      if (keys.length === 0) return;
      await enqueue(runnerOf(sql), step, keys, terms);
      if (!terms.delayMs) enqueued.set(sql, step);
    },
  };
}
