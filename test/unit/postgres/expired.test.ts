import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPool } from '../../../src/postgres/connection/pool.ts';
import { clearExpired } from '../../../src/postgres/daily/expired.ts';
import { newGeneration, type OpenStore, openStore } from './support.ts';

let opened: OpenStore;
beforeAll(async () => {
  opened = await openStore();
});
afterAll(() => opened.close());

test('keys of what Slack sends and notes of what was told are deleted after a month, and keys of buttons never', async () => {
  const { store, query, databaseUrl } = opened;
  const kinds = ['trigger', 'event', 'message', 'view', 'again', 'low', 'vary', 'publish'];
  await store.acceptGeneration(newGeneration({ teamId: 'T1', keys: kinds.map((kind) => `${kind}:old`) }), null);
  await query(`update request_keys set created_at = now() - interval '31 days'`);
  await store.acceptGeneration(newGeneration({ teamId: 'T1', keys: ['trigger:new', 'event:new'] }), null);
  await query(`update request_keys set created_at = now() - interval '29 days' where key = 'event:new'`);
  for (const age of [1, 29, 31, 400])
    await query(`insert into notices values ('T1', $1, now() - $2 * interval '1 day')`, [`reply:${age}`, age]);

  const pool = openPool(databaseUrl, { max: 1, name: 'clear', onError: () => undefined });
  try {
    // small bites: it goes on until nothing is left
    expect(await clearExpired(pool, 2)).toBe(6);
    expect(await clearExpired(pool)).toBe(0);
  } finally {
    await pool.end();
  }
  const keys = await query<{ key: string }>('select key from request_keys order by key');
  expect(keys.map(({ key }) => key)).toEqual([
    'again:old',
    'event:new',
    'low:old',
    'publish:old',
    'trigger:new',
    'vary:old',
  ]);
  expect(await query('select notice from notices order by 1')).toEqual([{ notice: 'reply:1' }, { notice: 'reply:29' }]);
});
