import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LogFilter, type LogPlace, NO_FILTER } from '../../../src/core/log/entry.ts';
import { type OpenStore, openStore } from './support.ts';

let open: OpenStore;
const reader = { teamId: 'T1', sees: 'ULOOKS' };

beforeAll(async () => {
  open = await openStore();
  await open.query("insert into teams (team_id, time_zone) values ('T1', 'America/Sao_Paulo'), ('T2', 'UTC')");
});
afterAll(async () => {
  await open.query('delete from generations');
  await open.close();
});

interface Row {
  team?: string;
  name: string;
  state?: string;
  failure?: string | null;
  user?: string;
  channel?: string;
  isPrivate?: boolean;
  submits?: number;
  at?: string;
}

/** A row as it stands in the table; its prompt is its name. */
async function put(rows: readonly Row[]): Promise<void> {
  for (const { team = 'T1', name, state = 'posted', failure = null, user = 'U1', channel = 'C1', ...row } of rows) {
    const { isPrivate = false, submits = 0, at = '2026-11-02T12:00:00Z' } = row;
    await open.query(
      `insert into generations (team_id, id, channel_id, asked_channel_id, user_id, act, kind, prompt, is_private, model, size, count,
         month, state, failure, task_id, version, label, submits, requested_at,
         canceled_at, canceled_by)
       values ($1, gen_random_uuid(), $2, $2, $3, 'make', 'generation', $4, $5, 'm', '1024x1024', 1, '2026-11-01', $6, $7, 't', 1, '1', $8, $9,
         case when $7 = 'canceled' then now() end, case when $7 = 'canceled' then $3 end)`,
      [team, channel, user, name, isPrivate, state, failure, submits, at],
    );
  }
}

const prompts = async (filter: Partial<LogFilter>) =>
  (await open.store.listLog(reader, { ...NO_FILTER, ...filter }, 100, null))
    .map(({ prompt }) => prompt)
    .sort((a, b) => String(a).localeCompare(String(b)));

test('each request has one outcome, and is found by it, by who, where and when together', async () => {
  await put([
    { name: 'shown' },
    { name: 'waits', state: 'requested', user: 'U2' },
    { name: 'drawn', state: 'made' },
    { name: 'not paid', state: 'failed', failure: 'budget_exhausted', channel: 'C2' },
    { name: 'against a rule', state: 'failed', failure: 'prompt_refused', submits: 1 },
    { name: 'broke', state: 'failed', failure: 'task_failed', submits: 1, user: 'U2', channel: 'C2' },
    { name: 'not delivered', state: 'made', failure: 'channel_unreachable', submits: 1 },
    { name: 'not wanted', state: 'canceled', failure: 'canceled' },
    { name: 'not wanted late', state: 'made', failure: 'canceled', submits: 1 },
    { name: 'lost', state: 'unknown', failure: 'outcome_unknown', submits: 1 },
    { team: 'T2', name: 'of others', user: 'U2', channel: 'C2' },
  ]);
  expect(await prompts({ outcome: 'made' })).toEqual(['shown']);
  expect(await prompts({ outcome: 'open' })).toEqual(['drawn', 'waits']);
  expect(await prompts({ outcome: 'refused' })).toEqual(['against a rule', 'not paid']);
  expect(await prompts({ outcome: 'failed' })).toEqual(['broke', 'not delivered']);
  expect(await prompts({ outcome: 'canceled' })).toEqual(['not wanted', 'not wanted late']);
  expect(await prompts({ outcome: 'unknown' })).toEqual(['lost']);
  expect(await prompts({})).toHaveLength(10);
  expect(await prompts({ userId: 'U2' })).toEqual(['broke', 'waits']);
  expect(await prompts({ channelId: 'C2' })).toEqual(['broke', 'not paid']);
  expect(await prompts({ channelId: 'C2', outcome: 'failed' })).toEqual(['broke']);
  expect(await prompts({ userId: 'U2', channelId: 'C2', outcome: 'refused' })).toEqual([]);
});

test('days are the team’s: what was asked at three in the morning UTC was asked the evening before', async () => {
  await put([{ name: 'late', at: '2026-10-20T02:59:59Z' }]);
  await put([{ name: 'early', at: '2026-10-20T03:00:00Z' }]);
  const on = (day: string) => ({ period: { kind: 'dates', from: day, to: day } }) as const;
  expect(await prompts(on('2026-10-19'))).toEqual(['late']);
  expect(await prompts({ ...on('2026-10-20'), userId: 'U1' })).toEqual(['early']);
});

test('private words are shown to who asked and to nobody else; so are those of a conversation of two', async () => {
  await put([
    { name: 'mine', user: 'ULOOKS', isPrivate: true, channel: 'CP' },
    { name: 'hers', isPrivate: true, channel: 'CP' },
    { name: 'direct', channel: 'D1' },
    { name: 'said aloud', channel: 'CP' },
  ]);
  expect(await prompts({ channelId: 'CP' })).toEqual(['mine', null, 'said aloud']);
  const [direct] = await open.store.listLog(reader, { ...NO_FILTER, channelId: 'D1' }, 1, null);
  expect(direct).toMatchObject({ prompt: null, isPrivate: true, model: 'm', outcome: 'made' });
});

test('pages have each request once, however many came in the same moment, backward and forward', async () => {
  await put(Array.from({ length: 9 }, (_, n) => ({ name: `p${n}`, user: 'UP', at: '2026-09-01T00:00:00.000001Z' })));
  const filter = { ...NO_FILTER, userId: 'UP' };
  const backward: (string | null)[] = [];
  for (let before: LogPlace | null = null; ; ) {
    const page = await open.store.listLog(reader, filter, 2, before);
    backward.push(...page.map(({ prompt }) => prompt));
    before = page.at(-1)?.place ?? null;
    if (!before) break;
  }
  expect(backward.toSorted()).toEqual(Array.from({ length: 9 }, (_, n) => `p${n}`));
  const until = new Date('2026-09-02');
  const first = await open.store.listLogForward(reader, until, 4, null);
  const rest = await open.store.listLogForward(reader, until, 100, first.at(-1)?.place ?? null);
  expect([...first, ...rest].map(({ prompt }) => prompt)).toEqual(backward.toReversed());
});
