import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GenerationKey, State } from '../../../src/core/generation.ts';
import type { Store } from '../../../src/postgres/store.ts';
import { listVersions } from '../../../src/postgres/thread.ts';
import { announced, newGeneration, type OpenStore, openStore, PICTURE } from './support.ts';

const TEAM = 'T0ACME';
const CHARGE = { amount: 1, estimated: false };

let opened: OpenStore;
let store: Store;
beforeAll(async () => {
  opened = await openStore();
  store = opened.store;
});
afterAll(() => opened.close());

async function accepted(): Promise<GenerationKey> {
  const request = newGeneration({ teamId: TEAM });
  expect(await store.acceptGeneration(request, null)).toMatchObject({ outcome: 'accepted' });
  return request;
}

const BY = { userId: 'U1', placeholder: null };

/** The ways by which a generation comes into each state. */
const WAYS: Record<State, (key: GenerationKey) => Promise<unknown>> = {
  requested: async () => undefined,
  submitting: (key) => store.markSubmitting(key, crypto.randomUUID()),
  submitted: async (key) => {
    await WAYS.submitting(key);
    await store.markSubmitted(key, 'task_1');
  },
  made: async (key) => {
    await WAYS.submitted(key);
    await store.markMade(key, PICTURE, CHARGE);
  },
  posted: async (key) => {
    await WAYS.made(key);
    await store.savePictureFile(key, 1, {
      fileId: 'F1',
      look: { width: 9, height: 9, came: 'image/png', posted: 'image/png' },
    });
    await store.markPosted(key, key.id);
  },
  failed: (key) => store.markFailed(key, 'prompt_refused'),
  canceled: (key) => store.cancel(key, BY),
  unknown: async (key) => {
    await WAYS.submitting(key);
    await store.markUnknown(key, 'outcome_unknown');
  },
};
type Reached = keyof typeof WAYS;
const STATES = Object.keys(WAYS) as Reached[];

const stateOf = async (key: GenerationKey) => (await store.findGeneration(key))?.state;

const MOVES: {
  name: string;
  from: Reached[];
  to: Reached;
  rings: string[];
  move: (key: GenerationKey) => Promise<boolean>;
}[] = [
  {
    name: 'markSubmitting',
    from: ['requested'],
    to: 'submitting',
    rings: [],
    move: (key) => store.markSubmitting(key, crypto.randomUUID()),
  },
  { name: 'markRequested', from: ['submitting'], to: 'requested', rings: [], move: (key) => store.markRequested(key) },
  {
    name: 'markUnmade',
    from: ['submitted'],
    to: 'requested',
    rings: [],
    move: (key) => store.markUnmade(key, { sendBytes: true }),
  },
  {
    name: 'markMade',
    from: ['submitting', 'submitted', 'unknown'],
    to: 'made',
    rings: ['post'],
    move: (key) => store.markMade(key, PICTURE, CHARGE),
  },
  {
    name: 'markFailed',
    from: ['requested', 'submitting', 'submitted'],
    to: 'failed',
    rings: ['post'],
    move: (key) => store.markFailed(key, 'prompt_refused'),
  },
  {
    name: 'markUnknown',
    from: ['submitting', 'submitted'],
    to: 'unknown',
    rings: ['post', 'settle'],
    move: (key) => store.markUnknown(key, 'task_stuck'),
  },
  {
    name: 'markUndelivered',
    from: ['made'],
    to: 'made',
    rings: ['post'],
    move: (key) => store.markUndelivered(key, 'chat_refused'),
  },
];

describe.each(MOVES)('$name', ({ from, to, rings, move }) => {
  test.each(STATES)('of one that is %s', async (state) => {
    const key = await accepted();
    await WAYS[state](key);
    await opened.query(`delete from pgboss.job where data ->> 'id' = $1`, [key.id]);
    const before = await store.findGeneration(key);

    const moves = from.includes(state);
    expect(await move(key)).toBe(moves);
    expect(await stateOf(key)).toBe(moves ? to : state);
    // the next step's job, if and only if it moved
    expect(await opened.jobsOf(key)).toEqual(moves ? rings : []);
    // but for the age of its task, which grows
    if (!moves)
      expect(await store.findGeneration(key)).toEqual({
        ...before,
        taskAgeMs: before?.taskAgeMs === null ? null : expect.any(Number),
      });
  });
});

test('a late answer to an order that was given up as unknown is followed by somebody', async () => {
  const key = await accepted();
  await WAYS.unknown(key);
  await store.markTold(key);
  expect(await store.markSubmitted(key, 'task_late')).toBe(true);
  expect(await opened.jobsOf(key)).toEqual(['announce', 'make', 'post', 'settle']);
  expect(await store.findGeneration(key)).toMatchObject({
    state: 'submitted',
    failure: null,
    told: false,
    taskId: 'task_late',
  });
});

test('pictures that come after their hold was settled cost nothing more', async () => {
  const teamId = `T${randomUUID()}`;
  const request = newGeneration({ teamId, credits: 4 });
  await store.acceptGeneration(request, 10);
  await WAYS.unknown(request);
  expect(await store.settleUnknown(request)).toBe(true);
  expect(await store.settleUnknown(request)).toBe(false);
  expect(await store.markMade(request, PICTURE, { amount: 3, estimated: false })).toBe(true);
  expect(await store.readBudget(teamId, 10)).toMatchObject({ held: 0, spent: 4 });
  expect(await store.findGeneration(request)).toMatchObject({ chargedCredits: 4, chargeEstimated: true });
});

test('of 32 deliveries of one request at once, one is taken and the others are told which', async () => {
  const keys = ['event:of-many', 'message:1'];
  const answers = await Promise.all(
    Array.from({ length: 32 }, (_, n) =>
      // a mention comes as two events, of which one key is the same
      store.acceptGeneration(newGeneration({ teamId: TEAM, keys: n % 2 ? keys : ['event:2', 'message:1'] }), null),
    ),
  );
  const [taken, ...more] = answers.filter((answer) => answer.outcome === 'accepted');
  expect(more).toEqual([]);
  expect(answers.filter((answer) => answer !== taken)).toEqual(
    Array.from({ length: 31 }, () => ({ outcome: 'duplicate', id: taken?.id })),
  );
  expect(
    await opened.query('select from generations where id = any ($1::uuid[])', [
      answers.map((answer) => 'id' in answer && answer.id),
    ]),
  ).toHaveLength(1);
});

test.each([
  ['post the placeholder', 'requested', (key: GenerationKey) => store.markAnnouncing(key, crypto.randomUUID())],
  ['make it begin', 'requested', (key: GenerationKey) => store.markAnnounced(key, announced('1.1'), 'make')],
  ['order it', 'requested', (key: GenerationKey) => store.markSubmitting(key, crypto.randomUUID())],
  ['post the pictures anew', 'made', (key: GenerationKey) => store.markPosting(key, crypto.randomUUID())],
] as const)('of eight who would %s, one may', async (_, state, claim) => {
  const key = await accepted();
  await WAYS[state](key);
  const claims = await Promise.all(Array.from({ length: 8 }, () => claim(key)));
  expect(claims.filter(Boolean)).toHaveLength(1);
});

test('pictures of one thread that are done at the same moment get versions of their own', async () => {
  const request = () => newGeneration({ teamId: TEAM, channelId: 'C9', replyTs: '9.9' });
  const requests = Array.from({ length: 12 }, request);
  for (const one of requests) await store.acceptGeneration(one, null);
  await Promise.all(requests.map((one) => store.markSubmitting(one, crypto.randomUUID())));
  await Promise.all(requests.map((one) => store.markMade(one, PICTURE, CHARGE)));
  const versions = await Promise.all(requests.map(async (one) => (await store.findGeneration(one))?.version ?? 0));
  expect(versions.sort((a, b) => a - b)).toEqual(requests.map((_, n) => n + 1));
});

test.each(['undo', 'compare', 'publish', 'hide'] as const)(
  '%s, which is free, is never ordered, not even by a worker that does not know it',
  async (act) => {
    const request = newGeneration({ teamId: TEAM, act, credits: 0 });
    await store.acceptGeneration(request, null);
    await expect(store.markSubmitting(request, crypto.randomUUID())).rejects.toThrow(
      'generations_free_acts_are_never_ordered',
    );
    expect(await stateOf(request)).toBe('requested');
  },
);

test('the story of a thread is found by an index, however long the log is', async () => {
  const teamId = 'T0LOG';
  await store.acceptGeneration(newGeneration({ teamId }), null);
  await opened.query(
    `insert into generations (team_id, id, channel_id, user_id, kind, prompt, state, failure, reply_ts)
     select $1, gen_random_uuid(), 'C' || n % 40, 'U1', 'edit', 'a lighthouse', 'failed', 'internal', n % 1000 || '.0'
     from generate_series(1, 20000) n`,
    [teamId],
  );
  await opened.query('analyze generations');
  let plan = '';
  const explain = async (sql: string, values: unknown[]) => {
    const rows = await opened.query<{ 'QUERY PLAN': string }>(`explain ${sql}`, values);
    plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    return { rows: [] };
  };
  await listVersions({ query: explain } as never, { teamId, channelId: 'C1', threadTs: '1.0' });
  expect(plan).toContain('generations_story');
  expect(plan).not.toContain('Seq Scan on generations');
});

test('tries are counted for the step in hand, and anew for the next one', async () => {
  const key = await accepted();
  expect([await store.countAttempt(key), await store.countAttempt(key)]).toEqual([1, 2]);
  await WAYS.submitted(key);
  expect(await store.countAttempt(key)).toBe(1);
});

test('the same request twice in one batch, of a person who has sent too many, is twice told so and stored nowhere', async () => {
  const once = newGeneration({ teamId: TEAM, userId: 'U0MANY', keys: ['event:told-twice'] });
  const twice = { ...newGeneration({ teamId: TEAM, userId: 'U0MANY' }), keys: ['event:told-twice'] };
  const accept = `select answer ->> 'outcome' as outcome from accept_generations($1) order by n`;
  const batch = [once, twice].map((request) => ({ ...request, defaultCredits: null, perMinute: 0 }));
  expect(await opened.query(accept, [JSON.stringify(batch)])).toEqual([
    { outcome: 'too_many' },
    { outcome: 'too_many' },
  ]);
  expect(await opened.query(`select from request_keys where key = 'event:told-twice'`)).toEqual([]);
});

test('a channel with a thousand requests gets its new id in steps, of which none keeps the others waiting', async () => {
  const team = 'T0LARGE';
  await opened.query('insert into teams (team_id) values ($1)', [team]);
  await opened.query(
    `insert into generations (team_id, id, channel_id, asked_channel_id, user_id, kind, prompt, state, failure, told_at)
     select $1, gen_random_uuid(), 'C0OLD', 'C0OLD', 'U1', 'generation', 'a fox', 'failed', 'not_allowed', now() from generate_series(1, 1200)`,
    [team],
  );
  await store.renameChannel(team, 'C0OLD', 'C0NEW');
  await store.renameChannel(team, 'C0NEW', 'C0NEW');
  const [moved] = await opened.query<{ requests: string; steps: string }>(
    `select count(*)::int as requests, count(distinct xmin::text)::int as steps from generations
     where channel_id = 'C0NEW' and asked_channel_id = 'C0NEW'`,
  );
  expect(moved).toEqual({ requests: 1200, steps: 3 });
});
