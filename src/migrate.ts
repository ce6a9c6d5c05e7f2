import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { runner } from 'node-pg-migrate';
import pg from 'pg';
import { readDatabaseUrl } from './config.ts';
import { prepareQueue } from './jobs/queue.ts';
import { alone, openPool, statements } from './postgres/connection/pool.ts';
import { runnerOf } from './postgres/connection/queue-database.ts';
import { databaseTrouble } from './postgres/connection/trouble.ts';
import { replaceFunctions } from './postgres/replace-functions.ts';

const MIGRATIONS = fileURLToPath(new URL('../migrations', import.meta.url));

/**
 * Brings a database up to date while the version before runs on it: our tables, then our functions, then the queue's tables.
 * From empty, and harmless when repeated or run twice at once: one goes after the other. Each migration is a transaction of its own; for a table
 * that is in use it waits half a second, since whoever comes after it waits behind it, and tries again a second later.
 */
export async function migrate(databaseUrl: string, { migrations = MIGRATIONS } = {}): Promise<void> {
  const quiet = () => undefined;
  const pool = openPool(databaseUrl, {
    max: 2,
    connectMs: 5_000,
    queryMs: 60_000,
    name: 'imagine-migrate',
    onError: quiet,
  });
  try {
    await alone(pool, async () => {
      await insist(() => runTables(databaseUrl, migrations));
      await insist(() => replaceFunctions(pool));
      await prepareQueue(runnerOf(statements(pool)));
    });
  } finally {
    await pool.end();
  }
}

/** `lock_not_available`, `deadlock_detected`: the app was in the way. */
const IN_THE_WAY: readonly unknown[] = ['55P03', '40P01'];
const INSIST_MS = 120_000;
const PAUSE_MS = 1_000;

async function insist(work: () => Promise<void>): Promise<void> {
  for (const deadline = Date.now() + INSIST_MS; ; await delay(PAUSE_MS)) {
    try {
      return await work();
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (!IN_THE_WAY.includes(code) || Date.now() > deadline) throw error;
    }
  }
}

async function runTables(databaseUrl: string, dir: string): Promise<void> {
  const quiet = () => undefined;
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'imagine-migrate', keepAlive: true });
  client.on('error', quiet);
  await client.connect();
  try {
    await client.query(`set lock_timeout = '500ms'`);
    await runner({
      dbClient: client,
      dir,
      direction: 'up',
      migrationsTable: 'migrations',
      advisoryLockMode: 'wait',
      checkOrder: true,
      singleTransaction: false,
      logger: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    });
  } finally {
    await client.end();
  }
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
