import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { faults } from '../../local/slack/slack.ts';
import { environment } from '../../support/environment.ts';
import { type Imagine, startImagine } from '../../support/imagine.ts';
import { picturesIn } from '../../support/pictures-in.ts';
import { type AppProcess, startProcess } from '../../support/processes.ts';
import { until } from '../../support/until.ts';

const TAKEN_UP_WITHIN_MS = 15_000;

let imagine: Imagine;
const started: AppProcess[] = [];
beforeAll(async () => {
  imagine = await startImagine({ roles: ['web'] });
});
afterEach(async () => {
  await Promise.all(started.map((one) => one.kill()));
  await imagine.reset();
});
afterAll(() => imagine.close());

async function startWorker(): Promise<AppProcess> {
  const worker = startProcess('worker', environment(imagine.databaseUrl, imagine.slack, imagine.pixapi));
  started.push(worker);
  await worker.ready;
  return worker;
}

const ask = (text: string) => imagine.slack.command({ user: 'ana', channel: 'general', text });
const stateOf = async (prompt: string) =>
  (await imagine.query<{ state: string }>('select state from generations where prompt = $1', [prompt]))[0]?.state;
const picturesOf = (prompt: string) =>
  imagine.slack
    .messages('general')
    .filter(({ blocks }) => picturesIn(blocks).length > 0 && JSON.stringify(blocks).includes(prompt));

test('a worker frozen until others took its work over, and woken again, buys nothing, posts nothing and charges nothing twice', {
  timeout: 60_000,
}, async ({ annotate }) => {
  const { slack, pixapi, query } = imagine;
  const DRAWN = 'a lighthouse being drawn';
  const ORDERED = 'a lighthouse just ordered';
  const POSTED = 'a lighthouse being posted';
  const prompts = [DRAWN, ORDERED, POSTED];
  const saying = (what: string) => (args: Record<string, unknown>) => JSON.stringify(args).includes(what);
  slack.fault({ method: 'chat.update', where: saying(POSTED) }, faults.slow(2_000));
  pixapi.fault({ to: 'submit', prompt: DRAWN }, { task: { slowMs: 600_000 } });
  pixapi.fault({ to: 'submit', prompt: ORDERED }, { all: [{ delayMs: 3_000 }, { task: { slowMs: 600_000 } }] });

  const frozen = await startWorker();
  await ask(DRAWN);
  await ask(POSTED);
  await until(async () => (await stateOf(DRAWN)) === 'submitted' && (await stateOf(POSTED)) === 'made');
  await ask(ORDERED);
  await until(() => pixapi.submits().length === 3);
  await until(() => slack.journal.some(({ method }) => method === 'files.info'));
  frozen.signal('SIGSTOP');
  const since = Date.now();
  const orphans = (await query<{ id: string }>(`select id from pgboss.job where state = 'active'`)).map(({ id }) => id);
  expect(orphans).toHaveLength(3);

  const other = await startWorker();
  const takenUp = () =>
    query<{ at: Date }>(
      'select started_on as at from pgboss.job where id = any ($1::uuid[]) and retry_count > 0 and started_on is not null',
      [orphans],
    );
  await until(
    async () => (await takenUp()).length === orphans.length,
    () => 'the other worker',
    20_000,
  );
  const delays = (await takenUp()).map(({ at }) => at.getTime() - since);
  expect(Math.max(...delays)).toBeLessThan(TAKEN_UP_WITHIN_MS);
  await annotate(`taken up after ${delays.join(', ')} ms`);

  // the others see an order without an answer, and say so
  await until(async () => (await stateOf(ORDERED)) === 'unknown' && (await stateOf(POSTED)) === 'posted');
  await until(() => slack.transcript('general').includes('Try again'));

  // the woken one has the answer; and is gone before it can follow it
  frozen.signal('SIGCONT');
  await until(async () => (await stateOf(ORDERED)) === 'submitted');
  await frozen.kill();
  pixapi.advance(600_000);
  await imagine.settled();

  expect(await Promise.all(prompts.map(stateOf))).toEqual(['posted', 'posted', 'posted']);
  expect(pixapi.submits()).toHaveLength(3);
  expect(pixapi.billed()).toHaveLength(3);
  expect(await query(`select held, captured from budget_months where scope = 'team'`)).toEqual([
    { held: 0, captured: 3 },
  ]);
  expect(prompts.map((prompt) => picturesOf(prompt).length)).toEqual([1, 1, 1]);
  expect(slack.messages('general')).toHaveLength(3);
  other.signal('SIGTERM');
  expect(await other.exited).toBe(0);
});
