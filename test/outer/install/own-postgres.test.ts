import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalPixapi, startPixapi } from '../../local/pixapi/pixapi.ts';
import { type LocalSlack, startSlack } from '../../local/slack/slack.ts';
import { servicesOf } from '../../support/environment.ts';
import { type AppProcess, startProcess } from '../../support/processes.ts';
import { until } from '../../support/until.ts';

let slack: LocalSlack;
let pixapi: LocalPixapi;
/** Where somebody unpacked the app: only a `.env` is there. */
let home: string;
const started: AppProcess[] = [];

beforeAll(async () => {
  slack = await startSlack();
  pixapi = await startPixapi({ drawing: 'plain', taskMs: 20 });
  home = await mkdtemp(join(tmpdir(), 'imagine-own-'));
  // whoever runs PostgreSQL in place of root has to get there
  await chmod(home, 0o755);
  const lines = Object.entries({ ...servicesOf(slack, pixapi), PORT: '0' }).map(([name, value]) => `${name}=${value}`);
  await writeFile(join(home, '.env'), `${lines.join('\n')}\nLOG_LEVEL=silent\n`, { mode: 0o600 });
});

afterAll(async () => {
  for (const one of started) one.signal('SIGTERM');
  await Promise.all(started.map((one) => one.exited));
  await slack.close();
  await pixapi.close();
  await rm(home, { recursive: true, force: true });
});

/** `npm start` there; the environment wins over `.env`. */
function start(): AppProcess {
  const one = startProcess('start', { LOG_LEVEL: 'info' }, home);
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
});
