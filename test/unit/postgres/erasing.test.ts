import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NewGeneration } from '../../../src/core/generation.ts';
import { findMark } from '../../support/marks.ts';
import { announced, newGeneration, type OpenStore, openStore } from './support.ts';

const LOOK = { width: 9, height: 9, came: 'image/png', posted: 'image/png' } as const;
const SEEN = { seen: 0, erased: 0, last: null };

let opened: OpenStore;
let team = 0;
beforeAll(async () => {
  opened = await openStore();
});
afterAll(() => opened.close());

/** A posted picture with everything that can be kept of one; in the queue nothing is left of it. */
async function posted(about: Partial<NewGeneration> & { teamId: string }, fileId = 'F1'): Promise<NewGeneration> {
  const { store, query } = opened;
  const request = newGeneration({ responseUrl: `https://hooks/${about.prompt}`, fileIds: ['F0'], ...about });
  expect(await store.acceptGeneration(request, 100)).toMatchObject({ outcome: 'accepted' });
  await store.markAnnounced(request, announced('1.1'), 'make');
  await store.markSubmitting(request, crypto.randomUUID());
  await store.markMade(request, [{ url: `https://r2.pixapi.ai/${about.prompt}` }], { amount: 1, estimated: false });
  await store.saveAltTexts(request, [`alt of ${about.prompt}`], request.userId);
  await store.savePictureFile(request, 1, { fileId, look: LOOK });
  await store.markPosted(request, '1.1');
  await query('delete from pgboss.job');
  return request;
}

const nextTeam = () => `T${++team}ERASE`;
const aged = (teamId: string, days: number) =>
  opened.query(`update generations set requested_at = now() - $2 * interval '1 day' where team_id = $1`, [
    teamId,
    days,
  ]);

/** Does what the task does, as far as the database is concerned. */
async function eraseAll(): Promise<void> {
  const { store } = opened;
  for (let round = 0; round < 3; round++)
    for (const erasure of await store.listErasures()) {
      while ((await store.eraseAsked(erasure, null)).erased > 0);
      if ((await store.countLeft(erasure)) > 0) continue;
      await store.markWordsGone(erasure);
      if (erasure.userId === null) await store.splitErasure(erasure);
      else {
        await store.sweepPerson(erasure);
        while ((await store.forgetFigures(erasure)) > 0);
        await store.endErasure(erasure);
      }
    }
}

test('what is older than the retention is erased from every table, and its figures stay', async () => {
  const { store, query } = opened;
  const teamId = nextTeam();
  const mark = `mark${randomBytes(6).toString('hex')}`;
  const old = await posted({ teamId, userId: 'U1MARK', prompt: mark });
  await aged(teamId, 91);
  // as of one that Slack has not taken yet
  await query('update pictures set bytes = $2 where team_id = $1', [teamId, Buffer.from(`bytes of ${mark}`)]);
  const young = await posted({ teamId, userId: 'U1MARK', prompt: 'young' }, 'F2');
  const before = await opened.counters(teamId);
  expect(await findMark(query, mark)).toEqual(['public.generations', 'public.pictures']);
  expect(await findMark(query, Buffer.from(`bytes of ${mark}`))).toEqual(['public.pictures']);

  // managers are told a week before anything goes
  expect(await store.eraseAged(teamId, null)).toEqual(SEEN);
  expect(await store.claimUntold()).toMatchObject([{ teamId, days: 90 }]);
  expect(await store.claimUntold()).toEqual([]);
  // also where somebody says the same once more
  expect(await store.setRetention({ teamId, userId: 'U9' }, 90, null)).toBe(90);
  expect(await store.eraseAged(teamId, null)).toEqual(SEEN);
  await query(`update teams set retention_from = now() where team_id = $1`, [teamId]);
  expect(await store.listRetaining()).toEqual([teamId]);
  expect(await store.eraseAged(teamId, null)).toMatchObject({ seen: 1, erased: 1 });
  expect(await store.eraseAged(teamId, null)).toEqual(SEEN);

  expect(await findMark(query, mark)).toEqual([]);
  expect(await findMark(query, Buffer.from(`bytes of ${mark}`))).toEqual([]);
  expect(await store.findGeneration(old)).toMatchObject({ prompt: '', pictures: [], deleted: true, chargedCredits: 1 });
  expect(await store.findGeneration(young)).toMatchObject({ prompt: 'young', deleted: false });
  expect(await opened.counters(teamId)).toEqual(before);
  expect(await query('select file_id from erased_files where team_id = $1', [teamId])).toEqual([{ file_id: 'F1' }]);
});

test('a hold keeps what it holds, of one person and of everybody, and "off" keeps all', async () => {
  const { store } = opened;
  const teamId = nextTeam();
  const by = { teamId, userId: 'U9' };
  await posted({ teamId, userId: 'U1', prompt: 'one' });
  await posted({ teamId, userId: 'U2', prompt: 'two' }, 'F2');
  await aged(teamId, 91);
  await store.setRetention(by, 80, null);
  expect(await store.setHold(by, 'U1', 'case 7', null)).toBe(true);
  expect(await store.setHold(by, 'U1', 'case 7', null)).toBe(false);
  expect(await store.askErasure({ teamId, userId: 'U1' }, 'U1', null)).toBe('held');
  expect(await store.setHold(by, null, 'case 8', null)).toBe(true);
  expect(await store.eraseAged(teamId, null)).toEqual(SEEN);
  expect(await store.liftHold(by, null, 'over', null)).toBe(true);
  await store.setRetention(by, null, null);
  expect(await store.eraseAged(teamId, null)).toEqual(SEEN);
  expect(await store.setRetention(by, 30, null)).toBe(null);
  expect(await store.eraseAged(teamId, null)).toMatchObject({ seen: 2, erased: 1 });
  expect(await store.liftHold(by, 'U1', 'over', null)).toBe(true);
  expect(await store.eraseAged(teamId, null)).toMatchObject({ seen: 1, erased: 1 });
  const actions = await opened.query<{ action: string }>('select action from audit_entries where team_id = $1', [
    teamId,
  ]);
  expect(actions.map(({ action }) => action).sort()).toEqual([
    ...Array(4).fill('legal_hold_set'),
    ...Array(3).fill('retention_set'),
  ]);
});

test('a person who wants to be forgotten stands in no column any more, with what repeats their words; every sum stays', async () => {
  const { store, query } = opened;
  const teamId = nextTeam();
  const mark = `mark${randomBytes(6).toString('hex')}`;
  const userId = 'U7FORGET';
  const first = await posted({ teamId, userId, prompt: mark });
  const again = { ...first, parentId: first.id, parentPicture: 1 };
  const { id, keys, ...copied } = again;
  const vary = await posted({ ...copied, userId: 'U2', act: 'vary', kind: 'edit' }, 'F2');
  const edit = await posted({ ...copied, userId: 'U2', act: 'edit', kind: 'edit', prompt: 'make it night' }, 'F3');
  const running = newGeneration({ teamId, userId, prompt: mark });
  await store.acceptGeneration(running, 100);
  await store.setHold({ teamId, userId: 'U9' }, userId, 'case 9', null);
  await store.liftHold({ teamId, userId: 'U9' }, userId, 'over', null);
  await store.setLanguage(teamId, userId, 'es', null);

  expect(await store.askErasure({ teamId, userId }, userId, null)).toBe('asked');
  expect(await store.askErasure({ teamId, userId }, userId, null)).toBe('asked_already');
  await query(`update erasures set asked_at = now() + interval '1 second'`);
  await eraseAll();
  // what ran is canceled, and has still to be said so
  expect(await store.findGeneration(running)).toMatchObject({ state: 'canceled', prompt: mark });
  await store.markTold(running);
  await query('delete from pgboss.job');
  await eraseAll();

  expect(await findMark(query, mark)).toEqual([]);
  expect(await findMark(query, userId)).toEqual([]);
  expect(await store.findGeneration(vary)).toMatchObject({ userId: 'U2', prompt: '', deleted: true });
  expect(await store.findGeneration(edit)).toMatchObject({ prompt: 'make it night', deleted: false, parent: null });
  const persons = (await opened.counters(teamId)).filter(({ scope }) => scope === 'person');
  expect(persons).toMatchObject([
    { scopeId: 'U2', captured: 2 },
    { scopeId: expect.stringMatching(/^erased-[0-9a-f]{12}$/), captured: 1, held: 0 },
  ]);
  expect(await query('select ended_at is not null as ended from erasures where team_id = $1', [teamId])).toEqual([
    { ended: true },
  ]);
  const audited = await query<{ action: string; subject: string }>(
    `select action, subject from audit_entries where team_id = $1 order by id`,
    [teamId],
  );
  expect(audited.at(-1)).toEqual({
    action: 'person_forgotten',
    subject: expect.stringMatching(/^person:erased-[0-9a-f]{12}$/),
  });
});

test('several at it do no more than one, and what is being edited waits for its edit', async () => {
  const { store, query } = opened;
  const teamId = nextTeam();
  const made = await Promise.all(
    Array.from({ length: 8 }, (_, n) => posted({ teamId, userId: 'U1MANY', prompt: `many ${n}` }, `F1${n}`)),
  );
  const [first] = made;
  if (!first) throw new Error('nothing was made');
  await aged(teamId, 40);
  const edit = newGeneration({ teamId, act: 'edit', kind: 'edit', parentId: first.id, parentPicture: 1 });
  await store.acceptGeneration(edit, 100);
  await store.setRetention({ teamId, userId: 'U9' }, 30, null);
  const erased = await Promise.all(Array.from({ length: 4 }, () => store.eraseAged(teamId, null)));
  expect(erased.reduce((sum, one) => sum + one.erased, 0)).toBe(7);
  expect(await query(`select from erased_files where team_id = $1`, [teamId])).toHaveLength(7);
  expect(await store.findGeneration(first)).toMatchObject({ prompt: 'many 0' });
  await store.cancel(edit, { userId: 'U1MANY', placeholder: null });
  expect(await store.eraseAged(teamId, null)).toMatchObject({ erased: 1 });
  await store.markTold(edit);
  await query('delete from pgboss.job');
});

test('what was granted, and what is counted by day, goes along; what is asked for afterwards stays theirs', async () => {
  const { store, query } = opened;
  const teamId = nextTeam();
  const userId = 'U6GRANT';
  const by = { teamId, userId: 'U9' };
  const scope = { kind: 'person', id: userId } as const;
  await store.setBudget({ ...by, scope, credits: 1, period: 'day', timeZone: null }, null);
  await posted({ teamId, userId, prompt: 'within' });
  await query(`insert into grants (team_id, id, scope, scope_id, credits, ends_at, given_by)
    values ('${teamId}', '11111111-1111-4111-8111-111111111111', 'person', '${userId}', 5, now() + interval '1 day', 'U9')`);
  await query(`select write_grant('${teamId}', '11111111-1111-4111-8111-111111111111')`);
  await posted({ teamId, userId, prompt: 'granted' }, 'F2');
  await query(`update grants set ends_at = now() where team_id = $1`, [teamId]);
  await query(`delete from budgets where team_id = $1 and scope = 'person'`, [teamId]);
  await store.askErasure({ teamId, userId }, userId, null);
  await query(`update generations set requested_at = now() - interval '1 minute' where team_id = $1`, [teamId]);
  await posted({ teamId, userId, prompt: 'afterwards' }, 'F3');
  await eraseAll();
  expect(await findMark(query, 'granted')).toEqual([]);
  const counted = await query<{ who: string; captured: number; granted: number }>(
    `select case scope_id when $2 then 'theirs' else 'nobody’s' end as who, captured, granted from budget_periods
     where team_id = $1 and scope = 'person' order by 1, period`,
    [teamId, userId],
  );
  expect(counted).toEqual([
    ...Array(2).fill({ who: 'nobody’s', captured: 2, granted: 1 }),
    ...Array(2).fill({ who: 'theirs', captured: 1, granted: 0 }),
  ]);
  expect(await findMark(query, userId)).toEqual([
    'public.budget_days',
    'public.budget_months',
    'public.generations',
    'public.ledger_entries',
    'public.spend_days',
  ]);
});

test('whoever has a budget of their own is in the figures of this month until it ends, and no longer', async () => {
  const { store, query } = opened;
  const teamId = nextTeam();
  const userId = 'U8LIMIT';
  await posted({ teamId, userId, prompt: 'mine' });
  const scope = { kind: 'person', id: userId } as const;
  await store.setBudget({ teamId, userId: 'U9', scope, credits: 5, timeZone: null }, null);
  expect(await store.readCounted({ teamId, userId })).toMatch(/^\d{4}-\d\d-01$/);
  await store.askErasure({ teamId, userId }, userId, null);
  await query(`update erasures set asked_at = now() + interval '1 second'`);
  await eraseAll();
  expect(await findMark(query, userId)).toEqual([
    'public.budget_months',
    'public.budgets',
    'public.erasures',
    'public.generations',
    'public.ledger_entries',
    'public.spend_days',
  ]);
  const clock = (ahead: string) =>
    query(
      `create or replace function budget_now() returns timestamptz language sql stable as 'select now() + interval ''${ahead}'''`,
    );
  await clock('32 days');
  await eraseAll();
  await clock('0 days');
  // what managers decided about them stays theirs to take back
  expect(await findMark(query, userId)).toEqual(['public.budgets']);
});

test('all of a workspace is erased, and only who wished for it is known', async () => {
  const { store, query } = opened;
  const teamId = nextTeam();
  const mark = `mark${randomBytes(6).toString('hex')}`;
  await posted({ teamId, userId: 'U1ALL', prompt: `${mark} one` });
  await posted({ teamId, userId: 'U2ALL', prompt: `${mark} two` }, 'F2');
  await posted({ teamId, userId: 'U3HELD', prompt: 'kept' }, 'F3');
  await store.setHold({ teamId, userId: 'U9ADMIN' }, 'U3HELD', 'case 10', null);
  expect(await store.askErasure({ teamId, userId: 'U9ADMIN' }, null, null)).toBe('asked');
  await query(`update erasures set asked_at = now() + interval '1 second'`);
  await eraseAll();
  for (const gone of [mark, 'U1ALL', 'U2ALL']) expect(await findMark(query, gone)).toEqual([]);
  expect(await findMark(query, 'kept')).toEqual(['public.generations', 'public.pictures']);
  expect(await findMark(query, 'U3HELD')).not.toEqual([]);
  expect(await query(`select action from audit_entries where team_id = $1 and user_id = 'U9ADMIN'`, [teamId])).toEqual([
    { action: 'team_erased' },
  ]);
  await store.liftHold({ teamId, userId: 'U9ADMIN' }, 'U3HELD', 'over', null);
  await eraseAll();
  expect(await findMark(query, 'U3HELD')).toEqual([]);
});

test.each([
  ['another id', `update ledger_entries set user_id = 'U2'`],
  ['no id', `update ledger_entries set user_id = ''`],
  ['one that only begins so', `update ledger_entries set user_id = 'erased-me'`],
  [
    'more than the id',
    `update ledger_entries set user_id = 'erased-0123456789ab', captured_delta = captured_delta + 1`,
  ],
  ['nothing', 'update ledger_entries set user_id = user_id'],
  ['a value', `update audit_entries set to_value = 'erased-0123456789ab'`],
  ['the back of it', `update audit_entries set user_id = 'erased-0123456789ab', reason = 'because'`],
])('the ledger and the audit log take no %s', async (_, change) => {
  const teamId = nextTeam();
  await posted({ teamId, userId: 'U1', prompt: 'x' });
  await opened.store.setLanguage(teamId, 'U1', 'es', null);
  await expect(opened.query(`${change} where team_id = $1`, [teamId])).rejects.toThrow('is append-only');
});

test('an id of nobody is final', async () => {
  const teamId = nextTeam();
  await posted({ teamId, userId: 'U1', prompt: 'x' });
  await opened.store.setLanguage(teamId, 'U1', 'es', null);
  const erase = (id: string) => opened.query(`update audit_entries set user_id = $2 where team_id = $1`, [teamId, id]);
  await erase('erased-0123456789ab');
  await expect(erase('erased-0123456789ac')).rejects.toThrow('is append-only');
  await expect(erase('U1')).rejects.toThrow('is append-only');
});
