import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { faults } from '../../local/slack/slack.ts';
import { environment } from '../../support/environment.ts';
import { type Imagine, startImagine } from '../../support/imagine.ts';
import { type AppProcess, startProcess } from '../../support/processes.ts';
import { until } from '../../support/until.ts';

const HAND_OVER_WITHIN_MS = 2_000;
const GRACE_MS = 25_000;

let imagine: Imagine;
let started: AppProcess[] = [];
beforeAll(async () => {
  imagine = await startImagine({ roles: ['web'] });
});
afterEach(async () => {
  await Promise.all(started.map((one) => one.kill()));
  started = [];
  await imagine.reset();
});
afterAll(() => imagine.close());

async function start(role: 'web' | 'worker', env: Record<string, string> = {}): Promise<AppProcess> {
  const one = startProcess(role, environment(imagine.databaseUrl, imagine.slack, imagine.pixapi, env));
  started.push(one);
  await one.ready;
  return one;
}

const ask = (text: string) => imagine.slack.command({ user: 'ana', channel: 'general', text });
const states = async () =>
  (await imagine.query<{ state: string }>('select state from generations')).map(({ state }) => state);
const taskReads = () => imagine.pixapi.journal.filter(({ path }) => path.startsWith('/v1/tasks/'));

/** The exit code, and how long it took. */
async function stop(one: AppProcess): Promise<{ code: number | null; ms: number }> {
  const begun = performance.now();
  one.signal('SIGTERM');
  const code = await one.exited;
  return { code, ms: performance.now() - begun };
}

test('pictures that are being made when their worker is told to stop go on at once with another, and are bought once', async ({
  annotate,
}) => {
  const { slack, pixapi } = imagine;
  pixapi.set({ taskMs: 60_000 });
  const first = await start('worker');
  for (const text of ['one lighthouse', 'two lighthouses', 'three lighthouses']) await ask(text);
  await until(async () => (await states()).filter((state) => state === 'submitted').length === 3);
  await until(() => new Set(taskReads().map(({ path }) => path)).size === 3);
  const tasks = new Set(taskReads().map(({ path }) => path));
  await start('worker');

  const stopped = await stop(first);
  const handedOver = performance.now();
  const readBefore = taskReads().length;
  expect(stopped.code).toBe(0);
  expect(stopped.ms).toBeLessThan(GRACE_MS);

  await until(
    () =>
      new Set(
        taskReads()
          .slice(readBefore)
          .map(({ path }) => path),
      ).size === 3,
    () => 'the other worker',
  );
  const tookMs = performance.now() - handedOver;
  // a second of it is the wait before the first look at a task
  expect(tookMs).toBeLessThan(HAND_OVER_WITHIN_MS);
  expect(new Set(taskReads().map(({ path }) => path))).toEqual(tasks);
  await annotate(`exit after ${Math.round(stopped.ms)} ms, the tasks read again after ${Math.round(tookMs)} ms`);

  pixapi.advance(60_000);
  await imagine.settled();
  expect(await states()).toEqual(['posted', 'posted', 'posted']);
  expect(pixapi.submits()).toHaveLength(3);
  expect(slack.messages('general')).toHaveLength(3);
});

test('an order on its way when the worker is told to stop is brought home first', async () => {
  const { pixapi } = imagine;
  pixapi.fault({ to: 'submit' }, { delayMs: 1_500 });
  const first = await start('worker');
  await ask('a slow lighthouse');
  await until(() => pixapi.submits().length === 1);

  expect(await stop(first)).toMatchObject({ code: 0 });
  expect(await states()).toEqual(['submitted']);

  await start('worker');
  await imagine.settled();
  expect(await states()).toEqual(['posted']);
  expect(pixapi.submits()).toHaveLength(1);
});

test('a picture that is being posted when the worker is told to stop stands there once', async () => {
  const { slack } = imagine;
  slack.fault({ method: 'chat.update' }, faults.slow(1_000));
  const first = await start('worker');
  await ask('a lighthouse at the door');
  await until(async () => (await states())[0] === 'made');
  await until(() => slack.journal.some(({ method }) => method === 'files.info'));

  expect(await stop(first)).toMatchObject({ code: 0 });
  expect(await states()).toEqual(['posted']);
  expect(slack.messages('general')).toHaveLength(1);
  // what it gave back to the queue finds nothing to do
  await start('worker');
  await imagine.settled();
  expect(slack.messages('general')).toHaveLength(1);
});

/** Keeps commands from being accepted until it is called: they are in hand, and wait. */
async function holdCommands(): Promise<() => Promise<void>> {
  const lock = new pg.Client({ connectionString: imagine.databaseUrl });
  await lock.connect();
  await lock.query('begin; lock table request_keys');
  return () => lock.end();
}

const commandWaits = async () => {
  const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  return (await imagine.query(waiting)).length > 0;
};

/** A web process that has been asked something: who it is in the workspace is asked of Slack once, by the first command. */
async function startWeb(): Promise<{ web: AppProcess; address: string }> {
  const web = await start('web');
  const address = (await web.ready) ?? '';
  imagine.slack.connect(address);
  await ask('help');
  await imagine.query('insert into teams (team_id) values ($1)', [imagine.slack.teams.acme.id]);
  return { web, address };
}

test('a command that web has in hand when it is told to stop is accepted; new ones are not taken', async () => {
  const { web, address } = await startWeb();
  const ready = async () =>
    await fetch(`${address}/readyz`).then(
      ({ status }) => status,
      () => 'refused',
    );
  expect(await ready()).toBe(200);

  const letGo = await holdCommands();
  const inHand = ask('a lighthouse in a hurry');
  await until(commandWaits);
  const stopped = stop(web);
  await until(async () => (await ready()) !== 200);
  await letGo();

  expect(await inHand).toMatchObject({ status: 200, body: '' });
  expect(await stopped).toMatchObject({ code: 0 });
  expect(await states()).toEqual(['requested']);

  imagine.slack.connect(imagine.url);
  await start('worker');
  await imagine.settled();
  expect(await states()).toEqual(['posted']);
});

test('a command that web has in hand at kill -9 gets no answer, and exists wholly or not at all', async () => {
  const { web } = await startWeb();
  const letGo = await holdCommands();
  const inHand = ask('a lighthouse that nobody asked for');
  await until(commandWaits);
  await web.kill();
  await letGo();

  expect(await inHand).toMatchObject({ status: 0 });
  await until(async () => !(await commandWaits()));
  expect(await states()).toEqual([]);
  expect(await imagine.query('select from request_keys union all select from ledger_entries')).toEqual([]);
  imagine.slack.connect(imagine.url);
});
