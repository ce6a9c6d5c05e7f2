import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StoredInstallation } from '../../../src/core/team/installation-store.ts';
import { openPool, statements } from '../../../src/postgres/connection/pool.ts';
import { installationStore } from '../../../src/postgres/installs/installations.ts';
import { readKeyRing } from '../../../src/secrets/key-ring.ts';
import { storedInstallations } from '../../../src/slack/install/stored-installations.ts';
import { findMark } from '../../support/marks.ts';
import { type OpenStore, openStore } from './support.ts';

let open: OpenStore;
let store: ReturnType<typeof installationStore>;
let end: () => Promise<void>;
beforeAll(async () => {
  open = await openStore();
  const ring = readKeyRing(`first:${randomBytes(32).toString('base64')}`);
  if ('complaint' in ring) throw new Error(ring.complaint);
  const pool = openPool(open.databaseUrl, {
    max: 4,
    connectMs: 10_000,
    name: 'installations',
    onError: () => undefined,
  });
  store = installationStore(statements(pool), ring);
  end = () => pool.end();
});
afterAll(async () => {
  await end();
  await open.close();
});

const installed = (teamId: string | null, enterpriseId: string | null = null): StoredInstallation => ({
  teamId,
  enterpriseId,
  isEnterprise: teamId === null,
  appId: 'A1',
  botId: 'B1',
  botUserId: `U${teamId ?? enterpriseId}`,
  token: `xoxb-canary-${teamId ?? enterpriseId}`,
  refreshToken: null,
  expiresAt: null,
  scopes: ['chat:write', 'commands'],
  installedBy: 'U9',
});

test('an installation is kept, replaced and removed', async () => {
  const one = {
    ...installed('T10', 'E10'),
    refreshToken: 'xoxe-canary-refresh',
    expiresAt: new Date(1_800_000_000_000),
  };
  await store.saveInstallation(one);
  expect(await store.readInstallation('T10')).toEqual(one);
  const again = { ...installed('T10'), token: 'xoxb-canary-second' };
  await store.saveInstallation(again);
  expect(await store.readInstallation('T10')).toEqual(again);
  expect(await store.removeInstallation({ teamId: 'T10', enterpriseId: null }, new Date(0))).toBe(false);
  expect(await store.removeInstallation({ teamId: 'T10', enterpriseId: null })).toBe(true);
  expect(await store.readInstallation('T10')).toBeNull();
});

test('an organization’s serves each of its workspaces that has none of its own', async () => {
  await store.saveInstallation(installed(null, 'E20'));
  expect(await store.readInstallation('T20')).toBeNull();
  await store.noteEnterprise('T20', 'E20');
  await store.noteEnterprise('T21', 'E20');
  await store.noteEnterprise('T29', 'E29');
  expect(await store.readInstallation('T20')).toEqual(installed(null, 'E20'));
  expect(await store.readInstallation('T29')).toBeNull();
  await store.saveInstallation(installed('T21', 'E20'));
  expect(await store.readInstallation('T21')).toEqual(installed('T21', 'E20'));
  await store.removeInstallation({ teamId: null, enterpriseId: 'E20' });
  expect(await store.readInstallation('T20')).toBeNull();
  expect(await store.readInstallation('T21')).not.toBeNull();
});

test('no column of the whole database holds a token, and rows that were swapped do not open', async () => {
  for (const team of ['T30', 'T31']) await store.saveInstallation(installed(team));
  for (const mark of ['canary', 'xoxb-', Buffer.from('canary'), Buffer.from('xoxb-').toString('base64').slice(0, 6)])
    expect(await findMark(open.query, mark), String(mark)).toEqual([]);
  await open.query(
    `update installations i set key_id = o.key_id, data_key = o.data_key, token = o.token
     from installations o where i.team_id = 'T30' and o.team_id = 'T31'`,
  );
  await expect(store.readInstallation('T30')).rejects.toMatchObject({ code: 'secret_unreadable' });
  expect(await store.readInstallation('T31')).toEqual(installed('T31'));
});

test('a team is asked of the database once, until it is forgotten', async () => {
  const asked: string[] = [];
  const readInstallation = async (teamId: string) => {
    asked.push(teamId);
    return await store.readInstallation(teamId);
  };
  await store.saveInstallation(installed(null, 'E40'));
  for (const team of ['T40', 'T41']) await store.noteEnterprise(team, 'E40');
  const known = storedInstallations({ readInstallation }, 'http://localhost/');
  const ids = await Promise.all(['T40', 'T40', 'T41'].map(async (team) => (await known.of(team)).teamId));
  expect(ids).toEqual(['T40', 'T40', 'T41']);
  expect(asked).toEqual(['T40', 'T41']);
  await expect(known.of('T49')).rejects.toMatchObject({ code: 'not_installed' });
  known.forget({ teamId: null, enterpriseId: 'E40' });
  await store.removeInstallation({ teamId: null, enterpriseId: 'E40' });
  await expect(known.of('T40')).rejects.toMatchObject({ code: 'not_installed' });
  await expect(known.of('T41')).rejects.toMatchObject({ code: 'not_installed' });
});
