import { expect, test } from 'vitest';
import { Failure } from '../../../src/core/failure.ts';
import { createUpstreams } from '../../../src/upstreams/upstreams.ts';

const DOWN = () => Promise.reject(new Failure('pixapi_down', { upstream: 'pixapi' }));
const WELL = async () => 'well';

/** On a clock that moves only by `advance` and while somebody waits for a turn. */
function open() {
  let clock = 0;
  const advance = (ms: number) => {
    clock += ms;
  };
  const upstreams = createUpstreams({
    calls: 10,
    scale: 1,
    now: () => clock,
    sleep: async (ms) => advance(ms),
  });
  const order = (call: () => Promise<unknown>, account?: string, knock: () => Promise<unknown> = WELL) =>
    upstreams
      .lane(account)
      .order(call, knock)
      .catch((error: Failure) => error);
  const times = async (n: number, call: () => Promise<unknown>, account?: string) => {
    for (let i = 0; i < n; i++) await order(call, account);
  };
  return { upstreams, order, times, advance, now: () => clock };
}

test('after ten orders that failed nobody orders, then one at a time does, and the first that goes well ends it', async () => {
  const { upstreams, order, times, advance } = open();
  await times(9, DOWN);
  expect(upstreams.isAway('pixapi')).toBe(false);
  await times(1, DOWN);
  expect({ away: upstreams.isAway('pixapi'), room: upstreams.room('pixapi') }).toEqual({ away: true, room: 0 });
  expect(await order(WELL)).toMatchObject({ code: 'pixapi_down', asked: false, retryAfterMs: 5_000 });

  advance(5_000);
  expect(upstreams.room('pixapi')).toBe(1);
  const held = Promise.withResolvers<string>();
  const probe = order(() => held.promise);
  await Promise.resolve();
  expect(upstreams.room('pixapi')).toBe(0);
  expect(await order(WELL)).toMatchObject({ code: 'pixapi_down', asked: false });
  held.reject(new Failure('outcome_unknown'));
  await probe;

  // it failed: the next comes after twice the time
  advance(9_000);
  expect(upstreams.room('pixapi')).toBe(0);
  advance(1_000);
  expect(await order(WELL)).toBe('well');
  expect(upstreams.isAway('pixapi')).toBe(false);
});

test('where what is free does not get through, what is paid does not set out', async () => {
  const { order, times, advance } = open();
  await times(10, DOWN);
  advance(5_000);
  let ordered = 0;
  await order(async () => void ordered++, undefined, DOWN);
  expect(ordered).toBe(0);
});

test('from the first trouble on three orders a second go out, until ten in a row went well', async () => {
  const { order, now, times } = open();
  await times(1, DOWN);
  const began = now();
  await times(10, WELL);
  expect(now() - began).toBeGreaterThanOrEqual(3_000);
  const then = now();
  await times(50, WELL);
  expect(now() - then).toBeLessThanOrEqual(334);
  expect(await order(WELL)).toBe('well');
});

test.each([
  ['a refused prompt', new Failure('prompt_refused')],
  ['a refused key', new Failure('pixapi_key_refused')],
  ['an account without credits', new Failure('pixapi_credits_exhausted')],
  ['a picture that nobody can read', new Failure('image_unreadable')],
  ['an order that is not taken', new Failure('request_rejected')],
])('%s never counts, however often it comes', async (_, failure) => {
  const { upstreams, times } = open();
  await times(40, () => Promise.reject(failure));
  expect({ away: upstreams.isAway('pixapi'), room: upstreams.room('pixapi') }).toEqual({ away: false, room: Infinity });
});

test('a 429 is kept by all who use the same key, for orders and tasks, and by nobody else', async () => {
  const { upstreams, order, advance } = open();
  const busy = () => Promise.reject(new Failure('pixapi_busy', { retryAfterMs: 40_000 }));
  await order(busy, 'T1');
  expect(await order(WELL, 'T1')).toMatchObject({ code: 'pixapi_busy', asked: false, retryAfterMs: 40_000 });
  await expect(upstreams.lane('T1').read(WELL)).rejects.toMatchObject({ asked: false });
  expect(await order(WELL, 'T2')).toBe('well');
  expect(upstreams.room('pixapi')).toBeGreaterThan(0);
  await order(busy);
  expect(upstreams.room('pixapi')).toBe(0);
  advance(41_000);
  expect(upstreams.room('pixapi')).toBeGreaterThan(0);
  expect(await order(WELL, 'T1')).toBe('well');
});

test('while Slack is away one job at a time sets out for it, and whoever calls first finds it back', async () => {
  const { upstreams, advance } = open();
  const call = (what: () => Promise<unknown>) => upstreams.watchSlack(what).catch(() => undefined);
  for (let i = 0; i < 10; i++) await call(DOWN);
  expect({ room: upstreams.room('slack'), pixapi: upstreams.isAway('pixapi') }).toEqual({ room: 0, pixapi: false });
  // whoever calls without a job is let through, and teaches nothing
  expect(await call(WELL)).toBe('well');
  expect(upstreams.isAway('slack')).toBe(true);
  advance(5_000);
  expect(upstreams.room('slack')).toBe(1);
  await call(WELL);
  expect(upstreams.room('slack')).toBe(Infinity);
});
