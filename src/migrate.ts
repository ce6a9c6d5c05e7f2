import { fileURLToPath } from 'node:url';
import { runner } from 'node-pg-migrate';
import { readDatabaseUrl } from './config.ts';
import { prepareQueue } from './jobs/queue.ts';
import { alone, openPool, statements } from './postgres/connection/pool.ts';
import { runnerOf } from './postgres/connection/queue-database.ts';
import { replaceFunctions } from './postgres/replace-functions.ts';

/** Brings a database up to date: our tables, then our functions, then the queue's tables. From empty, and harmless when repeated or run twice at once. */
export async function migrate(databaseUrl: string): Promise<void> {
  const quiet = () => undefined;
  await runner({
    databaseUrl,
    dir: fileURLToPath(new URL('../migrations', import.meta.url)),
    direction: 'up',
    migrationsTable: 'migrations',
    advisoryLockMode: 'wait',
    checkOrder: true,
    logger: { debug: quiet, info: quiet, warn: quiet, error: quiet },
  });
  const pool = openPool(databaseUrl, { max: 2, queryMs: 60_000, name: 'imagine-migrate', onError: quiet });
  try {
    await alone(pool, async () => {
      await replaceFunctions(pool);
      await prepareQueue(runnerOf(statements(pool)));
    });
  } finally {
    await pool.end();
  }
}

if (import.meta.main) await migrate(readDatabaseUrl());
