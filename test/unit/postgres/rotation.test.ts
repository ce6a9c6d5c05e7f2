import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Failure } from '../../../src/core/failure.ts';
import { type RotationDeps, rotationTask, type Tokens } from '../../../src/core/install/rotation.ts';
import type { InstallationStore, StoredInstallation } from '../../../src/core/team/installation-store.ts';
import { openPool, statements } from '../../../src/postgres/connection/pool.ts';
import type { Sql } from '../../../src/postgres/connection/prepared.ts';
import { installationStore } from '../../../src/postgres/installs/installations.ts';
import { rotationStore } from '../../../src/postgres/installs/rotation.ts';
import { readKeyRing } from '../../../src/secrets/key-ring.ts';
import { refreshToken } from '../../../src/slack/install/refresh.ts';
import { storedInstallations } from '../../../src/slack/install/stored-installations.ts';
import { type LocalSlack, startSlack } from '../../local/slack/slack.ts';
import { type OpenStore, openStore } from './support.ts';

const HOUR = 3_600_000;
const ring = readKeyRing(`first:${randomBytes(32).toString('base64')}`);
if ('complaint' in ring) throw new Error(ring.complaint);

let open: OpenStore;
let slack: LocalSlack;
let sql: Sql;
let end: () => Promise<void>;
let store: InstallationStore;
beforeAll(async () => {
  open = await openStore();
  slack = await startSlack();
  const pool = openPool(open.databaseUrl, { max: 8, connectMs: 10_000, name: 'rotation', onError: () => undefined });
  sql = statements(pool);
  store = installationStore(sql, ring);
  end = () => pool.end();
});
beforeEach(async () => {
  for (const table of ['installations', 'enterprise_installations', 'team_enterprises'])
    await open.query(`delete from ${table}`);
  slack.reset();
  slack.set({ tokenLifeMs: 12 * HOUR });
  slack.allowRedirect(REDIRECT);
});
afterAll(async () => {
  await end();
  await slack.close();
  await open.close();
});

const REDIRECT = 'https://app.example/slack/oauth_redirect';
const own = () => ({
  clientId: slack.oauthClient.id,
  clientSecret: slack.oauthClient.secret,
  apiUrl: slack.apiUrl,
});

/** As after an installation that lasts so many hours from now. */
async function install(team: string, hours: number): Promise<StoredInstallation> {
  const query = { client_id: own().clientId, scope: 'commands,chat:write', state: 'S', redirect_uri: REDIRECT };
  const back = new URL(slack.decide(`${slack.url}/oauth/v2/authorize?${new URLSearchParams(query)}`, { team }));
  const answer = await fetch(`${slack.apiUrl}oauth.v2.access`, {
    method: 'POST',
    body: new URLSearchParams({
      client_id: own().clientId,
      client_secret: own().clientSecret,
      code: back.searchParams.get('code') ?? '',
      redirect_uri: REDIRECT,
    }),
  });
  const said = (await answer.json()) as { access_token: string; refresh_token: string; expires_in: number };
  expect(said).toMatchObject({ ok: true, expires_in: 12 * 3_600 });
  const installation: StoredInstallation = {
    ...{ teamId: slack.teams[team]?.id ?? '', enterpriseId: null, isEnterprise: false, appId: 'A1', botId: 'B1' },
    ...{ botUserId: 'U1', scopes: ['chat:write'], installedBy: 'U9' },
    ...{ token: said.access_token, refreshToken: said.refresh_token },
    expiresAt: new Date(Date.now() + hours * HOUR),
  };
  await store.saveInstallation(installation);
  return installation;
}

const logged: string[] = [];
const task = (more: Partial<RotationDeps> = {}) =>
  rotationTask({
    store: rotationStore(sql, ring),
    exchange: (token) => refreshToken(own(), token),
    retryWrite: (write) => write(),
    forget: () => undefined,
    log: { failure: ({ message }) => void logged.push(message), note: () => undefined },
    ...more,
  });
const run = (more?: Partial<RotationDeps>) => task(more).run(new AbortController().signal);
const read = async ({ teamId }: StoredInstallation) => await store.readInstallation(teamId ?? '');
const said = () => logged.splice(0);

test('a token is replaced five hours before its end, by one process of two; the one in hand lives on meanwhile', async () => {
  const [acme, beta] = [await install('acme', 4), await install('beta', 6)];
  const asked: string[] = [];
  const exchange = async (token: string): Promise<Tokens> => {
    asked.push(token);
    // another process looks while Slack has not answered yet
    if (asked.length === 1) await run({ exchange });
    return await refreshToken(own(), token);
  };
  await Promise.all([run({ exchange }), run({ exchange })]);
  expect(asked).toEqual([acme.refreshToken]);
  expect(await read(beta)).toEqual(beta);
  const next = await read(acme);
  expect(next?.token).not.toBe(acme.token);
  expect(next?.refreshToken).not.toBe(acme.refreshToken);
  const soon = `select from installations where team_id = $1 and expires_at < now() + interval '11 hours'`;
  expect(await open.query(soon, [acme.teamId])).toEqual([]);
  for (const token of [acme.token, next?.token ?? '']) {
    const answer = await fetch(`${slack.apiUrl}auth.test`, {
      headers: { authorization: `Bearer ${token}` },
      method: 'POST',
    });
    expect(await answer.json()).toMatchObject({ ok: true });
  }
  await run({ exchange });
  expect(asked).toHaveLength(1);
  expect(said()).toEqual([]);
});

test('who died between Slack’s answer and ours has lost it: said at once, served to its end, and then as if not installed', async () => {
  const acme = await install('acme', 4);
  // the answer comes, and nobody is there to write it down
  const died = run({
    retryWrite: async () => {
      throw new Failure('internal', { detail: 'killed' });
    },
  });
  await died;
  expect(said()).toEqual(['internal: killed']);
  expect(await read(acme)).toEqual(acme);
  await run();
  expect(said()).toEqual([]);
  await open.query(`update installations set refreshing_at = now() - interval '6 minutes'`);
  await run();
  expect(said()).toEqual([expect.stringMatching(/^not_installed: .*earlier exchange was cut off.*installed again/)]);
  expect(await read(acme)).toEqual(acme);
  await open.query(`update installations set refreshing_at = now() - interval '6 minutes'`);
  await run();
  expect(said()).toEqual([]);

  await open.query(`update installations set expires_at = now() - interval '1 second'`);
  expect(await read(acme)).toBeNull();
  const again = await install('acme', 12);
  expect(await read(again)).toEqual(again);
});

test('while Slack does not answer it is tried again; a token that ended meanwhile makes people wait, and nobody loses anything', async () => {
  const acme = await install('acme', 4);
  await run({ exchange: (token) => refreshToken({ ...own(), apiUrl: 'http://127.0.0.1:9/' }, token) });
  expect(said()).toEqual([expect.stringMatching(/^chat_busy/)]);
  await open.query(`update installations set expires_at = now() - interval '1 second'`);
  const known = storedInstallations(store, slack.apiUrl);
  await expect(known.of(acme.teamId ?? '')).rejects.toMatchObject({ code: 'chat_busy' });
  await open.query(`update installations set refreshing_at = now() - interval '6 minutes'`);
  await run();
  expect(said()).toEqual([]);
  const { token, client } = await known.of(acme.teamId ?? '');
  expect(token).not.toBe(acme.token);
  expect((await client.auth.test()).ok).toBe(true);
});

test('whoever installs the app anew meanwhile has the last word', async () => {
  await install('acme', 4);
  let anew: StoredInstallation | undefined;
  await run({
    exchange: async (token) => {
      const pair = await refreshToken(own(), token);
      anew = await install('acme', 12);
      return pair;
    },
  });
  expect(anew && (await read(anew))).toEqual(anew);
  expect(said()).toEqual([]);
});
