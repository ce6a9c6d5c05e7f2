import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { chmod, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { ownAddress } from '../../../src/embedded/own-postgres.ts';
import { listTables } from '../../../src/operate/copy/tables.ts';
import { type LocalPixapi, startPixapi } from '../../local/pixapi/pixapi.ts';
import { type LocalSlack, startSlack } from '../../local/slack/slack.ts';
import { createDatabase } from '../../support/database.ts';
import { servicesOf } from '../../support/environment.ts';
import { type AppProcess, COMPILED, silence, startProcess } from '../../support/processes.ts';
import { until } from '../../support/until.ts';

let slack: LocalSlack;
let pixapi: LocalPixapi;
/** Where somebody unpacked the app: only a `.env` is there. */
let home: string;
let started: AppProcess[] = [];

beforeEach(async () => {
  slack = await startSlack();
  pixapi = await startPixapi({ drawing: 'plain', taskMs: 20 });
  home = await mkdtemp(join(tmpdir(), 'imagine-own-'));
  // whoever runs PostgreSQL in place of root has to get there
  await chmod(home, 0o755);
  const lines = Object.entries({ ...servicesOf(slack, pixapi), PORT: '0' }).map(([name, value]) => `${name}=${value}`);
  await writeFile(join(home, '.env'), `${lines.join('\n')}\nLOG_LEVEL=silent\n`, { mode: 0o600 });
});

afterEach(async () => {
  for (const one of started) one.signal('SIGTERM');
  await Promise.all(started.map((one) => one.exited));
  started = [];
  await slack.close();
  await pixapi.close();
  await rm(home, { recursive: true, force: true });
});

/** `npm start` there; the environment wins over `.env`. */
function start(env: Record<string, string> = {}): AppProcess {
  const one = startProcess('start', { LOG_LEVEL: 'info', ...env }, home);
  started.push(one);
  return one;
}

async function ready(one: AppProcess): Promise<void> {
  slack.connect((await one.ready) ?? '');
}

const pictures = () => slack.messages('general').filter(({ blocks }) => JSON.stringify(blocks).includes('slack_file'));
const draws = (text: string) => slack.command({ user: 'ana', channel: 'general', text });
/** Of the running PostgreSQL; null: it has ended. */
function postmaster(): number | null {
  const file = join(home, 'data/postgres/postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : null;
}

/** Asks the PostgreSQL of our own that is running. */
async function queryOwn<T>(
  ask: (of: { query<R extends pg.QueryResultRow>(sql: string): Promise<R[]> }) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: (await ownAddress(join(home, 'data'))) ?? '' });
  await client.connect();
  return await ask({ query: async (sql) => (await client.query(sql)).rows }).finally(() => client.end());
}

test('without DATABASE_URL it runs on a PostgreSQL of its own, which outlives kill -9 and ends with it', async () => {
  const first = start();
  await ready(first);
  expect(first.logLines.join('\n')).toMatch(/a PostgreSQL of our own in \.\/data.*npm run move/);
  await draws('a red fox');
  await until(() => pictures().length === 1);

  const second = start();
  expect(await second.exited).toBe(1);
  expect(second.logLines).toEqual([expect.stringMatching(/^Another Imagine is running on .*data: stop it first/)]);

  const orphan = postmaster();
  await draws('a blue whale');
  await first.kill();
  expect(orphan).not.toBeNull();
  expect(postmaster()).toBe(orphan);
  await queryOwn(silence);
  const third = start();
  await ready(third);
  expect(postmaster()).toBe(orphan);
  await until(() => pictures().length === 2);
  expect(await slack.command({ user: 'ana', channel: 'general', text: 'history' })).toMatchObject({
    body: expect.stringContaining('a red fox'),
  });

  third.signal('SIGTERM');
  expect(await third.exited).toBe(0);
  expect(postmaster()).toBeNull();
  const fourth = start();
  await ready(fourth);
  expect(await slack.command({ user: 'ana', channel: 'general', text: 'history' })).toMatchObject({
    body: expect.stringContaining('a blue whale'),
  });

  // the PostgreSQL dies under it: it is back for the next picture
  const killed = postmaster() ?? 0;
  process.kill(killed, 'SIGKILL');
  await until(() => fourth.logLines.some((line) => line.includes('is back')));
  expect(postmaster()).not.toBe(killed);
  await draws('a green owl');
  await until(() => pictures().length === 3);
  // and where it can't start, whoever supervises the app hears of it
  await rename(join(home, 'data/postgres/global'), join(home, 'data/postgres/gone'));
  process.kill(postmaster() ?? 0, 'SIGKILL');
  expect(await fourth.exited).toBe(1);
  expect(fourth.logLines.at(-1)).toMatch(
    /^The PostgreSQL of our own in .*data died and does not start again; .*log\.$/,
  );
});

test('it moves to another Postgres with a picture in the making, and a backup brings everything back', async () => {
  const first = start();
  await ready(first);
  await draws('a red fox');
  await until(() => pictures().length === 1);
  pixapi.set({ taskMs: 3_600_000 });
  await draws('a green owl');
  await until(() => pixapi.submits().length === 2);
  first.signal('SIGTERM');
  expect(await first.exited).toBe(0);
  const target = await createDatabase(inject('postgresUrl'), `imagine_moved_${randomUUID().replaceAll('-', '')}`);
  const moved = await operate(['src/operate/copy/run.ts', 'move', target]);
  expect(moved.stdout).toMatch(/^\d+ rows are there\. Now set DATABASE_URL/);
  expect(postmaster()).toBeNull();
  pixapi.advance(3_600_000);
  await ready(start({ DATABASE_URL: target }));
  await until(() => pictures().length === 2);
  expect(pixapi.submits()).toHaveLength(2);
  const again = await operate(['src/operate/copy/run.ts', 'move', target]).catch((error) => error);
  expect(again).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^That database holds data of the app already/),
  });

  // and a backup of it, while it runs, back into an empty one
  await operate(['src/operate/copy/run.ts', 'backup', 'one.gz'], { DATABASE_URL: target });
  expect(statSync(join(home, 'one.gz')).mode & 0o777).toBe(0o600);
  const back = await createDatabase(inject('postgresUrl'), `imagine_back_${randomUUID().replaceAll('-', '')}`);
  await operate(['src/operate/copy/run.ts', 'restore', 'one.gz'], { DATABASE_URL: back });
  expect(await contents(back)).toEqual(await contents(target));
  await writeFile(join(home, 'half.gz'), readFileSync(join(home, 'one.gz')).subarray(0, 900));
  const empty = await createDatabase(inject('postgresUrl'), `imagine_half_${randomUUID().replaceAll('-', '')}`);
  await expect(operate(['src/operate/copy/run.ts', 'restore', 'half.gz'], { DATABASE_URL: empty })).rejects.toThrow();
  expect((await contents(empty)).teams).toBe('0 ');
});

/** `npm run …` in the same place. */
async function operate([script = '', ...args]: string[], env: Record<string, string> = {}) {
  const path = fileURLToPath(new URL(`../../../${script}`, import.meta.url));
  return await promisify(execFile)(process.execPath, [path, ...args], {
    cwd: home,
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: COMPILED, ...env },
  });
}

/** How many rows each table has, and a digest of them. */
async function contents(url: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const found: Record<string, string> = {};
  // what a running app writes down each day is left out
  const tables = (await listTables(client)).filter(({ name }) => name !== 'model_readings');
  for (const { name } of tables) {
    const { rows } = await client.query(
      `select count(*) as n, md5(string_agg(r::text, ',' order by r::text)) as digest from ${name} r`,
    );
    found[name] = `${rows[0].n} ${rows[0].digest ?? ''}`;
  }
  await client.end();
  return found;
}
