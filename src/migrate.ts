import { fileURLToPath } from 'node:url';
import { runner } from 'node-pg-migrate';
import { readDatabaseUrl } from './config.ts';
import { prepareQueue } from './jobs/queue.ts';
import { alone, openPool, statements } from './postgres/connection/pool.ts';
import { runnerOf } from './postgres/connection/queue-database.ts';
import { databaseTrouble } from './postgres/connection/trouble.ts';
import { replaceFunctions } from './postgres/replace-functions.ts';

/** Brings a database up to date: our tables, then our functions, then the queue's tables. From empty, and harmless when repeated or run twice at once. */
export async function migrate(databaseUrl: string): Promise<void> {
  const quiet = () => undefined;
  const pool = openPool(databaseUrl, {
    max: 2,
    connectMs: 5_000,
    queryMs: 60_000,
    name: 'imagine-migrate',
    onError: quiet,
  });
  try {
    // The runner waits for a connection for ever.
    await pool.query('select 1');
    await runTables(databaseUrl);
    await alone(pool, async () => {
      await replaceFunctions(pool);
      await prepareQueue(runnerOf(statements(pool)));
    });
  } finally {
    await pool.end();
  }
}

async function runTables(databaseUrl: string): Promise<void> {
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
}

/** Ends with 1 and one line where the database can't be reached; anything else is thrown on. */
async function main(): Promise<void> {
  const databaseUrl = readDatabaseUrl();
  try {
    await migrate(databaseUrl);
  } catch (error) {
    const told = databaseTrouble(error, databaseUrl);
    if (told === null) throw error;
    process.stderr.write(`${told}\n`);
    process.exit(1);
  }
}

if (import.meta.main) await main();
