import pg from 'pg';
import { openOwnPostgres, ownAddress } from '../../embedded/own-postgres.ts';
import { enqueueWith, openQueue } from '../../jobs/queue.ts';
import { migrate } from '../../migrate.ts';
import { runnerOf } from '../../postgres/connection/queue-database.ts';
import { listStranded } from '../../postgres/stranded.ts';
import type { Env } from '../check.ts';
import { type Batch, load } from './load.ts';
import { listMigrations, listTables, readRows } from './tables.ts';

const DEFAULT_DIR = './data';

/** The app's database: that of `DATABASE_URL`, or our own, running or not. */
export async function withDatabase<T>(env: Env, work: (url: string) => Promise<T>): Promise<T> {
  if (env.DATABASE_URL) return await work(env.DATABASE_URL);
  const dir = env.DATA_DIR ?? DEFAULT_DIR;
  const running = await ownAddress(dir);
  if (running) return await work(running);
  return await withOwn(env, work);
}

/** Our own, which nobody else may be using meanwhile. */
export async function withOwn<T>(env: Env, work: (url: string) => Promise<T>): Promise<T> {
  const own = await openOwnPostgres(env.DATA_DIR ?? DEFAULT_DIR);
  try {
    return await work(own.url);
  } finally {
    await own.close();
  }
}

/** What a database holds at one moment, whoever is writing to it. */
export async function withCopy<T>(
  url: string,
  work: (migrations: readonly string[], batches: AsyncIterable<Batch>) => Promise<T>,
): Promise<T> {
  return await connected(url, async (client) => {
    await client.query('begin isolation level repeatable read, read only');
    async function* batches(): AsyncGenerator<Batch> {
      for (const table of await listTables(client))
        for await (const rows of readRows(client, table)) yield { table: table.name, rows };
    }
    return await work(await listMigrations(client), batches());
  });
}

/** Migrates an empty database and fills it. Throws one sentence where it was made by another release than the copy. */
export async function fill(url: string, migrations: readonly string[], batches: AsyncIterable<Batch>): Promise<number> {
  await migrate(url);
  return await connected(url, async (client) => {
    const here = await listMigrations(client);
    if (here.join() !== migrations.join())
      throw new Error('The copy was made by another release: use the same one here, and migrate afterwards.');
    return await load(client, batches, () => beginAgain(client));
  });
}

/** The queue is not copied: whatever was under way gets a job here, in the transaction in hand. */
async function beginAgain(client: pg.Client): Promise<void> {
  const db = runnerOf(client);
  const boss = openQueue(db, { work: false, onError: () => undefined });
  await boss.start();
  const enqueue = enqueueWith(boss);
  for (let open = await listStranded(client, 0); open.length > 0; open = await listStranded(client, 0))
    for (const { step, ...key } of open) await enqueue(db, step, [key]);
  await boss.stop({ graceful: false, close: false });
}

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: 'imagine-copy',
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
