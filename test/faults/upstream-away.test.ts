import { expect, test } from 'vitest';
import { journey } from '../support/journey.ts';
import { until } from '../support/until.ts';

const METRICS_TOKEN = 'a-token-for-metrics-in-tests';
const SCALE = 0.02;
const SECOND = 1_000 * SCALE;
/** The clock by which the app waits for its upstreams: it stands still until a test moves it. */
let clock = 0;
const imagine = journey({
  env: { TEAM_CONCURRENCY: '32', METRICS_TOKEN },
  overrides: { waitScale: SCALE, lineMs: 50, breakerCalls: 10, upstreamNow: () => clock, watchMs: 50 },
  slack: { processingMs: 0 },
  // whatever a test leaves behind, the next begins with nobody away
  after: async () => {
    const { slack, pixapi } = imagine;
    slack.set({ isAway: false });
    pixapi.set({ unavailable: [], taskMs: 20 });
    pixapi.advance(3_600_000);
    await wellAgain();
  },
});

const breakers = async () => {
  const answer = await fetch(`${imagine.url}/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } });
  const lines = (await answer.text()).matchAll(/^imagine_breaker_open\{to="(\w+)"\} (\d)$/gm);
  return [...lines].map(([, to, is]) => `${to} ${is}`);
};

/** Jobs in hand, but for those that follow a task. */
const ON_THE_WAY = `select from pgboss.job j where j.state = 'active' and not exists
  (select from generations g where g.id::text = j.data ->> 'id' and g.state = 'submitted') limit 1`;
const AWAY = /Pixapi isn’t responding/;
const promptOf = (n: number) => `a lighthouse with the number ${n}.`;
const ask = (n: number, user = 'ana') => imagine.slack.command({ user, channel: 'general', text: promptOf(n) });
const orders = () => imagine.pixapi.journal.filter(({ method }) => method === 'POST').length;
const states = async () =>
  (await imagine.query<{ state: string }>('select state from generations order by prompt')).map(({ state }) => state);
const tries = async () =>
  (await imagine.query<{ most: number }>('select max(attempts) as most from generations'))[0]?.most ?? 0;
/** How often each message came to say that Pixapi is away. */
const told = () => {
  const said = imagine.slack.journal.filter(
    ({ method, args }) => method === 'chat.update' && AWAY.test(String(args.text)),
  );
  return Map.groupBy(said, ({ args }) => String(args.ts));
};

/** Everything that may move has moved: a picture was asked for, and its placeholder stands, after all that was there before. */
async function stillness(): Promise<void> {
  const before = imagine.slack.messages('random').length;
  await imagine.slack.command({ user: 'bruno', channel: 'random', text: `a buoy ${before}` });
  await until(() => imagine.slack.messages('random').length > before);
  await until(async () => (await imagine.query(ON_THE_WAY)).length === 0);
}

/** The probe's time has come, and ten orders went well. */
async function wellAgain(): Promise<void> {
  clock += 60 * SECOND;
  const asked = Array.from({ length: 10 }, (_, n) =>
    imagine.slack.command({ user: 'carla', channel: 'random', text: `a calm sea ${n}` }),
  );
  await Promise.all(asked);
  await until(async () => {
    clock += SECOND;
    return (await states()).every((state) => state === 'posted');
  });
  await imagine.settled();
}

test('tasks under way are looked at all the while, also those that somebody else began', async () => {
  const { pixapi, query } = imagine;
  pixapi.set({ taskMs: 3_600_000 });
  await Promise.all([0, 1].map((n) => ask(n)));
  await until(async () => (await states()).every((state) => state === 'submitted'));
  pixapi.set({ unavailable: ['orders', 'models'], taskMs: 20 });
  await Promise.all(Array.from({ length: 12 }, (_, n) => ask(n + 2)));
  // until a second brings none
  let burst = -1;
  while (burst !== orders()) {
    burst = orders();
    clock += SECOND;
    await stillness();
  }
  // its holder died: it waits in the queue beside the orders
  await query(`update pgboss.job set heartbeat_on = now() - interval '1 hour' where data ->> 'id' =
    (select id::text from generations where state = 'submitted' order by prompt limit 1)`);
  pixapi.advance(3_600_000);
  await until(async () => (await states()).filter((state) => state === 'posted').length >= 2);
  expect(orders()).toBe(burst);
});

test('who is told to wait by a 429 tells all: nobody asks before, neither for orders nor for tasks', async () => {
  const { pixapi } = imagine;
  pixapi.set({ taskMs: 3_600_000 });
  await ask(0);
  await until(async () => (await states()).includes('submitted'));
  pixapi.set({ taskMs: 20 });
  pixapi.fault({ to: 'submit' }, { answer: { status: 429, headers: { 'retry-after': '40' } } });
  await ask(1);
  await until(() => pixapi.journal.some(({ status }) => status === 429));
  const asked = pixapi.journal.length;
  await Promise.all([2, 3, 4].map((n) => ask(n)));
  pixapi.advance(3_600_000);
  clock += 39 * SECOND;
  await stillness();
  expect(pixapi.journal.filter(({ server }) => server === 'api').length).toBeLessThanOrEqual(asked + 1);
  clock += 2 * SECOND;
  await until(async () => {
    clock += SECOND;
    return (await states()).every((state) => state === 'posted');
  });
  expect(pixapi.submits()).toHaveLength((await states()).length);
  expect(await tries()).toBe(0);
});

test('what was made while Slack was away comes after, once', async () => {
  const { pixapi, slack } = imagine;
  pixapi.set({ taskMs: 3_600_000 });
  await Promise.all(Array.from({ length: 8 }, (_, n) => ask(n)));
  await until(async () => (await states()).every((state) => state === 'submitted'));
  slack.set({ isAway: true });
  pixapi.advance(3_600_000);
  await until(() => slack.journal.filter(({ status }) => status === 503).length >= 20);
  await ask(8, 'bruno');
  slack.set({ isAway: false });
  clock += 30 * SECOND;
  await until(async () => (await states()).every((state) => state === 'posted' || state === 'submitted'));
  pixapi.advance(3_600_000);
  await imagine.settled();
  expect(await states()).toEqual(Array.from({ length: 9 }, () => 'posted'));
  const shown = slack.transcript('general').match(/\[picture: /g);
  expect(shown).toHaveLength(9);
  expect(pixapi.submits()).toHaveLength(9);
});

test('while Pixapi is away orders wait untried, one asks for all, and then all are made at a pace', async () => {
  const { pixapi, slack, query } = imagine;
  pixapi.set({ unavailable: ['orders', 'models'] });
  await Promise.all(Array.from({ length: 14 }, (_, n) => ask(n)));
  await until(() => orders() > 0);
  await stillness();
  // no more than three a second, until it is plain that Pixapi is away
  for (let before = orders(); told().size < 14; before = orders()) {
    clock += SECOND;
    await stillness();
    expect(orders() - before).toBeLessThanOrEqual(3);
    // nobody asks any more: from now on this second counts
    if (orders() === before) clock -= SECOND;
  }
  const burst = orders();
  const lost = await tries();
  expect(await breakers()).toEqual(['slack 0', 'pixapi 1']);

  // however long they wait: nobody asks, and nobody loses a try
  await stillness();
  expect(orders()).toBe(burst);
  expect(await tries()).toBe(lost);

  // one that is free asks first; then it waits twice as long
  const models = () => pixapi.journal.filter(({ path }) => path === '/v1/models').length;
  const asked = models();
  clock += 5 * SECOND;
  await until(() => models() > asked);
  await stillness();
  expect({ orders: orders(), models: models() }).toEqual({ orders: burst, models: asked + 1 });
  clock += 5 * SECOND;
  await stillness();
  expect(models()).toBe(asked + 1);
  pixapi.set({ unavailable: ['orders'] });
  clock += 5 * SECOND;
  await until(() => orders() > burst);
  await stillness();
  expect(orders()).toBe(burst + 1);
  expect(await tries()).toBe(lost);

  pixapi.set({ unavailable: [] });
  clock += 20 * SECOND;
  await until(() => pixapi.submits().length > 0);
  for (let before = orders(); pixapi.submits().length < 10; before = orders()) {
    clock += SECOND;
    await stillness();
    // and the one that is asked for meanwhile
    if (pixapi.submits().length < 10) expect(orders() - before).toBeLessThanOrEqual(4);
  }
  await until(async () => {
    clock += SECOND;
    return (await states()).every((state) => state === 'posted');
  });
  await imagine.settled();
  expect(await breakers()).toEqual(['slack 0', 'pixapi 0']);
  pixapi.advance(60_000);
  expect(pixapi.billed()).toHaveLength((await states()).length);
  expect(await query(`select from ledger_entries where kind = 'capture'`)).toHaveLength((await states()).length);
  for (const [ts, updates] of told()) expect.soft(updates, ts).toHaveLength(1);
  expect(slack.transcript('general')).not.toMatch(AWAY);
});
