import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GenerationKey } from '../../../src/core/generation.ts';
import type { BudgetTarget } from '../../../src/core/team/budget.ts';
import { newGeneration, type OpenStore, openStore, PICTURE } from './support.ts';

let opened: OpenStore;
beforeAll(async () => {
  opened = await openStore();
});
afterAll(() => opened.close());

/** A team of its own for each test, so that none sees another's credits. */
async function team(credits: number | null): Promise<string> {
  const teamId = `T${randomUUID()}`;
  await opened.store.readBudget(teamId, credits);
  return teamId;
}

async function setBudget(teamId: string, scope: BudgetTarget, credits: number | null): Promise<void> {
  await opened.store.setBudget({ teamId, userId: 'U1', scope, credits, timeZone: null }, null);
}

async function hold(about: Parameters<typeof newGeneration>[0]): Promise<GenerationKey> {
  const request = newGeneration(about);
  expect(await opened.store.acceptGeneration(request, null)).toMatchObject({ outcome: 'accepted' });
  return request;
}

async function capture(key: GenerationKey, amount: number): Promise<boolean> {
  await opened.store.markSubmitting(key, crypto.randomUUID());
  return await opened.store.markMade(key, PICTURE, { amount, estimated: false });
}

/** Settled as unknown, and made after all: two resolutions one after the other, which no state keeps apart. */
async function madeLate(key: GenerationKey): Promise<boolean> {
  await opened.store.markUnknown(key, 'outcome_unknown');
  await opened.store.settleUnknown(key);
  return await opened.store.markMade(key, PICTURE, { amount: 0, estimated: false });
}

const teamCounter = async (teamId: string) =>
  (await opened.counters(teamId)).find(({ scope }) => scope === 'team') ?? { held: 0, captured: 0 };

test('of 600 holds of 3 credits by 32 connections on a budget of 100, 33 fit and none fails', async () => {
  const teamId = await team(100);
  const asked = Array.from({ length: 600 }, (_, n) =>
    opened.store.acceptGeneration(
      newGeneration({ teamId, credits: 3, userId: `U${n % 7}`, channelId: `C${n % 5}` }),
      0,
    ),
  );
  const outcomes = (await Promise.all(asked)).map(({ outcome }) => outcome);
  expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(33);
  expect(outcomes.filter((outcome) => outcome === 'over')).toHaveLength(567);
  expect(await teamCounter(teamId)).toMatchObject({ held: 99, captured: 0 });
});

test('holds and resolutions in any parallel order never exceed the budget, and each hold is resolved once', async () => {
  const act = fc.record({
    credits: fc.integer({ min: 0, max: 9 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    ends: fc.array(fc.constantFrom('capture', 'release', 'unknown', 'settle', 'late'), { maxLength: 4 }),
    userId: fc.constantFrom('U1', 'U2'),
    channelId: fc.constantFrom('C1', 'C2'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 25 }), async (acts) => {
      const teamId = await team(30);
      const resolved = await Promise.all(
        acts.map(async ({ credits, share, ends, userId, channelId }) => {
          const request = newGeneration({ teamId, credits, userId, channelId });
          const answer = await opened.store.acceptGeneration(request, 0);
          if (answer.outcome !== 'accepted') return 0;
          await opened.store.markSubmitting(request, crypto.randomUUID());
          const done = await Promise.all(
            ends.map((end) => {
              if (end === 'capture') {
                const amount = Math.floor(credits * share);
                return opened.store.markMade(request, PICTURE, { amount, estimated: false });
              }
              if (end === 'release') return opened.store.markFailed(request, 'prompt_refused');
              if (end === 'late') return madeLate(request);
              if (end === 'unknown') return opened.store.markUnknown(request, 'outcome_unknown').then(() => false);
              return opened.store.settleUnknown(request);
            }),
          );
          const { held, captured } = await teamCounter(teamId);
          expect(held + captured).toBeLessThanOrEqual(30);
          return done.filter(Boolean).length;
        }),
      );
      // made after it was settled: the pictures come, the charge stays the settled one
      expect(Math.max(0, ...resolved)).toBeLessThanOrEqual(2);
      const twice = await opened.query(
        `select generation_id from ledger_entries where team_id = $1 and kind <> 'hold' group by 1 having count(*) > 1`,
        [teamId],
      );
      expect(twice).toEqual([]);
    }),
    { numRuns: 12 },
  );
});

test('a charge above the hold is booked in full, and the next request sees the smaller rest', async () => {
  const teamId = await team(10);
  const key = await hold({ teamId, credits: 4 });
  expect(await capture(key, 9)).toBe(true);
  expect(await teamCounter(teamId)).toMatchObject({ held: 0, captured: 9 });
  expect(await opened.store.acceptGeneration(newGeneration({ teamId, credits: 2 }), 0)).toMatchObject({
    outcome: 'over',
    left: 1,
    budget: 10,
  });
});

test('a charge above the whole budget leaves nothing, not less than nothing', async () => {
  const teamId = await team(10);
  await capture(await hold({ teamId, credits: 4 }), 15);
  expect(await opened.store.acceptGeneration(newGeneration({ teamId, credits: 1 }), 0)).toMatchObject({ left: 0 });
  expect(await opened.store.readBudget(teamId, 0)).toMatchObject({ left: 0, spent: 15 });
});

test('a request must fit the person’s, the channel’s and the workspace’s budget', async () => {
  const teamId = await team(10);
  await setBudget(teamId, { kind: 'person', id: 'U1' }, 3);
  await setBudget(teamId, { kind: 'channel', id: 'C1' }, 5);
  const ask = (userId: string, channelId: string, credits: number) =>
    opened.store.acceptGeneration(newGeneration({ teamId, userId, channelId, credits }), 0);

  expect(await ask('U1', 'C1', 4)).toMatchObject({ outcome: 'over', scope: 'person', left: 3, budget: 3 });
  expect(await ask('U2', 'C1', 6)).toMatchObject({ outcome: 'over', scope: 'channel', left: 5, budget: 5 });
  expect(await ask('U1', 'C1', 3)).toMatchObject({ outcome: 'accepted' });
  expect(await ask('U2', 'C1', 3)).toMatchObject({ outcome: 'over', scope: 'channel', left: 2 });
  expect(await ask('U2', 'C2', 8)).toMatchObject({ outcome: 'over', scope: 'team', left: 7, budget: 10 });
  expect(await ask('U2', 'C2', 7)).toMatchObject({ outcome: 'accepted' });
  expect(await opened.counters(teamId)).toEqual([
    { scope: 'channel', scopeId: 'C1', held: 3, captured: 0 },
    { scope: 'channel', scopeId: 'C2', held: 7, captured: 0 },
    { scope: 'person', scopeId: 'U1', held: 3, captured: 0 },
    { scope: 'person', scopeId: 'U2', held: 7, captured: 0 },
    { scope: 'team', scopeId: teamId, held: 10, captured: 0 },
  ]);
});

test('credits held last month and charged this month are last month’s', async () => {
  const teamId = await team(10);
  const key = await hold({ teamId, credits: 6 });
  await opened.query(`
    begin;
    alter table ledger_entries disable trigger ledger_only_erases;
    update ledger_entries set month = month - interval '1 month' where team_id = '${teamId}';
    alter table ledger_entries enable trigger ledger_only_erases;
    update generations set month = month - interval '1 month' where team_id = '${teamId}';
    update budget_months set month = month - interval '1 month' where team_id = '${teamId}';
    commit`);
  await hold({ teamId, credits: 10 });
  expect(await capture(key, 5)).toBe(true);
  const months = await opened.query(
    `select month = budget_month('UTC') as "thisMonth", held, captured from budget_months
     where team_id = $1 and scope = 'team' order by month`,
    [teamId],
  );
  expect(months).toEqual([
    { thisMonth: false, held: 0, captured: 5 },
    { thisMonth: true, held: 10, captured: 0 },
  ]);
});

test('what is written in the ledger and in the audit log is neither changed nor taken out', async () => {
  const teamId = await team(10);
  await hold({ teamId });
  await setBudget(teamId, { kind: 'team' }, 20);
  for (const table of ['ledger_entries', 'audit_entries']) {
    expect(await opened.query(`select from ${table} where team_id = $1`, [teamId])).toHaveLength(1);
    for (const change of [`update ${table} set at = now()`, `delete from ${table}`])
      await expect(opened.query(`${change} where team_id = $1`, [teamId])).rejects.toThrow(`${table} is append-only`);
    for (const emptied of [table, 'teams'])
      await expect(opened.query(`truncate ${emptied} cascade`)).rejects.toThrow('is append-only');
  }
});

test.each([
  { kind: 'hold', held: 1, captured: 0, refusedBy: 'ledger_one_hold' },
  { kind: 'release', held: -1, captured: 0, refusedBy: 'ledger_one_resolution' },
  { kind: 'capture', held: -1, captured: 1, refusedBy: 'ledger_one_resolution' },
])('the database refuses a second $kind of the same request', async ({ kind, held, captured, refusedBy }) => {
  const teamId = await team(10);
  const key = await hold({ teamId });
  await capture(key, 1);
  const again = opened.query(
    `insert into ledger_entries (team_id, generation_id, channel_id, user_id, month, kind, held_delta, captured_delta)
     select team_id, generation_id, channel_id, user_id, month, $2, $3, $4 from ledger_entries where team_id = $1 limit 1`,
    [teamId, kind, held, captured],
  );
  await expect(again).rejects.toMatchObject({ constraint: refusedBy });
});
