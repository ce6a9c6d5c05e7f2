import type { Sql } from './prepared.ts';

/** How long one proof is good for, so that nobody who asks often makes many writes. */
const FRESH_MS = 1_000;

/** Proves that the database takes writes, or rejects. Those who ask within a second share one answer. */
export function createReadiness(sql: Sql, now: () => number = performance.now.bind(performance)): () => Promise<void> {
  let at = Number.NEGATIVE_INFINITY;
  let proof = Promise.resolve();
  return () => {
    if (now() - at >= FRESH_MS) {
      at = now();
      proof = prove(sql);
    }
    return proof;
  };
}

async function prove(sql: Sql): Promise<void> {
  await sql.query('insert into readiness (one) values (true) on conflict (one) do update set written_at = now()');
}
