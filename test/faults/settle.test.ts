import { expect, test } from 'vitest';
import { journey } from '../support/journey.ts';

const imagine = journey();

/** A picture whose order went out, and whose answer never came. */
async function askAndLoseTheAnswer(): Promise<void> {
  const { slack, pixapi, query } = imagine;
  pixapi.fault({ to: 'submit' }, { reset: 'after' });
  await slack.command({ user: 'ana', channel: 'general', text: 'a lighthouse in the fog' });
  await imagine.settled();
  expect(await query('select state, failure from generations order by requested_at')).toEqual([
    { state: 'unknown', failure: 'outcome_unknown' },
  ]);
}

const pressTryAgain = () => imagine.slack.click({ user: 'ana', channel: 'general', actionId: 'try_again' });

async function settle(): Promise<void> {
  await imagine.query(`update pgboss.job set start_after = now() where name = 'settle' and state = 'created'`);
  await imagine.settled();
}

const charges = () =>
  imagine.query(`select g.state, l.kind, l.captured_delta as credits, l.estimated from ledger_entries l
    join generations g on g.team_id = l.team_id and g.id = l.generation_id where l.kind <> 'hold' order by g.requested_at`);
const team = async () => (await imagine.query(`select held, captured from budget_months where scope = 'team'`))[0];

test('an order whose answer was lost keeps its credit held; after a while it is charged in full, as an estimate', async () => {
  await askAndLoseTheAnswer();
  expect(imagine.slack.transcript('general')).toMatch(/1 credit is held/);
  expect(await team()).toEqual({ held: 1, captured: 0 });

  await settle();
  expect(await charges()).toEqual([{ state: 'unknown', kind: 'capture', credits: 1, estimated: true }]);
  expect(await team()).toEqual({ held: 0, captured: 1 });
  expect(imagine.pixapi.submits()).toHaveLength(1);

  // the way out is still open
  await pressTryAgain();
  await imagine.settled();
  expect(await charges()).toEqual([
    { state: 'unknown', kind: 'capture', credits: 1, estimated: true },
    { state: 'posted', kind: 'capture', credits: 1, estimated: false },
  ]);
  expect(imagine.slack.transcript('general')).toContain('[picture: AI-made image: a lighthouse in the fog');
});

test('tried again before that, the picture comes with a hold of its own, and the first one is settled all the same', async () => {
  await askAndLoseTheAnswer();
  await pressTryAgain();
  await imagine.settled();
  expect(await team()).toEqual({ held: 1, captured: 1 });
  expect(imagine.slack.transcript('general')).toContain('[picture: AI-made image: a lighthouse in the fog');

  await settle();
  expect(await charges()).toEqual([
    { state: 'unknown', kind: 'capture', credits: 1, estimated: true },
    { state: 'posted', kind: 'capture', credits: 1, estimated: false },
  ]);
  expect(await team()).toEqual({ held: 0, captured: 2 });
  expect(imagine.pixapi.submits()).toHaveLength(2);
});
