import { expect, test } from 'vitest';
import { journey } from '../../support/journey.ts';
import { openProcesses } from '../../support/processes.ts';
import { until } from '../../support/until.ts';

const imagine = journey({ roles: ['web'], after: () => processes.close() });
const processes = openProcesses(imagine);

const charges = () =>
  imagine.query(`select g.state, l.kind, l.captured_delta as credits, l.estimated from ledger_entries l
    join generations g on g.team_id = l.team_id and g.id = l.generation_id where l.kind <> 'hold'`);
const team = async () => (await imagine.query(`select held, captured from budget_months where scope = 'team'`))[0];

test('an order that was cut off by kill -9 keeps its credit held; after a while it is charged in full, as an estimate', async () => {
  const { slack, pixapi, query } = imagine;
  pixapi.fault({ to: 'submit' }, { delayMs: 60_000 });
  const worker = await processes.start('worker');
  await slack.command({ user: 'ana', channel: 'general', text: 'a lighthouse in the fog' });
  await until(() => pixapi.submits().length === 1);
  await processes.kill(worker);
  expect(await query('select state from generations')).toEqual([{ state: 'submitting' }]);

  const next = await processes.startHere();
  await imagine.settled();
  expect(await query('select state, failure from generations')).toEqual([
    { state: 'unknown', failure: 'outcome_unknown' },
  ]);
  expect(slack.transcript('general')).toMatch(/1 credit is held/);
  expect(await team()).toEqual({ held: 1, captured: 0 });

  await query(`update pgboss.job set start_after = now() where name = 'settle' and state = 'created'`);
  await imagine.settled();
  expect(await charges()).toEqual([{ state: 'unknown', kind: 'capture', credits: 1, estimated: true }]);
  expect(await team()).toEqual({ held: 0, captured: 1 });
  expect(pixapi.submits()).toHaveLength(1);
  await next.close();
  pixapi.advance(60_000);
});
