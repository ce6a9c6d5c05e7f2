import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Imagine, startImagine } from '../../support/imagine.ts';
import { openProcesses, type Processes } from '../../support/processes.ts';
import { until } from '../../support/until.ts';

const env = { TEAM_CONCURRENCY: '1', DEFAULT_MONTHLY_CREDITS: 'unlimited' };
const QUICK = { waitScale: 0.02, sweepMs: 50 };

let imagine: Imagine;
let processes: Processes;
beforeAll(async () => {
  imagine = await startImagine({ roles: ['web'], env, pixapi: { taskMs: 60_000 } });
  processes = openProcesses(imagine, env);
});
afterEach(async () => {
  await processes.close();
  await imagine.reset();
});
afterAll(() => imagine.close());

const ask = (text: string) => imagine.slack.command({ user: 'bruno', channel: 'general', text });
const messageOf = (prompt: string) =>
  imagine.slack.messages('general').find(({ text, bot_id }) => bot_id && text.includes(prompt));
const said = (prompt: string) => messageOf(prompt)?.text;
const press = (prompt: string) =>
  imagine.slack.click({
    user: 'bruno',
    channel: 'general',
    actionId: 'cancel_image',
    messageTs: messageOf(prompt)?.ts ?? '',
  });
const read = () => imagine.slack.transcript('general');
const stateOf = async (prompt: string) =>
  (
    await imagine.query<{ state: string }>(
      'select state, failure, charged_credits as charged from generations where prompt = $1',
      [prompt],
    )
  )[0];

async function finish(): Promise<void> {
  imagine.pixapi.set({ taskMs: 0 });
  imagine.pixapi.advance(60_000);
  await imagine.settled();
}

/** One in the making, and one in line behind it. */
async function standInLine(): Promise<void> {
  await ask('a lighthouse');
  await until(() => imagine.pixapi.inFlight() === 1);
  await ask('a red fox');
  await until(() => said('a red fox') !== undefined);
}

test('killed before anybody could be told: the next worker tells it, and orders nothing', async () => {
  const worker = await processes.start('worker');
  await standInLine();
  await processes.kill(worker);
  await press('a red fox');
  expect(await stateOf('a red fox')).toMatchObject({ state: 'canceled', charged: 0 });
  await processes.startHere(QUICK);
  await until(() => said('a red fox') === 'a red fox: Canceled. Nothing was charged.');
  await finish();
  expect(imagine.pixapi.submits()).toHaveLength(1);
});

test('killed with the order at Pixapi: the next worker says so, follows it, and keeps back what was made', async () => {
  const worker = await processes.start('worker');
  await ask('a red fox');
  await until(async () => (await stateOf('a red fox'))?.state === 'submitted');
  await processes.kill(worker);
  await press('a red fox');
  await processes.startHere(QUICK);
  await until(() => said('a red fox')?.includes('the order had already gone out') ?? false);
  imagine.pixapi.set({ taskMs: 0 });
  imagine.pixapi.advance(60_000);
  await until(async () => (await stateOf('a red fox'))?.state === 'made');
  await imagine.settled();
  expect(await stateOf('a red fox')).toMatchObject({ failure: 'canceled', charged: 1 });
  expect(read()).toContain('Canceled after the order went out: 1 credit was charged.');
  expect(read()).not.toContain('[picture');
  expect(imagine.pixapi.submits()).toHaveLength(1);
});

test('killed in the middle of ordering: nobody knows, and that is what is said', async () => {
  const worker = await processes.start('worker');
  imagine.pixapi.fault({ to: 'submit' }, { delayMs: 60_000 });
  await ask('a red fox');
  await until(async () => (await stateOf('a red fox'))?.state === 'submitting');
  await press('a red fox');
  await until(() => said('a red fox')?.includes('the order had already gone out') ?? false);
  await processes.kill(worker);
  await processes.startHere(QUICK);
  await until(async () => (await stateOf('a red fox'))?.state === 'unknown');
  await imagine.settled();
  expect(read()).toContain('It may have been charged: 1 credit is held until this is settled.');
  imagine.pixapi.advance(60_000);
});
