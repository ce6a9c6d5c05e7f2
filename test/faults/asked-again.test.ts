import { expect, test } from 'vitest';
import { journey } from '../support/journey.ts';

const imagine = journey({ env: {} });

/** Pixapi says once that it is done, and shows no picture; the next time it does. */
const NO_PICTURE = { body: { status: 'completed', result: {} } };
const ASKING =
  'First I’m asking Pixapi about this order again. If the picture is ready, you’ll get it here at no extra cost.';

async function loseThePicture(...more: readonly (typeof NO_PICTURE)[]): Promise<void> {
  imagine.pixapi.fault({ to: 'task' }, NO_PICTURE, ...more);
  await imagine.slack.command({ user: 'ana', channel: 'general', text: 'a red fox' });
  await imagine.settled();
  expect(await outcome()).toEqual([{ state: 'unknown', failure: 'result_malformed', charged: null }]);
}

async function pressTryAgain(): Promise<void> {
  await imagine.slack.click({ user: 'ana', channel: 'general', actionId: 'try_again' });
  await imagine.settled();
}

async function settle(): Promise<void> {
  await imagine.query(`update pgboss.job set start_after = now() where name = 'settle' and state = 'created'`);
  await imagine.settled();
}

const outcome = () =>
  imagine.query('select state, failure, charged_credits as charged from generations order by requested_at');
const read = () => imagine.slack.transcript('general');
const PICTURE = '[picture: AI-made image: a red fox';

test('"Try again" brings the picture that was paid for, and orders nothing', async () => {
  const { slack, pixapi } = imagine;
  await loseThePicture();
  await pressTryAgain();
  expect(slack.ephemerals('ana').map(({ text }) => text)).toEqual([ASKING]);
  expect(await outcome()).toEqual([{ state: 'posted', failure: null, charged: 1 }]);
  expect(pixapi.submits()).toHaveLength(1);
  expect(read()).toContain(PICTURE);
  expect(slack.messages('general')).toHaveLength(1);
});

test('where Pixapi still has no picture, the button is there again, and orders', async () => {
  const { pixapi } = imagine;
  await loseThePicture(NO_PICTURE);
  await pressTryAgain();
  expect(await outcome()).toEqual([{ state: 'unknown', failure: 'result_malformed', charged: null }]);
  expect(pixapi.submits()).toHaveLength(1);
  expect(read()).toContain('[Try again · may charge again]');
  await pressTryAgain();
  expect(pixapi.submits()).toHaveLength(2);
  expect(read()).toContain(PICTURE);
});

test('an unknown outcome is asked about once more before it is charged: the picture comes by itself', async () => {
  const { pixapi } = imagine;
  await loseThePicture();
  await settle();
  expect(await outcome()).toEqual([{ state: 'posted', failure: null, charged: 1 }]);
  expect(pixapi.submits()).toHaveLength(1);
  expect(read()).toContain(PICTURE);
});

test('one that was charged as an estimate is not charged again when its picture comes after all', async () => {
  const { pixapi, query } = imagine;
  await loseThePicture(NO_PICTURE);
  await settle();
  await settle();
  expect(await outcome()).toEqual([{ state: 'unknown', failure: 'result_malformed', charged: 1 }]);
  await query(`update generations set asked_again_at = now() - interval '1 hour'`);
  await pressTryAgain();
  expect(await outcome()).toEqual([{ state: 'posted', failure: null, charged: 1 }]);
  expect(pixapi.submits()).toHaveLength(1);
});

test('one that was charged, and of which Pixapi then says that it was not made, stays as it is, and nothing is ordered', async () => {
  const { pixapi, query } = imagine;
  const failed = { body: { status: 'failed', error: { code: 'invalid_request', message: 'no' } } };
  await loseThePicture(NO_PICTURE);
  pixapi.fault({ to: 'task' }, failed as never);
  await settle();
  await settle();
  await query(`update generations set asked_again_at = now() - interval '1 hour'`);
  await pressTryAgain();
  expect(await outcome()).toEqual([{ state: 'unknown', failure: 'request_rejected', charged: 1 }]);
  expect(pixapi.submits()).toHaveLength(1);
});
