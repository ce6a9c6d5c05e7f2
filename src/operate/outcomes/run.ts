import type pg from 'pg';
import { readEnvironment } from '../../config.ts';
import { enqueueWith, openQueue } from '../../jobs/queue.ts';
import { createNotifier } from '../../postgres/connection/notify-workers.ts';
import { openPool, statements } from '../../postgres/connection/pool.ts';
import { runnerOf } from '../../postgres/connection/queue-database.ts';
import { decideOutcome, findOutcome, listOutcomes } from '../../postgres/moves/outcomes.ts';
import { createWork, type Work } from '../../postgres/work.ts';
import { endWith } from '../../run.ts';
import { withDatabase } from '../copy/databases.ts';
import { type Asked, readAsked } from './asked.ts';
import { type Said, sayAnswer, sayList } from './words.ts';

const env = readEnvironment();

/** `npm run outcomes`: lists orders of which nobody knows what became of them, or decides one. Ends with 1 where it can't be decided so. */
async function main(): Promise<void> {
  const asked = readAsked(process.argv.slice(2));
  const { json, lines, isWell } = await withDatabase(env, (url) => withWork(url, (work) => answer(work, asked)));
  process.stdout.write(asked.isJson ? `${JSON.stringify(json)}\n` : `${lines.join('\n')}\n`);
  process.exitCode = isWell ? 0 : 1;
}

async function answer({ work, pool }: { work: Work; pool: pg.Pool }, asked: Asked): Promise<Said> {
  if (asked.what === 'list') return sayList(await listOutcomes(statements(pool)));
  const key = await findOutcome(statements(pool), asked.id);
  return sayAnswer(
    asked,
    typeof key === 'string' ? key : { key, ...(await decideOutcome(work, key, asked.what, asked.reason)) },
  );
}

/** The app's own way to its database, with the queue in which whoever asked is told. */
async function withWork<T>(url: string, use: (open: { work: Work; pool: pg.Pool }) => Promise<T>): Promise<T> {
  const pool = openPool(url, { max: 2, connectMs: 10_000, name: 'imagine-outcomes', onError: () => undefined });
  const boss = openQueue(runnerOf(statements(pool)), { work: false, onError: () => undefined });
  try {
    await boss.start();
    return await use({ work: createWork(pool, enqueueWith(boss), createNotifier(pool)), pool });
  } finally {
    await boss.stop({ graceful: false, close: false });
    await pool.end();
  }
}

await main().catch((error) => endWith(error, env.DATABASE_URL ?? null));
