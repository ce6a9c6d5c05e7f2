import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StoredInstallation } from '../../../src/core/team/installation-store.ts';
import { sayUse } from '../../../src/operate/keys/words.ts';
import { openPool, statements } from '../../../src/postgres/connection/pool.ts';
import type { Sql } from '../../../src/postgres/connection/prepared.ts';
import { installationStore } from '../../../src/postgres/installs/installations.ts';
import { countUse, rewrapAll } from '../../../src/postgres/installs/rewrap.ts';
import { readKeyRing } from '../../../src/secrets/key-ring.ts';
import { type OpenStore, openStore } from './support.ts';

const OLD = `old:${randomBytes(32).toString('base64')}`;
const NEW = `new:${randomBytes(32).toString('base64')}`;
const ringOf = (...keys: string[]) => {
  const ring = readKeyRing(keys.join());
  if ('complaint' in ring) throw new Error(ring.complaint);
  return ring;
};

let open: OpenStore;
let sql: Sql;
let end: () => Promise<void>;
beforeAll(async () => {
  open = await openStore();
  const pool = openPool(open.databaseUrl, { max: 4, connectMs: 10_000, name: 'rewrap', onError: () => undefined });
  sql = statements(pool);
  end = () => pool.end();
});
afterAll(async () => {
  await end();
  await open.close();
});

const installed = (teamId: string | null, enterpriseId: string | null): StoredInstallation => ({
  ...{ teamId, enterpriseId, isEnterprise: teamId === null, token: `xoxb-canary-${teamId}`, refreshToken: 'xoxe-1' },
  ...{ appId: 'A1', botId: 'B1', botUserId: 'U1', expiresAt: null, scopes: [], installedBy: 'U9' },
});

test('everything moves to the new key, more than a page of it, whoever writes meanwhile; the old one can go then', async () => {
  const both = ringOf(NEW, OLD);
  const [before, during, after] = [OLD, `${NEW},${OLD}`, NEW].map((keys) => installationStore(sql, ringOf(keys)));
  if (!before || !during || !after) throw new Error('three stores');
  const teams = Array.from({ length: 230 }, (_, at) => `T${1_000 + at}`);
  await Promise.all(teams.map((team) => before.saveInstallation(installed(team, null))));
  await before.saveInstallation(installed(null, 'E1'));
  expect((await during.readInstallation('T1000'))?.token).toBe('xoxb-canary-T1000');

  // one of them comes anew between the look and the change, and two commands run at once
  let isFirst = true;
  const interrupted: Sql = {
    async query(text, values) {
      if (isFirst && text.startsWith('update installations')) {
        isFirst = false;
        await during.saveInstallation({ ...installed('T1000', null), token: 'xoxb-canary-anew' });
      }
      return await sql.query(text, values);
    },
  };
  const [one, two] = await Promise.all([rewrapAll(interrupted, both), rewrapAll(sql, both)]);
  expect(one.wrapped + two.wrapped).toBeGreaterThanOrEqual(230);
  expect(await countUse(sql)).toEqual(new Map([['new', 231]]));
  expect(await rewrapAll(sql, both)).toEqual({ wrapped: 0, use: new Map([['new', 231]]) });
  for (const team of teams.slice(1)) expect((await after.readInstallation(team))?.token).toBe(`xoxb-canary-${team}`);
  expect((await after.readInstallation('T1000'))?.token).toBe('xoxb-canary-anew');
  await expect(before.readInstallation('T1001')).rejects.toThrow('secret_unreadable: ENCRYPTION_KEYS has no key "new"');
  for (const table of ['installations', 'enterprise_installations']) await open.query(`delete from ${table}`);
});

test('what nobody can open is left, counted, and in nobody’s way', async () => {
  const [lost, kept] = [`lost:${randomBytes(32).toString('base64')}`, ringOf(NEW, OLD)];
  await installationStore(sql, ringOf(lost)).saveInstallation(installed('T1', null));
  await installationStore(sql, ringOf(OLD)).saveInstallation(installed('T2', null));
  await installationStore(sql, ringOf(OLD)).saveInstallation(installed('T3', null));
  await open.query(`update installations set team_id = 'T4' where team_id = 'T2'`);
  const { wrapped, use } = await rewrapAll(sql, kept);
  expect({ wrapped, use }).toEqual({ wrapped: 1, use: new Map(Object.entries({ lost: 1, new: 1, old: 1 })) });
  const { lines, isWell } = sayUse(kept, wrapped, use);
  expect(isWell).toBe(false);
  expect(lines).toEqual([
    '1 wrapped anew by "new", which wraps 1 now.',
    expect.stringMatching(/^1 need "lost", which ENCRYPTION_KEYS does not have/),
    expect.stringMatching(/^1 by "old" could not be opened/),
  ]);
  expect(sayUse(kept, 2, new Map([['new', 2]]))).toEqual({
    isWell: true,
    lines: ['2 wrapped anew by "new", which wraps 2 now.', expect.stringMatching(/^"old" wraps nothing any more/)],
  });
});
