import pg from 'pg';
import { expect, test } from 'vitest';
import { faults } from '../../local/slack/slack.ts';
import { journey } from '../../support/journey.ts';
import { type AppProcess, openProcesses, silence } from '../../support/processes.ts';
import { until } from '../../support/until.ts';

const imagine = journey({ roles: ['web'], after: () => processes.close() });
const processes = openProcesses(imagine);

const ask = (text: string) => imagine.slack.command({ user: 'ana', channel: 'general', text });
const states = async () =>
  (await imagine.query<{ state: string }>('select state from generations')).map(({ state }) => state);
const taskReads = () => imagine.pixapi.journal.filter(({ path }) => path.startsWith('/v1/tasks/'));

/** Tells it to stop, and waits until it has heard that. */
async function tellToStop(one: AppProcess): Promise<void> {
  one.signal('SIGTERM');
  await until(() => one.logLines.some((line) => line.includes('"msg":"stopping"')));
}

test('pictures that are being made when their worker is told to stop go on at once with another, and are bought once', async () => {
  const { slack, pixapi, query } = imagine;
  pixapi.set({ taskMs: 60_000 });
  const first = await processes.start('worker');
  for (const text of ['one lighthouse', 'two lighthouses', 'three lighthouses']) await ask(text);
  await until(async () => (await states()).filter((state) => state === 'submitted').length === 3);
  const readTasks = (from = 0) =>
    new Set(
      taskReads()
        .slice(from)
        .map(({ path }) => path),
    );
  await until(() => readTasks().size === 3);
  const tasks = readTasks();
  await processes.startHere();

  // long before the pictures are ready
  await tellToStop(first);
  expect(await first.exited).toBe(0);
  const readBefore = taskReads().length;
  await until(
    () => readTasks(readBefore).size === 3,
    () => 'the other worker',
  );
  expect(readTasks()).toEqual(tasks);
  // handed over: nobody had to wait until the queue missed a heartbeat
  expect(await query('select from pgboss.job where retry_count > 0')).toEqual([]);

  pixapi.advance(60_000);
  await imagine.settled();
  expect(await states()).toEqual(['posted', 'posted', 'posted']);
  expect(pixapi.submits()).toHaveLength(3);
  expect(slack.messages('general')).toHaveLength(3);
});

test('an order on its way when the worker is told to stop is brought home first', async () => {
  const { pixapi, query } = imagine;
  pixapi.fault({ to: 'submit' }, { delayMs: 60_000 });
  const first = await processes.start('worker');
  await ask('a slow lighthouse');
  await until(() => pixapi.submits().length === 1);

  await tellToStop(first);
  // it listens for nothing new any more: its order alone keeps it
  const listens = `select from pg_stat_activity where datname = current_database() and application_name = 'imagine-listen'`;
  await until(async () => (await query(listens)).length === 0);
  pixapi.advance(60_000);
  expect(await first.exited).toBe(0);
  expect(await states()).toEqual(['submitted']);

  await processes.startHere();
  await imagine.settled();
  expect(await states()).toEqual(['posted']);
  expect(pixapi.submits()).toHaveLength(1);
});

test('a picture that is being posted when the worker is told to stop stands there once', async () => {
  const { slack } = imagine;
  const { promise: gate, resolve: letGo } = Promise.withResolvers<void>();
  const isResult = (args: Record<string, unknown>) => JSON.stringify(args).includes('slack_file');
  slack.fault({ method: 'chat.update', where: isResult }, faults.held(gate));
  const first = await processes.start('worker');
  await ask('a lighthouse at the door');
  await until(() => slack.unusedFaults().length === 0);
  expect(await states()).toEqual(['made']);

  await tellToStop(first);
  letGo();
  expect(await first.exited).toBe(0);
  expect(await states()).toEqual(['posted']);
  expect(slack.messages('general')).toHaveLength(1);
  // what it gave back to the queue finds nothing to do
  await processes.startHere();
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
  const web = await processes.start('web');
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
  await tellToStop(web);
  await until(async () => (await ready()) !== 200);
  await letGo();

  expect(await inHand).toMatchObject({ status: 200, body: '' });
  expect(await web.exited).toBe(0);
  expect(await states()).toEqual(['requested']);

  imagine.slack.connect(imagine.url);
  await processes.startHere();
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

test('whoever does not end in time loses nothing: kill -9 in the middle of it, or an end by itself while Slack hangs', async () => {
  const { slack, pixapi } = imagine;
  const { promise: gate, resolve: letGo } = Promise.withResolvers<void>();
  const isResult = (args: Record<string, unknown>) => JSON.stringify(args).includes('slack_file');
  slack.fault({ method: 'chat.update', where: isResult }, faults.held(gate), faults.held(gate));
  const [one, other] = await Promise.all([processes.start('worker'), processes.start('worker')]);
  const prompts = Array.from({ length: 12 }, (_, i) => `lighthouse ${i}`);
  await Promise.all(prompts.map((text) => ask(text)));
  await until(() => slack.unusedFaults().length === 0);
  // whichever has what hangs, neither can end well with both of them held
  for (const worker of [one, other]) await tellToStop(worker);
  await processes.kill(one);
  expect([0, 1]).toContain(await other.exited);
  letGo();
  await silence(imagine);
  await processes.startHere();
  await imagine.settled();
  expect(await states()).toEqual(prompts.map(() => 'posted'));
  expect(pixapi.submits()).toHaveLength(prompts.length);
  expect(slack.messages('general')).toHaveLength(prompts.length);
});
