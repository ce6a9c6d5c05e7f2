import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NewGeneration } from '../../../src/core/generation.ts';
import { decideOutcome, findOutcome } from '../../../src/postgres/moves/outcomes.ts';
import { newGeneration, type OpenStore, openStore, PICTURE } from './support.ts';

let opened: OpenStore;
beforeAll(async () => {
  opened = await openStore();
});
// which compares every counter with its rows once more
afterAll(() => opened.close());

const IN_AN_HOUR = new Date(Date.now() + 3_600_000);

async function team(): Promise<string> {
  const teamId = `T${randomUUID()}`;
  await opened.store.readBudget(teamId, 1_000);
  return teamId;
}

async function hold(about: Partial<NewGeneration> & { teamId: string }): Promise<NewGeneration> {
  const request = newGeneration(about);
  expect(await opened.store.acceptGeneration(request, null)).toMatchObject({ outcome: 'accepted' });
  return request;
}

async function make(request: NewGeneration, amount: number): Promise<void> {
  await opened.store.markSubmitting(request, randomUUID());
  expect(await opened.store.markMade(request, PICTURE, { amount, estimated: false })).toBe(true);
}

const counters = async (teamId: string, scope: string) =>
  (
    await opened.query<{ it: string }>(
      `select concat_ws(' ', scope_id, period, held, captured, granted) as it from budget_periods
       where team_id = $1 and scope = $2 order by scope_id, period desc`,
      [teamId, scope],
    )
  ).map(({ it }) => it);

test('a channel that gets another id takes along what counts by day, its grants and its warnings; a pot keeps what it has', async () => {
  const teamId = await team();
  const set = { teamId, userId: 'U9', timeZone: null };
  await opened.store.setBudget({ ...set, scope: { kind: 'channel', id: 'C1' }, credits: 5, period: 'day' }, null);
  await opened.store.setBudget({ ...set, scope: { kind: 'group', id: 'S1', rule: 'pot' }, credits: 50 }, null);
  const grant = { teamId, id: randomUUID(), scope: { kind: 'channel', id: 'C1' }, userId: null, credits: 10 } as const;
  await opened.store.giveGrant({ ...grant, endsAt: IN_AN_HOUR, givenBy: 'U9', reason: null, approvalId: null }, null);
  const standing = { groupIds: ['S1'], isGuest: false };
  const made = await hold({ teamId, credits: 4, standing });
  await make(made, 4);
  const open = await hold({ teamId, credits: 6, standing });
  expect(await counters(teamId, 'channel')).toEqual(['C1 month 6 4 5', 'C1 day 6 4 5']);

  await opened.store.renameChannel(teamId, 'C1', 'C9');
  await opened.store.renameChannel(teamId, 'C1', 'C9');
  const moved = ['C1 month 0 0 0', 'C1 day 0 0 0', 'C9 month 6 4 5', 'C9 day 6 4 5'];
  expect(await counters(teamId, 'channel')).toEqual(moved);
  expect(await opened.store.listGrants(teamId)).toMatchObject([{ scope: { kind: 'channel', id: 'C9' }, used: 5 }]);
  expect(await opened.query('select distinct scope_id as id from budget_alerts where team_id = $1', [teamId])).toEqual([
    { id: 'C9' },
  ]);

  // what was under way is charged where it counts now, and what it does not need goes back to the grant
  await make(open, 3);
  expect(await counters(teamId, 'channel')).toEqual([...moved.slice(0, 2), 'C9 month 0 7 2', 'C9 day 0 7 2']);
  expect(await counters(teamId, 'group')).toEqual(['S1 month 0 7 0', 'S1 day 0 7 0']);
  expect(await opened.store.listGrants(teamId)).toMatchObject([{ used: 2 }]);
  expect(
    await opened.query(`select channel_id as channel, credits::int from spend_days where team_id = $1`, [teamId]),
  ).toEqual([{ channel: 'C9', credits: 7 }]);
});

test('what is published counts in its channel by day too, warns there, and is given back where it could not be published', async () => {
  const teamId = await team();
  const set = { teamId, userId: 'U9', timeZone: null };
  await opened.store.setBudget({ ...set, scope: { kind: 'channel', id: 'C2' }, credits: 10, period: 'day' }, null);
  const alone = await hold({ teamId, credits: 9, channelId: 'D1' });
  await make(alone, 9);
  const publication = (keys: string) =>
    newGeneration({ teamId, act: 'publish', channelId: 'C2', credits: 0, otherId: alone.id, keys: [keys] });
  const first = publication('publish:1');
  expect(await opened.store.acceptPublication(first, null)).toMatchObject({ outcome: 'accepted' });
  const inChannel = async () => (await counters(teamId, 'channel')).filter((it) => it.startsWith('C2'));
  expect(await inChannel()).toEqual(['C2 month 0 9 0', 'C2 day 0 9 0']);
  const warned = 'select percent, is_told as told from budget_alerts where team_id = $1 order by percent';
  expect(await opened.query(warned, [teamId])).toEqual([
    { percent: 50, told: true },
    { percent: 80, told: false },
  ]);
  expect(await opened.store.markFailed(first, 'chat_unclear')).toBe(true);
  expect(await inChannel()).toEqual(['C2 month 0 0 0', 'C2 day 0 0 0']);

  await hold({ teamId, credits: 2, channelId: 'C2' });
  expect(await opened.store.acceptPublication(publication('publish:2'), null)).toEqual({
    outcome: 'no_room',
    credits: 9,
    left: 8,
  });
});

test('the past is shown as it was settled: made, failed, refused, settled late, and what drafts saved', async () => {
  const teamId = await team();
  const set = { teamId, userId: 'U9', timeZone: null };
  const drafts = await hold({ teamId, credits: 4, count: 4 });
  await make(drafts, 4);
  const finish = { act: 'finish', credits: 14, quality: 'high', parentId: drafts.id, insteadCredits: 56 } as const;
  await make(await hold({ teamId, ...finish, parentPicture: 1 }), 14);
  const failed = await hold({ teamId });
  await opened.store.markFailed(failed, 'prompt_refused');
  const lost = await hold({ teamId, credits: 2 });
  await opened.store.markSubmitting(lost, randomUUID());
  await opened.store.markUnknown(lost, 'outcome_unknown');
  await opened.store.settleUnknown(lost);
  const undo = await hold({ teamId, act: 'undo', credits: 0, otherId: drafts.id });
  expect(await opened.store.markMade(undo, PICTURE, { amount: 0, estimated: false })).toBe(true);
  await opened.store.setBudget({ ...set, scope: { kind: 'team' }, credits: 20 }, null);
  expect(await opened.store.acceptGeneration(newGeneration({ teamId }), null)).toMatchObject({ outcome: 'over' });
  const shown = () =>
    opened.query(
      `select quality, requests, pictures, credits, failed, saved_by_drafts as saved from spend_days where team_id = $1 order by quality`,
      [teamId],
    );
  const finished = { quality: 'high', requests: 1, pictures: 1, credits: 14, failed: 0, saved: 56 - 14 - 4 };
  // drafts, failed, lost, and the one that was refused
  expect(await shown()).toEqual([{ quality: '', requests: 4, pictures: 1, credits: 6, failed: 2, saved: 0 }, finished]);
  // it was made after all
  expect(await opened.store.markMade(lost, PICTURE, { amount: 2, estimated: false })).toBe(true);
  expect(await shown()).toEqual([{ quality: '', requests: 4, pictures: 2, credits: 6, failed: 2, saved: 0 }, finished]);
});

test('what was charged as unknown comes back where it counts by now, also in a channel with another id; what comes late is charged there', async () => {
  const teamId = await team();
  const lost = await hold({ teamId, credits: 4 });
  await opened.store.markSubmitting(lost, randomUUID());
  await opened.store.markUnknown(lost, 'outcome_unknown');
  expect(await findOutcome(opened.work.single, lost.id)).toEqual({ teamId, id: lost.id });
  await opened.store.settleUnknown(lost);
  await opened.store.renameChannel(teamId, 'C1', 'C9');
  expect(await counters(teamId, 'channel')).toEqual(['C1 month 0 0 0', 'C9 month 0 4 0']);
  const release = () => decideOutcome(opened.work, lost, 'release', 'not on the invoice');
  expect((await Promise.all([release(), release()])).map(({ outcome }) => outcome).sort()).toEqual([
    'decided',
    'known',
  ]);
  expect(await counters(teamId, 'channel')).toEqual(['C1 month 0 0 0', 'C9 month 0 0 0']);
  expect(await opened.store.markMade(lost, PICTURE, { amount: 5, estimated: false })).toBe(true);
  expect(await counters(teamId, 'channel')).toEqual(['C1 month 0 0 0', 'C9 month 0 5 0']);
  expect(await counters(teamId, 'team')).toEqual([`${teamId} month 0 5 0`]);
  const made = await hold({ teamId, credits: 1 });
  await make(made, 1);
  expect(await findOutcome(opened.work.single, made.id)).toBe('not_unknown');
  expect(await findOutcome(opened.work.single, randomUUID())).toBe('not_found');
});
