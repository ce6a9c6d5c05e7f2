import type pg from 'pg';
import type { Count, Fact } from '../core/counting/facts.ts';
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
  /** Tells what is about to be committed, as soon as it is; of a single statement, what has been. */
  tell(sql: Sql, facts: readonly Fact[]): void;
  /** A task of the teams is begun right after the commit, rather than within a minute. */
  begin(sql: Sql, task: string): void;
}

/**
 * `enqueue` puts a job into the transaction it is given; `onEnqueued` hears after the commit of the queue, or of `task:NAME`, and
 * `count` of what was committed.
 */
export function createWork(
  pool: pg.Pool,
  enqueue: Enqueue,
  onEnqueued: (said: string) => void,
  {
    patience,
    count = () => undefined,
  }: { readonly patience?: Patience | undefined; readonly count?: Count | undefined } = {},
): Work {
  const enqueued = new WeakMap<Sql, Set<string>>();
  const told = new WeakMap<Sql, Fact[]>();
  const single = statements(pool, patience);
  const note = (sql: Sql, said: string) => void enqueued.set(sql, (enqueued.get(sql) ?? new Set()).add(said));
  const within = async <T>(work: (sql: Sql) => Promise<T>) => {
    let said: ReadonlySet<string> | undefined;
    let facts: readonly Fact[] | undefined;
    const result = await transaction(
      pool,
      async (sql) => {
        const done = await work(sql);
        said = enqueued.get(sql);
        facts = told.get(sql);
        return done;
      },
      { patience },
    );
    for (const one of said ?? []) onEnqueued(one);
    for (const fact of facts ?? []) count(fact);
    return result;
  };
  return {
    single,
    within,
    trying: (work) => transaction(pool, work, { end: 'rollback', patience }),
    async enqueue(sql, step, keys, terms = {}) {
      if (keys.length === 0) return;
      await enqueue(runnerOf(sql), step, keys, terms);
      if (!terms.delayMs) note(sql, step);
    },
    tell(sql, facts) {
      if (sql === single) for (const fact of facts) count(fact);
      else told.set(sql, [...(told.get(sql) ?? []), ...facts]);
    },
    begin: (sql, task) => note(sql, `task:${task}`),
  };
}
