import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GenerationKey, NewGeneration } from '../../../src/core/generation.ts';
import { announced, newGeneration, type OpenStore, openStore, PICTURE } from './support.ts';

const LOOK = { width: 9, height: 9, came: 'image/png', posted: 'image/png' } as const;

let opened: OpenStore;
/** A posted picture of each of two teams, in channels and threads of the same name. */
let acme: NewGeneration;
let beta: NewGeneration;
beforeAll(async () => {
  opened = await openStore();
  acme = await posted('T0ACME');
  beta = await posted('T0BETA');
});
afterAll(() => opened.close());

async function posted(teamId: string): Promise<NewGeneration> {
  const { store } = opened;
  const request = newGeneration({ teamId, prompt: `secret of ${teamId}`, keys: ['trigger:1'], fileIds: ['F1'] });
  await store.acceptGeneration(request, 100);
  await store.markAnnounced(request, announced('1.1'), 'make');
  await store.markSubmitting(request, crypto.randomUUID());
  await store.markMade(request, PICTURE, { amount: 1, estimated: false });
  await store.savePictureFile(request, 1, { fileId: 'F2', look: LOOK });
  await store.markPosted(request, '1.1');
  return request;
}

test('every key between two tables of a team names the team on both sides', async () => {
  const keys = await opened.query<{ name: string; from: string[]; to: string[] }>(
    `select conname as name,
       (select array_agg(attname::text) from pg_attribute where attrelid = conrelid and attnum = any (conkey)) as from,
       (select array_agg(attname::text) from pg_attribute where attrelid = confrelid and attnum = any (confkey)) as to
     from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`,
  );
  expect(keys.length).toBeGreaterThanOrEqual(10);
  expect(keys.filter(({ from, to }) => !from.includes('team_id') || !to.includes('team_id'))).toEqual([]);

  // Where the app is installed is known before the workspace has used it.
  const loose = await opened.query(
    `select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
       and exists (select from pg_attribute where attrelid = c.oid and attname = 'team_id')
       and c.relname not in ('teams', 'installations', 'team_enterprises')
       and not exists (select from pg_constraint where contype = 'f' and conrelid = c.oid)`,
  );
  expect(loose, 'tables of a team that hang on nothing').toEqual([]);
});

test.each([
  [
    'an edit of another team’s picture',
    `insert into generations (team_id, id, channel_id, asked_channel_id, user_id, kind, prompt, state, failure, parent_id)
     values ('T0BETA', gen_random_uuid(), 'C1', 'C1', 'U1', 'edit', '', 'failed', 'internal', $1)`,
  ],
  [
    'a repetition of another team’s request',
    `insert into generations (team_id, id, channel_id, asked_channel_id, user_id, kind, prompt, state, failure, again_of)
     values ('T0BETA', gen_random_uuid(), 'C1', 'C1', 'U1', 'edit', '', 'failed', 'internal', $1)`,
  ],
  [
    'a picture of another team shown once more',
    `insert into generations (team_id, id, channel_id, asked_channel_id, user_id, kind, prompt, state, failure, other_id)
     values ('T0BETA', gen_random_uuid(), 'C1', 'C1', 'U1', 'edit', '', 'failed', 'internal', $1)`,
  ],
  ['a picture', `insert into pictures (team_id, generation_id, position, file_id) values ('T0BETA', $1, 9, 'F9')`],
  [
    'a source file',
    `insert into source_files (team_id, generation_id, position, file_id) values ('T0BETA', $1, 9, 'F9')`,
  ],
  ['a request key', `insert into request_keys (team_id, key, generation_id) values ('T0BETA', 'k', $1)`],
  [
    'a charge',
    `insert into ledger_entries (team_id, generation_id, channel_id, user_id, month, kind, held_delta, captured_delta)
     values ('T0BETA', $1, 'C1', 'U1', '2026-11-01', 'hold', 1, 0)`,
  ],
])('the database refuses %s across teams', async (_, insert) => {
  await expect(opened.query(insert, [acme.id])).rejects.toMatchObject({ code: '23503' });
});

test('another team’s request is not found and can’t be moved, by any of the store’s ways', async () => {
  const { store } = opened;
  const foreign: GenerationKey = { teamId: beta.teamId, id: acme.id };
  const before = await opened.query('select * from generations order by team_id');
  expect(await store.findGeneration(foreign)).toBeNull();
  const moved = await Promise.all([
    store.markAnnouncing(foreign, crypto.randomUUID()),
    store.markAnnounced(foreign, announced('9.9'), 'make'),
    store.markSubmitting(foreign, crypto.randomUUID()),
    store.markRequested(foreign),
    store.markUnmade(foreign, {}),
    store.markSubmitted(foreign, 'task'),
    store.markMade(foreign, PICTURE, { amount: 1, estimated: false }),
    store.markFailed(foreign, 'internal'),
    store.markUnknown(foreign, 'outcome_unknown'),
    store.settleUnknown(foreign),
    store.markPosting(foreign, crypto.randomUUID()),
    store.markPosted(foreign, '9.9'),
    store.markUndelivered(foreign, 'chat_refused'),
    store.retryDelivery(foreign),
  ]);
  expect(moved).toEqual(moved.map(() => false));
  await store.savePictureFile(foreign, 1, { fileId: 'F9', look: LOOK });
  await store.savePictureUrls(foreign, ['https://r2.pixapi.ai/other.png']);
  await store.markTold(foreign);
  expect(await store.countAttempt(foreign)).toBe(0);
  expect(await opened.query('select * from generations order by team_id')).toEqual(before);
  expect(await opened.query('select distinct file_id, pixapi_url from pictures')).toEqual([
    { file_id: 'F2', pixapi_url: PICTURE[0].url },
  ]);
});

test('threads, history, keys, budgets and languages of the same names are each team’s own', async () => {
  const { store } = opened;
  const place = { channelId: 'C1', threadTs: '1.1', label: null, picture: null };
  expect(await store.findThreadPicture({ ...place, teamId: acme.teamId })).toMatchObject({ parent: { id: acme.id } });
  expect(await store.findThreadPicture({ ...place, teamId: beta.teamId })).toMatchObject({ parent: { id: beta.id } });
  expect((await store.listHistory(beta.teamId, 'U1', 10)).map(({ prompt }) => prompt)).toEqual(['secret of T0BETA']);
  expect(await store.findRequest('T0OTHER', 'trigger:1')).toBeNull();

  const change = { teamId: beta.teamId, userId: 'U1', scope: { kind: 'team' } as const, credits: 1, timeZone: null };
  await store.setBudget(change, null);
  await store.setLanguage(beta.teamId, 'U1', 'es', null);
  expect(await store.readBudget(acme.teamId, null)).toMatchObject({ budget: 100, spent: 1 });
  expect(await store.readLanguage(acme.teamId)).toBe('en');
  expect(await store.acceptGeneration(newGeneration({ teamId: acme.teamId, id: randomUUID() }), null)).toMatchObject({
    outcome: 'accepted',
  });
  expect(await store.readBudget(acme.teamId, null)).toMatchObject({ left: 98 });
});
