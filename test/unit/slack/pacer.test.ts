import { expect, test } from 'vitest';
import { Failure } from '../../../src/core/failure.ts';
import { createPacer, type Pacer, POSTS, UPDATES } from '../../../src/slack/api/pacer.ts';

/** A pacer on a clock that stands still until it is moved; what it answers: a time to come back in ms, or 0. */
function paced(pace = POSTS) {
  let now = 1_000_000;
  const pacer = createPacer(pace, { now: () => now });
  return {
    pacer,
    pass: (ms: number) => {
      now += ms;
    },
    at: (ms: number) => new Date(now + ms),
    take: (place: string, message?: Parameters<Pacer['take']>[1]) => waitOf(pacer.take(place, message)),
  };
}

async function waitOf(taken: Promise<void>): Promise<number> {
  try {
    await taken;
    return 0;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    expect(error.code).toBe('chat_paced');
    return error.retryAfterMs ?? 0;
  }
}

const inTurn = async (count: number, take: () => Promise<number>) => {
  const waits: number[] = [];
  for (let n = 0; n < count; n++) waits.push(await take());
  return waits;
};

test('a channel takes four at once and then one a second; each has a second of its own', async () => {
  const { take, pass } = paced();
  expect(await inTurn(8, () => take('general'))).toEqual([0, 0, 0, 0, 1_000, 2_000, 3_000, 4_000]);
  expect(await take('design')).toBe(0);
  pass(60_000);
  expect(await inTurn(5, () => take('general'))).toEqual([0, 0, 0, 0, 1_000]);
});

test('the ten requests that one person can send in a minute keep the next person waiting for seven turns, however long they go on', async () => {
  const { take, pass } = paced();
  for (let minute = 0; minute < 5; minute++) {
    await inTurn(10, () => take('general'));
    expect(await take('general')).toBe(7_000);
    pass(60_000);
  }
});

test('who comes back at the promised time goes, however many came in between', async () => {
  const { take, pass, at } = paced();
  await inTurn(4, () => take('general'));
  const turnAt = at(await take('general'));
  await inTurn(20, () => take('general'));
  expect(await take('general', { turnAt })).toBe(1_000);
  pass(1_000);
  expect(await take('general', { turnAt })).toBe(0);
  expect(await take('general')).toBe(21_000);
});

test('what Slack holds back waits as long, also what was promised a time before, and comes without a burst', async () => {
  const { pacer, take, at, pass } = paced();
  const turnAt = at(0);
  pacer.hold('general', 10_000);
  expect(await inTurn(3, () => take('general'))).toEqual([10_000, 11_000, 12_000]);
  expect(await take('general', { turnAt })).toBe(13_000);
  expect(await take('design')).toBe(0);
  pass(10_000);
  expect(await take('general', { turnAt: at(0) })).toBe(0);
});

test('a courtesy takes nobody’s place: it is left out where it would have to wait', async () => {
  const { take } = paced();
  await inTurn(4, () => take('general'));
  expect(await take('general', { courtesy: true })).toBeGreaterThan(0);
  expect(await take('general')).toBe(1_000);
});

test('updates go as they come until Slack holds them back; then at its pace, for a minute', async () => {
  const { pacer, take, pass } = paced(UPDATES);
  expect(await inTurn(200, () => take('T0ACME'))).toEqual(Array(200).fill(0));
  pacer.hold('T0ACME', 5_000);
  expect(await inTurn(3, () => take('T0ACME'))).toEqual([5_000, 6_200, 7_400]);
  expect(await take('T0ACME', { courtesy: true })).toBeGreaterThan(0);
  expect(await take('T0BETA')).toBe(0);
  pass(65_000);
  expect(await inTurn(100, () => take('T0ACME'))).toEqual(Array(100).fill(0));
});
