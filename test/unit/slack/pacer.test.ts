import { describe, expect, test } from 'vitest';
import { Failure } from '../../../src/core/failure.ts';
import { createPacer, type PacedMessage, POSTS, UPDATES } from '../../../src/slack/api/pacer.ts';

/** A pacer on a clock that stands still until it is moved; what it answers: a time to come back in ms, or 0. */
function paced(pace = POSTS) {
  let now = 1_000_000;
  let ids = 1;
  const pacer = createPacer(pace, { now: () => now });
  return {
    pacer,
    pass: (ms: number) => {
      now += ms;
    },
    at: (ms: number) => new Date(now + ms),
    take: (place: string, message: Partial<PacedMessage> = {}) =>
      waitOf(pacer.take(place, { id: `${ids++}`, person: 'ana', ...message })),
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

describe('turns go by persons', () => {
  const bruno = { person: 'bruno' };

  test('whoever comes after somebody’s ten waits for one turn, and the ten move on by it', async () => {
    const { take, pass } = paced();
    const ten = Array.from({ length: 10 }, (_, n) => `a${n}`);
    const promised: number[] = [];
    for (const id of ten) promised.push(await take('general', { id }));
    expect(promised).toEqual([0, 0, 0, 0, 1_000, 2_000, 3_000, 4_000, 5_000, 6_000]);
    expect(await take('general', { ...bruno, id: 'b0' })).toBe(1_000);
    // the fifth comes back at the time that it was promised, which has become somebody else's
    pass(1_000);
    const turnAt = new Date(1_000_000 + 1_000);
    expect(await take('general', { id: 'a4', turnAt })).toBe(1_000);
    expect(await take('general', { ...bruno, id: 'b0', turnAt })).toBe(0);
    for (const [n, id] of ten.slice(4).entries()) {
      pass(1_000);
      expect(await take('general', { id, turnAt })).toBe(0);
      const after = ten[n + 5];
      if (after) expect(await take('general', { id: after, turnAt })).toBe(1_000);
    }
  });

  test('three people with ten each take turns, whoever was first', async () => {
    const { take } = paced();
    await inTurn(4, () => take('general', { person: 'carla' }));
    const turns = new Map<string, number>();
    for (const person of ['ana', 'bruno', 'carla'])
      for (let n = 0; n < 3; n++) turns.set(`${person} ${n}`, await take('general', { id: `${person} ${n}`, person }));
    const late = new Date(0);
    const now = await Promise.all(
      [...turns.keys()].map(async (id) => ({ id, at: await take('general', { id, person: id, turnAt: late }) })),
    );
    expect(now.toSorted((one, other) => one.at - other.at).map(({ id }) => id)).toEqual([
      'ana 0',
      'bruno 0',
      'ana 1',
      'bruno 1',
      'ana 2',
      'bruno 2',
      'carla 0',
      'carla 1',
      'carla 2',
    ]);
  });

  test('nobody waits for ever: after a while newcomers are behind, too', async () => {
    const { take, pass } = paced();
    for (let n = 0; n < 6; n++) await take('general', { id: `a${n}` });
    const turnAt = new Date(0);
    let waited = 0;
    for (; (await take('general', { id: 'a5', turnAt })) > 0; waited++) {
      const id = `new ${waited}`;
      await take('general', { id, person: id });
      pass(1_000);
    }
    // five turns of ten seconds each, and its own
    expect(waited).toBeLessThan(60);
    expect(waited).toBeGreaterThan(10);
  });
});

test('who comes back at the promised time goes, however many came in between', async () => {
  const { take, pass, at } = paced();
  await inTurn(4, () => take('general'));
  const turnAt = at(await take('general', { id: 'one' }));
  await inTurn(20, () => take('general'));
  expect(await take('general', { id: 'one', turnAt })).toBe(1_000);
  pass(1_000);
  expect(await take('general', { id: 'one', turnAt })).toBe(0);
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
