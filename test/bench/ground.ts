import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { migrate } from '../../src/migrate.ts';
import { createDatabase, dropDatabase } from '../support/database.ts';
import { startPostgres } from '../support/postgres.ts';
import { type Running, startProcess } from './processes.ts';
import type { SandboxCalls } from './sandbox-process.ts';

type Answers = {
  [Name in keyof SandboxCalls]: (...args: Parameters<SandboxCalls[Name]>) => Promise<ReturnType<SandboxCalls[Name]>>;
};

/** The local Slack and Pixapi, next door. */
export interface Sandbox extends Answers {
  /** What the app must be told to talk to them. */
  readonly env: Record<string, string>;
}

/** What one part of the bench stands on: an empty, migrated database and processes that end with it. */
export interface Ground {
  readonly env: Record<string, string>;
  readonly sandbox: Sandbox;
  query<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]>;
  start(script: URL, env?: Record<string, string>): Promise<Running>;
  /** `node src/web.ts` */
  startWeb(env?: Record<string, string>): Promise<Running>;
  /** `node src/worker.ts` */
  startWorker(env?: Record<string, string>): Promise<Running>;
  /** The same two for many teams, by their keys. */
  startForTeams(role: 'web' | 'worker', keys: readonly string[], env?: Record<string, string>): Promise<Running>;
}

const WEB = new URL('../../src/web.ts', import.meta.url);
const WORKER = new URL('../../src/worker.ts', import.meta.url);
const MANY_TEAMS = new URL('../support/many-teams.ts', import.meta.url);
const SANDBOX = new URL('./sandbox-process.ts', import.meta.url);
const TEMPLATE = 'imagine_bench_template';

/** Runs `work` on grounds of its own, one after the other, and leaves nothing running. */
export async function withGrounds(work: (onGround: OnGround) => Promise<void>): Promise<void> {
  const given = process.env.DATABASE_URL;
  const own = given ? null : await startPostgres();
  const server = given ?? own?.url ?? '';
  try {
    await migrate(await createDatabase(server, TEMPLATE));
    await work((part) => onGround(server, part));
  } finally {
    await dropDatabase(server, TEMPLATE);
    await own?.close();
  }
}

export type OnGround = <T>(part: (ground: Ground) => Promise<T>) => Promise<T>;

async function onGround<T>(server: string, part: (ground: Ground) => Promise<T>): Promise<T> {
  const name = `imagine_bench_${randomUUID().replaceAll('-', '')}`;
  const databaseUrl = await createDatabase(server, name, TEMPLATE);
  const db = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  db.on('error', () => undefined);
  const running: Running[] = [];
  const start = async (script: URL, env?: Record<string, string>) => {
    const started = await startProcess(script, env);
    running.push(started);
    return started;
  };
  try {
    const sandbox = sandboxIn(await start(SANDBOX));
    const env = {
      ...sandbox.env,
      DATABASE_URL: databaseUrl,
      PORT: '0',
      DEFAULT_MONTHLY_CREDITS: 'unlimited',
      PERSON_REQUESTS_PER_MINUTE: 'unlimited',
      PERSON_ACTIONS_PER_MINUTE: 'unlimited',
      TEAM_ACTIONS_PER_MINUTE: 'unlimited',
    };
    const result = await part({
      env,
      sandbox,
      query: async <Row extends pg.QueryResultRow>(sql: string) => (await db.query<Row>(sql)).rows,
      start,
      startWeb: (more = {}) => start(WEB, { ...env, ...more }),
      startWorker: (more = {}) => start(WORKER, { ...env, ...more }),
      startForTeams: (role, keys, more = {}) =>
        start(MANY_TEAMS, { ...env, ...more, APP_ROLE: role, APP_TEAMS: keys.join(',') }),
    });
    complain(running, await sandbox.violations());
    return result;
  } finally {
    await Promise.all(running.map((one) => one.end()));
    await db.end();
    await dropDatabase(server, name);
  }
}

/** A figure is worth little when the app failed on the way to it. */
function complain(running: readonly Running[], violations: readonly string[]): void {
  const failures = running.flatMap((one) => one.failures);
  for (const line of [...failures.slice(0, 5), ...violations.slice(0, 5)]) console.log(`  ! ${line}`);
  if (failures.length > 5) console.log(`  ! ${failures.length} failures in all`);
}

function sandboxIn({ child, ready }: Running): Sandbox {
  let asked = 0;
  const waiting = new Map<number, (answer: never) => void>();
  child.on('message', ({ id, answer }: { id: number; answer: never }) => {
    waiting.get(id)?.(answer);
    waiting.delete(id);
  });
  const ask = (name: string, args: unknown[]) =>
    new Promise((resolve) => {
      const id = ++asked;
      waiting.set(id, resolve);
      child.send({ id, name, args });
    });
  return new Proxy({ env: ready.env } as Sandbox, {
    get: (target, name: string) => (name in target ? target[name as 'env'] : (...args: unknown[]) => ask(name, args)),
  });
}
