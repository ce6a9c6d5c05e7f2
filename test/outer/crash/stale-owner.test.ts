import { expect, test } from 'vitest';
import { faults } from '../../local/slack/slack.ts';
import { journey } from '../../support/journey.ts';
import { picturesIn } from '../../support/pictures-in.ts';
import { openProcesses, silence } from '../../support/processes.ts';
import { until } from '../../support/until.ts';

const imagine = journey({ roles: ['web'], after: () => processes.close() });
const processes = openProcesses(imagine);

const ask = (text: string) => imagine.slack.command({ user: 'ana', channel: 'general', text });
const stateOf = async (prompt: string) =>
  (await imagine.query<{ state: string }>('select state from generations where prompt = $1', [prompt]))[0]?.state;
const picturesOf = (prompt: string) =>
  imagine.slack
    .messages('general')
    .filter(({ blocks }) => picturesIn(blocks).length > 0 && JSON.stringify(blocks).includes(prompt));

test('a worker frozen until others took its work over, and woken again, buys nothing, posts nothing and charges nothing twice', async () => {
  const { slack, pixapi, query } = imagine;
  const DRAWN = 'a lighthouse being drawn';
  const ORDERED = 'a lighthouse just ordered';
  const POSTED = 'a lighthouse being posted';
  const prompts = [DRAWN, ORDERED, POSTED];
  const saying = (what: string) => (args: Record<string, unknown>) => JSON.stringify(args).includes(what);
  const { promise: gate, resolve: letGo } = Promise.withResolvers<void>();
  const isResult = (args: Record<string, unknown>) => saying(POSTED)(args) && saying('slack_file')(args);
  slack.fault({ method: 'chat.update', where: isResult }, faults.held(gate));
  pixapi.fault({ to: 'submit', prompt: DRAWN }, { task: { slowMs: 600_000 } });
  pixapi.fault({ to: 'submit', prompt: ORDERED }, { all: [{ delayMs: 60_000 }, { task: { slowMs: 600_000 } }] });

  const frozen = await processes.start('worker');
  await ask(DRAWN);
  await ask(POSTED);
  await until(async () => (await stateOf(DRAWN)) === 'submitted' && (await stateOf(POSTED)) === 'made');
  await ask(ORDERED);
  await until(() => pixapi.submits().length === 3);
  await until(() => slack.unusedFaults().length === 0);
  const active = (more: string) => query(`select from pgboss.job where state = 'active' and ${more}`);
  await until(
    async () => (await active('heartbeat_on > started_on')).length === 3,
    () => 'the heartbeats of a living worker',
  );
  frozen.signal('SIGSTOP');
  expect(await active('heartbeat_seconds = 10 and retry_count = 0')).toHaveLength(3);

  const orphans = await silence(imagine);
  letGo();
  const other = await processes.startHere();
  const takenUp = () =>
    query('select from pgboss.job where id = any ($1::uuid[]) and retry_count > 0 and started_on is not null', [
      orphans,
    ]);
  await until(
    async () => (await takenUp()).length === orphans.length,
    () => 'the other worker',
  );

  // the others see an order without an answer, and say so
  await until(async () => (await stateOf(ORDERED)) === 'unknown' && (await stateOf(POSTED)) === 'posted');
  await until(() => slack.transcript('general').includes('Try again'));

  // the woken one has the answer; and is gone before it can follow it
  pixapi.advance(60_000);
  frozen.signal('SIGCONT');
  await until(async () => (await stateOf(ORDERED)) === 'submitted');
  await frozen.kill();
  pixapi.advance(600_000);
  await imagine.settled();
  await other.close();

  expect(await Promise.all(prompts.map(stateOf))).toEqual(['posted', 'posted', 'posted']);
  expect(pixapi.submits()).toHaveLength(3);
  expect(pixapi.billed()).toHaveLength(3);
  expect(await query(`select held, captured from budget_months where scope = 'team'`)).toEqual([
    { held: 0, captured: 3 },
  ]);
  expect(prompts.map((prompt) => picturesOf(prompt).length)).toEqual([1, 1, 1]);
  expect(slack.messages('general')).toHaveLength(3);
});
