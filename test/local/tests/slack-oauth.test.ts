import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { errorOf, type SlackApp, startSlackApp, webClient } from './slack-app.ts';

let app: SlackApp;
beforeAll(async () => {
  app = await startSlackApp();
});
beforeEach(() => app.reset());
afterAll(() => app.close());

const redirectUri = () => `${app.url}/slack/oauth_redirect`;

function authorizeUrl(more: Record<string, string> = {}): string {
  const query = { client_id: app.slack.oauthClient.id, scope: 'commands,chat:write', state: 'S', ...more };
  return `${app.slack.url}/oauth/v2/authorize?${new URLSearchParams({ redirect_uri: redirectUri(), ...query })}`;
}

const codeOf = (decision: Parameters<typeof app.slack.decide>[1] = {}, more: Record<string, string> = {}) =>
  new URL(app.slack.decide(authorizeUrl(more), decision)).searchParams.get('code') ?? '';

async function access(fields: Record<string, string>, basic?: string) {
  const answer = await fetch(`${app.slack.apiUrl}oauth.v2.access`, {
    method: 'POST',
    headers: basic === undefined ? {} : { authorization: `Basic ${Buffer.from(basic).toString('base64')}` },
    body: new URLSearchParams({ redirect_uri: redirectUri(), ...fields }),
  });
  return (await answer.json()) as Record<string, unknown>;
}

const own = () => ({ client_id: app.slack.oauthClient.id, client_secret: app.slack.oauthClient.secret });
const tokenOf = async (decision: Parameters<typeof app.slack.decide>[1] = {}, more: Record<string, string> = {}) =>
  String((await access({ ...own(), code: codeOf(decision, more) })).access_token);

test('a code becomes a token once, within ten minutes, for whoever knows the secret and names the same address', async () => {
  const { id, secret } = app.slack.oauthClient;
  expect(await access({ ...own(), client_id: 'x', code: codeOf() })).toMatchObject({ error: 'invalid_client_id' });
  expect(await access({ ...own(), client_secret: 'x', code: codeOf() })).toMatchObject({ error: 'bad_client_secret' });
  expect(await access({ ...own(), code: 'x' })).toMatchObject({ error: 'invalid_code' });
  expect(await access({ ...own(), code: codeOf(), redirect_uri: 'https://elsewhere' })).toMatchObject({
    error: 'bad_redirect_uri',
  });
  const late = codeOf();
  app.slack.advance(601_000);
  expect(await access({ ...own(), code: late })).toMatchObject({ error: 'invalid_code' });

  const code = codeOf();
  expect(await access({ code }, `${id}:${secret}`)).toMatchObject({
    ok: true,
    scope: 'commands,chat:write',
    team: { id: app.slack.teams.acme.id },
    enterprise: null,
    is_enterprise_install: false,
    bot_user_id: app.slack.teams.acme.bot.userId,
    authed_user: { id: app.slack.teams.acme.people.ana.id },
  });
  expect(await access({ ...own(), code })).toMatchObject({ error: 'code_already_used' });
  expect(app.slack.violations.splice(0)).toEqual(['oauth.v2.access: a code was sent twice']);
});

test('Slack’s page asks, and sends back with a code or with a no', async () => {
  const page = await (await fetch(authorizeUrl())).text();
  expect(page).toContain('commands, chat:write');
  const [, allow = ''] = /href="([^"]+)">Allow</.exec(page) ?? [];
  const pressed = await fetch(app.slack.url + allow.replaceAll('&#38;', '&'), { redirect: 'manual' });
  const back = new URL(pressed.headers.get('location') ?? '');
  expect([back.searchParams.get('state'), back.searchParams.has('code')]).toEqual(['S', true]);
  expect(app.slack.decide(authorizeUrl(), { isDenied: true })).toMatch(/error=access_denied&state=S/);
  for (const [name, value] of [
    ['client_id', 'x'],
    ['redirect_uri', 'https://elsewhere'],
    ['scope', ''],
  ] as const)
    expect((await fetch(authorizeUrl({ [name]: value }))).status).toBe(400);
});

test('a token acts in its own workspace alone, and in none once it is revoked or the app is gone', async () => {
  const token = await tokenOf();
  const client = webClient(app.slack, token);
  const { id } = app.slack.teams.acme;
  expect(await client.auth.test()).toMatchObject({
    team_id: id,
    response_metadata: { scopes: ['commands', 'chat:write'] },
  });
  expect(await errorOf(client.usergroups.list())).toBe('missing_scope');
  const elsewhere = app.slack.channelId('general', 'beta');
  expect(await errorOf(client.chat.postMessage({ channel: elsewhere, text: 'x' }))).toBe('channel_not_found');
  expect(app.slack.violations.splice(0)).toHaveLength(1);

  expect(await tokenOf({ user: 'bruno' })).toBe(token);
  expect(await client.auth.revoke()).toMatchObject({ revoked: true });
  expect(await errorOf(client.auth.test())).toBe('token_revoked');
  await app.slack.settled();
  expect(app.last()).toMatchObject({
    event: { type: 'tokens_revoked', tokens: { bot: [app.slack.teams.acme.bot.userId] } },
  });

  const next = await tokenOf();
  expect(next).not.toBe(token);
  await app.slack.uninstall();
  expect(await errorOf(webClient(app.slack, next).auth.test())).toBe('account_inactive');
  expect(app.heard.map(({ payload }) => (payload.event as { type: string }).type)).toEqual([
    ...['tokens_revoked', 'tokens_revoked', 'app_uninstalled'],
  ]);
  expect(app.last()).toMatchObject({ team_id: id, authorizations: [] });
});

test('scopes can be withheld and added', async () => {
  app.slack.set({ withheldScopes: ['commands'], addedScopes: ['users:read'] });
  expect(await access({ ...own(), code: codeOf() })).toMatchObject({ scope: 'chat:write,users:read' });
});

test('the token of an organization acts in each of its workspaces, and lists only where it says which', async () => {
  app.slack.enterprise('E0ORG', ['acme', 'beta']);
  const token = await tokenOf({ isOrgWide: true }, { scope: 'users:read,usergroups:read' });
  const client = webClient(app.slack, token);
  const { acme, beta } = app.slack.teams;
  expect(await client.auth.test()).toMatchObject({ is_enterprise_install: true, enterprise_id: 'E0ORG' });
  expect(await client.users.info({ user: beta.people.ana.id })).toMatchObject({ user: { team_id: beta.id } });
  expect(await errorOf(client.usergroups.list())).toBe('team_access_not_granted');
  expect(await client.usergroups.list({ team_id: acme.id })).toMatchObject({ ok: true });
  const { payload } = await app.slack
    .command({ user: 'ana', channel: 'general', text: '' })
    .then(() => app.heard.at(-1)!);
  expect(payload).toMatchObject({ team_id: acme.id, enterprise_id: 'E0ORG', is_enterprise_install: 'true' });
  await app.slack.uninstall({ isOrgWide: true, events: ['app_uninstalled'] });
  expect(await errorOf(client.auth.test())).toBe('account_inactive');
});

test('with rotation a token ends, and a refresh token gives the next pair once; two tokens live at most', async () => {
  app.slack.set({ tokenLifeMs: 1_000_000 });
  const works = async (pair: Record<string, unknown>) =>
    await errorOf(webClient(app.slack, String(pair.access_token)).auth.test());
  const next = async ({ refresh_token }: Record<string, unknown>) =>
    await access({ ...own(), grant_type: 'refresh_token', refresh_token: String(refresh_token) });
  const first = await access({ ...own(), code: codeOf() });
  expect(first).toMatchObject({ ok: true, expires_in: 1_000 });
  const second = await next(first);
  expect(second).toMatchObject({ ok: true, expires_in: 1_000, team: { id: app.slack.teams.acme.id } });
  expect(await next(first)).toEqual({ ok: false, error: 'invalid_refresh_token' });
  expect([await works(first), await works(second)]).toEqual([undefined, undefined]);
  const third = await next(second);
  expect([await works(first), await works(second), await works(third)]).toEqual([
    'token_expired',
    undefined,
    undefined,
  ]);
  app.slack.advance(1_000_001);
  expect(await works(third)).toBe('token_expired');
});
