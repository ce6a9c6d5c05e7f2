import type { Sql } from './prepared.ts';

/** How long one proof is good for, so that nobody who asks often makes many writes. */
const FRESH_MS = 1_000;

/**
 * Proves that the database takes writes, or rejects. However many ask, one write is under way at a time, and those who ask
 * within a second share its answer: anybody may ask.
 */
export function createReadiness(sql: Sql, now: () => number = performance.now.bind(performance)): () => Promise<void> {
  let at = Number.NEGATIVE_INFINITY;
  let isAsking = false;
  let proof = Promise.resolve();
  return () => {
    if (isAsking || now() - at < FRESH_MS) return proof;
    at = now();
    isAsking = true;
    proof = prove(sql).finally(() => {
      isAsking = false;
    });
    return proof;
  };
}

async function prove(sql: Sql): Promise<void> {
  await sql.query('insert into readiness (one) values (true) on conflict (one) do update set written_at = now()');
}
