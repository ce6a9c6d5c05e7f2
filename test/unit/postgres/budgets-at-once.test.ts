import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NewGeneration } from '../../../src/core/generation.ts';
import { openPool } from '../../../src/postgres/connection/pool.ts';
import { createStore, type Store } from '../../../src/postgres/store.ts';
import { newGeneration, type OpenStore, openStore } from './support.ts';

let opened: OpenStore;
let stores: Store[];
const pools: ReturnType<typeof openPool>[] = [];
beforeAll(async () => {
  opened = await openStore();
  // as two processes have them: each its own connections, and its own requests in one transaction
  stores = ['one', 'other'].map((name) => {
    const pool = openPool(opened.databaseUrl, { max: 8, connectMs: 10_000, name, onError: () => undefined });
    pools.push(pool);
    return createStore(pool, async () => undefined);
  });
});
afterAll(async () => {
  for (const pool of pools) await pool.end();
  await opened.close();
});

async function team(credits: number): Promise<string> {
  const teamId = `T${randomUUID()}`;
  await opened.store.readBudget(teamId, credits);
  return teamId;
}

/** By turns from both; how many were taken, and why the others were not. */
async function askAll(requests: readonly NewGeneration[]): Promise<Record<string, number>> {
  const answers = await Promise.all(
    requests.map((request, n) => stores[n % stores.length]?.acceptGeneration(request, 0)),
  );
  const counts: Record<string, number> = {};
  for (const answer of answers) {
    const name = answer?.outcome === 'over' ? `over ${answer.scope}` : String(answer?.outcome);
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

const standing = { groupIds: ['S1'], isGuest: false };

test('200 requests at once over the budgets of a person, a channel, a pot and the team: each is kept, each threshold told once', async () => {
  const teamId = await team(100);
  const set = { teamId, userId: 'U9', timeZone: null };
  await opened.store.setBudget({ ...set, scope: { kind: 'person', id: 'U1' }, credits: 12 }, null);
  await opened.store.setBudget({ ...set, scope: { kind: 'channel', id: 'C1' }, credits: 40, period: 'day' }, null);
  await opened.store.setBudget({ ...set, scope: { kind: 'group', id: 'S1', rule: 'pot' }, credits: 90 }, null);
  const asked = Array.from({ length: 200 }, (_, n) =>
    newGeneration({ teamId, userId: `U${n % 4}`, channelId: n % 3 === 0 ? 'C1' : `C${n % 5}0`, standing }),
  );
  const counts = await askAll(asked);
  expect(counts.accepted).toBe(90);
  const used = await opened.query<{ scope: string; id: string; used: number }>(
    `select scope, scope_id as id, (held + captured)::int as used from budget_periods
     where team_id = $1 and (scope, scope_id, period) in (('person', 'U1', 'month'), ('channel', 'C1', 'day'), ('group', 'S1', 'month'))
     order by scope`,
    [teamId],
  );
  expect(used).toEqual([
    { scope: 'channel', id: 'C1', used: expect.any(Number) },
    { scope: 'group', id: 'S1', used: 90 },
    { scope: 'person', id: 'U1', used: 12 },
  ]);
  expect(used[0]?.used).toBeLessThanOrEqual(40);
  const told = await opened.query<{ what: string }>(
    `select concat_ws(' ', scope, percent) as what from budget_alerts where team_id = $1 order by scope, percent`,
    [teamId],
  );
  // 90 of the team's 100
  expect(told.map(({ what }) => what).filter((what) => !what.startsWith('channel'))).toEqual([
    ...['group 50', 'group 80', 'group 100', 'person 50', 'person 80', 'person 100', 'team 50', 'team 80'],
  ]);
});

test('several thresholds that one request passes are one message: the highest', async () => {
  const teamId = await team(10);
  await opened.store.acceptGeneration(newGeneration({ teamId, credits: 9 }), null);
  const rows = () =>
    opened.query('select percent, used, is_told as told from budget_alerts where team_id = $1 order by percent', [
      teamId,
    ]);
  expect(await rows()).toEqual([
    { percent: 50, used: 9, told: true },
    { percent: 80, used: 9, told: false },
  ]);
  // raised, what lies above is armed anew; lowered below what is spent, it says so at once
  const set = { teamId, userId: 'U9', timeZone: null, scope: { kind: 'team' } } as const;
  await opened.store.setBudget({ ...set, credits: 20 }, null);
  expect(await rows()).toEqual([]);
  await opened.store.setBudget({ ...set, credits: 9 }, null);
  expect((await rows()).map(({ percent, told }) => [percent, told])).toEqual([
    [50, true],
    [80, true],
    [100, false],
  ]);
});

test('a grant is used up to the last credit and not beyond, and an approval once, however many ask', async () => {
  const teamId = await team(0);
  const endsAt = new Date(Date.now() + 3_600_000);
  const grant = { teamId, id: randomUUID(), scope: { kind: 'team' }, userId: null, credits: 37 } as const;
  const given = { ...grant, endsAt, givenBy: 'U9', reason: null, approvalId: null };
  expect(await Promise.all(stores.map((store) => store.giveGrant(given, null)))).toContain(false);
  const ask = (about: Partial<NewGeneration> = {}) =>
    Array.from({ length: 60 }, () => newGeneration({ teamId, ...about }));
  expect(await askAll(ask())).toEqual({ accepted: 37, 'over team': 23 });
  const approval = { id: randomUUID(), by: 'U9' };
  expect(await askAll(ask({ credits: 3, approval }))).toEqual({ accepted: 1, 'over team': 59 });
  expect(await opened.query('select count(*)::int as n from grants where team_id = $1', [teamId])).toEqual([{ n: 2 }]);
});

test('two managers who change the same budget at once: one of them is told', async () => {
  const teamId = await team(10);
  const change = { teamId, userId: 'U9', scope: { kind: 'team' }, timeZone: null, expected: 1 } as const;
  const answers = await Promise.all(stores.map((store, n) => store.setBudget({ ...change, credits: 20 + n }, null)));
  expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['conflict', 'set']);
  expect(await opened.query('select count(*)::int as n from audit_entries where team_id = $1', [teamId])).toEqual([
    { n: 1 },
  ]);
});

test('numbers beyond what a budget may be are refused, and the largest ones are counted', async () => {
  const teamId = await team(10_000_000);
  const change = { teamId, userId: 'U9', scope: { kind: 'team' }, timeZone: null } as const;
  for (const credits of [10_000_001, -1, 1.5, Number.NaN])
    await expect(opened.store.setBudget({ ...change, credits }, null)).rejects.toThrow(RangeError);
  for (let n = 0; n < 5; n++) {
    const grant = { teamId, id: randomUUID(), scope: { kind: 'team' }, userId: null, credits: 10_000_000 } as const;
    await opened.store.giveGrant(
      { ...grant, endsAt: new Date(Date.now() + 3_600_000), givenBy: 'U9', reason: null, approvalId: null },
      null,
    );
  }
  const credits = 2_000_000_000;
  expect(await opened.store.acceptGeneration(newGeneration({ teamId, credits }), null)).toMatchObject({
    outcome: 'over',
    left: 10_000_000,
    granted: 50_000_000,
    room: 60_000_000,
  });
  expect(await opened.store.acceptGeneration(newGeneration({ teamId, credits: 55_000_000 }), null)).toMatchObject({
    outcome: 'accepted',
  });
});
