import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { compose } from '../../../src/compose.ts';
import { RETRY_WAITS_MS } from '../../../src/core/making/retry-write.ts';
import { createLogger } from '../../../src/log.ts';
import { sign } from '../../local/slack/signing.ts';
import { type Imagine, startImagine } from '../../support/imagine.ts';
import { type RunningPostgres, startPostgres } from '../../support/postgres.ts';
import { type CommitFault, type PostgresProxy, startProxy } from '../../support/proxy.ts';
import { until } from '../../support/until.ts';

let imagine: Imagine;
let postgres: RunningPostgres;
let proxy: PostgresProxy;
beforeAll(async () => {
  [postgres, proxy] = await Promise.all([startPostgres({ careless: true }), startProxy()]);
  imagine = await startImagine({
    postgresUrl: postgres.url,
    through: proxy.through,
    overrides: { backoffScale: 0.002 },
  });
});
afterEach(async () => {
  // where a test failed before it did so itself
  if (isStopped) await start();
  await imagine.reset();
});
afterAll(async () => {
  await imagine.close();
  await Promise.all([postgres.close(), proxy.close()]);
});

let isStopped = false;
async function stop() {
  isStopped = true;
  await postgres.stop();
}
async function start() {
  await postgres.start();
  isStopped = false;
}

const MINUTE = 60_000;
const read = () => imagine.slack.transcript('general');
const ask = (text = 'a red fox') => imagine.slack.command({ user: 'ana', channel: 'general', text });
const states = async () =>
  (await imagine.query<{ state: string }>('select state from generations')).map((g) => g.state);
const get = async (path: string) => (await fetch(imagine.url + path)).status;

/** From now until it is called, the database is there and does not answer: it holds what every acceptance needs. */
async function slowDatabase(): Promise<() => Promise<void>> {
  const lock = new pg.Client({ connectionString: imagine.databaseUrl });
  await lock.connect();
  await lock.query('begin; lock table request_keys');
  return () => lock.end();
}

const COMMAND = {
  ...{ command: '/imagine', text: 'a red fox', team_id: 'T0ACME', channel_id: 'C0ACMEGENERAL', user_id: 'U0ACMEANA1' },
  response_url: 'https://hooks.slack.com/commands/x',
};
const request = (method: string, path: string, headers: Record<string, string>) =>
  `${method} ${path} HTTP/1.1\r\nhost: imagine\r\n${Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n`;

test('Postgres is gone for a while: nobody is told a lie, nothing is lost, nothing is made twice', async () => {
  const { slack, pixapi } = imagine;
  // one picture stands, one is being made and ends after the outage, one ends during it
  await ask('a first fox');
  await imagine.settled();
  const threadTs = slack.messages('general')[0]?.ts ?? '';
  pixapi.fault({ to: 'submit', prompt: 'patient' }, { task: { slowMs: 10 * MINUTE } });
  pixapi.fault({ to: 'submit', prompt: 'quick' }, { task: { slowMs: MINUTE } });
  await ask('a patient fox');
  await ask('a quick fox');
  await until(async () => (await states()).filter((state) => state === 'submitted').length === 2);

  await stop();
  const refused = await ask('a refused fox');
  expect(refused).toMatchObject({ status: 200 });
  expect(refused.json).toMatchObject({
    response_type: 'ephemeral',
    text: expect.stringMatching(/couldn’t take your request/),
  });
  expect(refused.body).toMatch(/Nothing was charged/);
  const edit = await slack.say({ user: 'ana', channel: 'general', text: 'edit this: make it night', threadTs });
  expect(edit.deliveries[0]?.attempts.map(({ status }) => status)).toEqual([503, 503]);
  expect(await get('/readyz')).toBe(503);
  expect(await get('/healthz')).toBe(200);
  pixapi.advance(2 * MINUTE);
  const polls = pixapi.journal.length;
  await until(() => pixapi.journal.length > polls + 5);
  for (let times = 0; times < 5; times += 1) {
    const again = await ask('a refused fox');
    expect(again).toMatchObject({ status: 200, body: expect.stringMatching(/couldn’t take your request/) });
  }
  await start();

  await slack.flushRetries();
  expect(edit.deliveries[0]?.ok).toBe(true);
  pixapi.advance(10 * MINUTE);
  await imagine.settled();
  expect(await get('/readyz')).toBe(200);
  expect(await states()).toEqual(['posted', 'posted', 'posted', 'posted']);
  expect(pixapi.billed()).toHaveLength(4);
  expect(pixapi.submits()).toHaveLength(4);
  expect(read().match(/\[picture: /g)).toHaveLength(4);
  expect(read()).not.toMatch(/a refused fox/);
});

test('a button that is pressed while Postgres is gone says so, and works when it is back', async () => {
  const { slack, pixapi } = imagine;
  pixapi.fault({ to: 'submit' }, { reset: 'after' });
  await ask();
  await imagine.settled();
  const press = () => slack.click({ user: 'ana', channel: 'general', actionId: 'try_again' });
  await stop();
  expect(await press()).toMatchObject({ status: 200 });
  await until(() => slack.ephemerals('ana', 'general').length > 0);
  expect(slack.ephemerals('ana', 'general')[0]?.text).toMatch(/couldn’t take your request[\s\S]*Nothing was charged/);
  await start();
  await press();
  await imagine.settled();
  expect((await states()).sort()).toEqual(['posted', 'unknown']);
});

test('the order went out and Postgres is gone when the answer comes: its task is not forgotten', async () => {
  const { pixapi } = imagine;
  pixapi.fault({ to: 'submit' }, { delayMs: MINUTE });
  await ask();
  await until(() => pixapi.journal.some(({ method }) => method === 'POST'));
  await stop();
  pixapi.advance(MINUTE);
  await until(() => pixapi.submits()[0]?.status === 200);
  expect(await get('/readyz')).toBe(503);
  await start();
  await imagine.settled();
  expect(await states()).toEqual(['posted']);
  expect(pixapi.submits()).toHaveLength(1);
  expect(imagine.slack.messages('general')).toHaveLength(1);
});

describe('the line breaks under the statement that says what was done outside', () => {
  test.each(["state = 'submitted'", 'announced_at = now()', "state = 'made'", "state = 'posted'"])(
    '%s',
    async (text) => {
      proxy.cut(text);
      await ask();
      await imagine.settled();
      expect(proxy.hasFailed()).toBe(true);
      expect(await states()).toEqual(['posted']);
      expect(imagine.pixapi.submits()).toHaveLength(1);
      expect(imagine.slack.messages('general')).toHaveLength(1);
    },
  );

  test('for good, after the files were shared in the thread: they are not shared again by themselves', async () => {
    imagine.slack.set({ neverProcess: true });
    proxy.cut("state = 'posted'", RETRY_WAITS_MS.length + 1);
    await ask();
    await imagine.settled();
    expect(proxy.hasFailed()).toBe(true);
    expect(await imagine.query('select state, failure from generations')).toEqual([
      { state: 'made', failure: 'chat_unclear' },
    ]);
    expect(imagine.slack.messages('general')).toHaveLength(2);
  });
});

test('every session is ended at once, the listening one too: work goes on, and so do notifications', async () => {
  const { pixapi } = imagine;
  pixapi.fault({ to: 'submit' }, { task: { slowMs: MINUTE } });
  await ask();
  await until(async () => (await states())[0] === 'submitted');
  const listening = () =>
    imagine.query<{ pid: number }>(`select pid from pg_stat_activity where application_name = 'imagine-listen'`);
  const [before] = await listening();
  await imagine.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'imagine-%' and pid <> pg_backend_pid()`,
  );
  await until(async () => {
    const [now] = await listening();
    return now !== undefined && now.pid !== before?.pid;
  });
  expect(await ask('a second fox')).toMatchObject({ status: 200, body: '' });
  pixapi.advance(MINUTE);
  await imagine.settled();
  expect(await states()).toEqual(['posted', 'posted']);
  expect(pixapi.submits()).toHaveLength(2);
});

describe('the answer to a commit is lost', () => {
  test.each<[CommitFault, wasStored: boolean, words: RegExp]>([
    ['lost', true, /^$/],
    ['never', false, /couldn’t take your request: our database isn’t responding\. Nothing was charged/],
    ['late', true, /^$|If it was saved, you’ll see a picture/],
  ])('%s: it is never called refused when it was taken', async (fault, wasStored, words) => {
    proxy.failNextCommit(fault);
    const answered = await ask();
    expect(proxy.hasFailed()).toBe(true);
    expect(answered.status).toBe(200);
    expect((answered.json as { text?: string } | undefined)?.text ?? '').toMatch(words);
    await until(async () => (await states()).length === Number(wasStored));
    await imagine.settled();
    expect(imagine.pixapi.submits()).toHaveLength(Number(wasStored));
    expect(await states()).toEqual(wasStored ? ['posted'] : []);
  });
});

test('a slow database: the asker hears that it is not sure before it answers; an event is asked for again', async () => {
  const { slack, pixapi } = imagine;
  await ask('a first fox');
  await imagine.settled();
  const threadTs = slack.messages('general')[0]?.ts ?? '';
  const letGo = await slowDatabase();
  const [answered, edit] = await Promise.all([
    ask(),
    slack.say({ user: 'ana', channel: 'general', text: 'edit this: make it night', threadTs }),
  ]);
  expect(answered.json).toMatchObject({ text: expect.stringMatching(/If it was saved, you’ll see/) });
  expect(edit.deliveries[0]?.attempts[0]).toMatchObject({ status: 503 });
  await letGo();
  await slack.flushRetries();
  await imagine.settled();
  // the unsure one was taken, or, where it had to wait too long, was not; the event was taken once
  const taken = await states();
  expect([2, 3]).toContain(taken.length);
  expect(new Set(taken)).toEqual(new Set(['posted']));
  expect(pixapi.submits()).toHaveLength(taken.length);
  expect(await imagine.query(`select from generations where prompt = 'make it night'`)).toHaveLength(1);
});

test('a process that is told to stop answers what it has in hand, and calls itself not ready meanwhile', async () => {
  const second = await compose(imagine.config, ['web'], { logger: createLogger('silent') });
  const letGo = await slowDatabase();
  // the second request waits on the same line, since no new one is taken any more
  const line = connect(second.port ?? 0, '127.0.0.1');
  const context: Buffer[] = [];
  line.on('data', (bytes) => context.push(bytes));
  const body = new URLSearchParams({ ...COMMAND, trigger_id: randomUUID() }).toString();
  const headers = { ...sign(imagine.slack.signingSecret, body), 'content-type': 'application/x-www-form-urlencoded' };
  line.write(request('POST', '/slack/events', { ...headers, 'content-length': `${body.length}` }) + body);
  await until(async () => (await imagine.query(`select 1 from pg_locks where not granted`)).length > 0);
  const closed = second.close();
  line.write(request('GET', '/readyz', { connection: 'close' }));
  await letGo();
  await closed;
  const answers = Buffer.concat(context)
    .toString()
    .match(/^HTTP\/1.1 .*$/gm);
  expect(answers).toEqual(['HTTP/1.1 200 OK', 'HTTP/1.1 503 Service Unavailable']);
  await imagine.settled();
  expect(await states()).toEqual(['posted']);
});
