import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, readFile, rename, rm, statfs, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { type Binaries, findBinaries } from './binaries.ts';
import { keepRunning } from './keep-running.ts';

export interface OwnPostgres {
  readonly url: string;
  /** It was running when we came: its last owner was killed. */
  readonly isAdopted: boolean;
  /** Hears of it when it dies and when it is back: it is started again by itself. */
  watch(told: (what: string) => void): void;
  /** Settles, with one sentence, when it died and does not start again. */
  readonly lost: Promise<string>;
  close(): Promise<void>;
}

const USER = 'imagine';
const DATABASE = 'postgres';
const NEEDED_BYTES = 300 * 1024 * 1024;
/** Held as long as we live, by a connection: of two that start, one has it. */
const ONLY_US = 71_777;
const TRIES = 40;
const TRY_EVERY_MS = 250;

/**
 * PostgreSQL in `dataDir`, for one process on one machine: durable, on loopback alone, with a password of its own. One
 * that a killed process left running is taken over, and one that dies is started again. Throws one sentence where another process has it, or where it can't run here.
 */
export async function openOwnPostgres(dataDir: string): Promise<OwnPostgres> {
  const dir = resolve(dataDir);
  const cluster = join(dir, 'postgres');
  const binaries = await findBinaries();
  const password = await prepare(dir, cluster, binaries);
  const at = (port: number) => addressOf(password, port);

  let isAdopted = true;
  let lock: pg.Client | 'taken' | null = await lockAt(await runningPort(cluster), at);
  if (lock === null) {
    isAdopted = false;
    const port = await freePort();
    const failed = await start(cluster, port, binaries).catch((error: unknown) => error);
    // Whoever started at the same moment may have been first.
    lock = await lockAt(await runningPort(cluster), at);
    if (lock === null) throw new Error(await whyNotStarted(failed, cluster), { cause: failed });
  }
  if (lock === 'taken')
    throw new Error(`Another Imagine is running on ${dir}: stop it first, or give this one a DATA_DIR of its own.`);
  const { port } = lock;
  const kept = keepRunning({
    held: lock,
    revive: async () => {
      // a server that lost one of its own processes comes back by itself
      const running = await lockAt(await runningPort(cluster), at);
      if (running === null) await start(cluster, port, binaries).catch(() => undefined);
      const again = running ?? (await lockAt(port, at));
      return again === 'taken' ? null : again;
    },
  });
  return {
    url: at(port),
    isAdopted,
    watch(told) {
      kept.told = (what) => told(`the PostgreSQL of our own in ${dir} ${what}`);
    },
    lost: kept.lost.then(
      () =>
        `The PostgreSQL of our own in ${dir} died and does not start again; why, its log says: ${join(cluster, 'log')}.`,
    ),
    async close() {
      await kept.stop();
      await binaries.run('pg_ctl', ['stop', '-D', cluster, '-m', 'fast', '-w']).catch(() => undefined);
    },
  };
}

/** Of the one in `dataDir`, while it is running; null: it is not. */
export async function ownAddress(dataDir: string): Promise<string | null> {
  const dir = resolve(dataDir);
  const port = await runningPort(join(dir, 'postgres'));
  const password = await readFile(join(dir, 'password'), 'utf8').catch(() => null);
  if (port === null || password === null) return null;
  const url = addressOf(password.trim(), port);
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  const answers = await client.connect().then(
    () => true,
    () => false,
  );
  await client.end().catch(() => undefined);
  return answers ? url : null;
}

const addressOf = (password: string, port: number) => `postgres://${USER}:${password}@127.0.0.1:${port}/${DATABASE}`;

/** The directory with a cluster in it, made where there is none; answers its password. */
async function prepare(dir: string, cluster: string, { owner, run }: Binaries): Promise<string> {
  await mkdir(dir, { recursive: true, mode: 0o755 });
  if (existsSync(join(cluster, 'PG_VERSION'))) return (await readFile(join(dir, 'password'), 'utf8')).trim();
  const { bavail, bsize } = await statfs(dir);
  if (bavail * bsize < NEEDED_BYTES)
    throw new Error(`No room for a database in ${dir}: 300 MB are needed. Free some, or set DATA_DIR to another disk.`);
  const password = randomBytes(24).toString('base64url');
  // Made beside its place and moved there whole: who is killed meanwhile leaves nothing that looks like a database.
  const making = `${cluster}.making`;
  const passwordFile = join(dir, 'password');
  await rm(making, { recursive: true, force: true });
  await mkdir(making, { mode: 0o700 });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  await chmod(passwordFile, 0o600);
  if (owner) await Promise.all([making, passwordFile].map((path) => chown(path, owner.uid, owner.gid)));
  await run('initdb', [
    ...['-D', making, '-U', USER, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`],
    ...['-E', 'UTF8', '--no-locale', '--data-checksums'],
  ]).catch((error: unknown) => {
    throw new Error(whyNot(error, dir), { cause: error });
  });
  await rename(making, cluster);
  return password;
}

async function start(cluster: string, port: number, { run }: Binaries): Promise<void> {
  const options = [
    `-p ${port}`,
    ...['listen_addresses=127.0.0.1', "unix_socket_directories=''", 'shared_buffers=64MB'].map((one) => `-c ${one}`),
  ];
  await run('pg_ctl', ['start', '-D', cluster, '-w', '-l', join(cluster, 'log'), '-o', options.join(' ')]);
}

/** Of a server that runs on this cluster, or says that it does. */
async function runningPort(cluster: string): Promise<number | null> {
  const lines = (await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const port = Number(lines[3]);
  return Number.isInteger(port) && port > 0 ? port : null;
}

/** A connection that keeps others out; null: nothing answers there. */
async function lockAt(port: number | null, at: (port: number) => string): Promise<pg.Client | 'taken' | null> {
  if (port === null) return null;
  for (let tries = 0; tries < TRIES; tries++) {
    const client = new pg.Client({
      connectionString: at(port),
      connectionTimeoutMillis: 2_000,
      query_timeout: 5_000,
      application_name: 'imagine-owner',
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [ONLY_US]);
      if (rows[0]?.mine) return client;
      await client.end();
      return 'taken';
    } catch (error) {
      await client.end().catch(() => undefined);
      // starting up after a crash, or shutting down
      if (!(error instanceof pg.DatabaseError && error.code === '57P03')) return null;
      await delay(TRY_EVERY_MS);
    }
  }
  return null;
}

function whyNot(error: unknown, where: string): string {
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
  const [line = ''] = said.split('\n').filter((one) => /error|fatal|denied|incompatible/i.test(one));
  if (/Permission denied/i.test(said))
    return `PostgreSQL may not write in ${where} (${line.trim()}): give it another DATA_DIR, or set DATABASE_URL.`;
  return `The PostgreSQL of our own does not start in ${where}${line && ` (${line.trim()})`}: its log is there. Or set DATABASE_URL.`;
}

/** pg_ctl leaves the reason to the log. */
async function whyNotStarted(error: unknown, cluster: string): Promise<string> {
  const log = await readFile(join(cluster, 'log'), 'utf8').catch(() => '');
  const [, made] = /initialized by PostgreSQL version (\d+)/.exec(log.slice(-LOG_BYTES)) ?? [];
  if (made)
    return `The database in ${cluster} was made by PostgreSQL ${made}: back it up with the release of Imagine that made it (npm run backup), and restore it with this one into a new DATA_DIR.`;
  return whyNot(new Error(`${log.slice(-LOG_BYTES)}\n${error}`), cluster);
}

const LOG_BYTES = 4_096;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done, failed) => server.once('error', failed).listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
