import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { singleInstallation } from '../../../src/slack/api/installations.ts';
import { type Heard, hearScopes } from '../../../src/slack/scopes/granted.ts';
import { appIdIn, mendLink } from '../../../src/slack/scopes/mend-link.ts';
import { createScopes } from '../../../src/slack/scopes/scopes.ts';
import { type LocalSlack, startSlack } from '../../local/slack/slack.ts';

const refusal = (more: object) => JSON.stringify({ ok: false, error: 'missing_scope', needed: 'b', ...more });

test.each<[string, Record<string, string>, string, string[] | null]>([
  ['the head of an answer', { 'x-oauth-scopes': 'a,b, c' }, '{"ok":true}', ['a', 'b', 'c']],
  ['a refusal without that head', {}, refusal({ provided: 'a,c' }), ['a', 'c']],
  ['a refusal that names none', {}, refusal({}), null],
  ['another refusal', {}, '{"ok":false,"error":"not_in_channel","provided":"a"}', null],
  ['an answer that is not Slack’s', {}, '<html>"missing_scope"</html>', null],
  ['an answer that says nothing of it', {}, '{"ok":true}', null],
])('%s says what is granted, or leaves it unknown', (_, head, body, granted) => {
  const heard: Heard = { granted: null, told: null };
  hearScopes(heard, new Headers(head), Buffer.from(body));
  expect(heard.granted).toEqual(granted);
});

test('what was known stays where an answer says nothing, and the same is told once', () => {
  const told: unknown[] = [];
  const heard: Heard = { granted: null, told: (granted) => told.push(granted) };
  for (const head of [{ 'x-oauth-scopes': 'a' }, {}, { 'x-oauth-scopes': 'a' }] as Record<string, string>[])
    hearScopes(heard, new Headers(head), Buffer.from('{"ok":true}'));
  expect(told).toEqual([['a']]);
});

test.each([
  [{ installUrl: null, appId: 'A0IMAGINE1' }, 'https://api.slack.com/apps/A0IMAGINE1/oauth'],
  [{ installUrl: null, appId: null }, 'https://api.slack.com/apps'],
  [{ installUrl: null, appId: 'A1/../evil' }, 'https://api.slack.com/apps'],
  [{ installUrl: 'https://x.example/slack/install', appId: 'A0' }, 'https://x.example/slack/install'],
])('%j is mended at %s', (at, link) => {
  expect(mendLink(at)).toBe(link);
});

test('an app-level token names its app, another one does not', () => {
  expect(appIdIn('xapp-1-A0ACME-1-sim')).toBe('A0ACME');
  expect([appIdIn('xoxb-1'), appIdIn(undefined)]).toEqual([null, null]);
});

let slack: LocalSlack;
beforeAll(async () => {
  slack = await startSlack();
});
beforeEach(() => slack.reset());
afterAll(() => slack.close());

function watched() {
  const lines: Record<string, unknown>[] = [];
  const scopes = createScopes({
    needed: ['chat:write', 'users:read'],
    mendAt: { installUrl: null, appId: null },
    warn: (context) => void lines.push(context as Record<string, unknown>),
  });
  const { id, tokens } = slack.teams.acme;
  const installations = scopes.watching(singleInstallation(tokens.bot, slack.apiUrl));
  return { lines, scopes, installations, id };
}

test('each daily look says again what is missing, in one line, until it is granted', async () => {
  slack.set({ missingScopes: ['users:read'] });
  const { lines, scopes, installations } = watched();
  expect(scopes.areMissing()).toBe(0);
  await installations.warmUp();
  expect(lines).toHaveLength(1);
  expect(scopes.areMissing()).toBe(1);
  await scopes.look();
  expect(lines).toHaveLength(2);
  slack.set({ missingScopes: [] });
  await scopes.look();
  expect(lines).toHaveLength(2);
  expect(scopes.areMissing()).toBe(0);
});

test('a look at the first day finds what is missing once, also where Slack was away at the start', async () => {
  slack.set({ missingScopes: ['users:read'] });
  slack.fault({ method: 'auth.test' }, { type: 'reset' });
  const { lines, scopes, installations } = watched();
  await expect(installations.warmUp()).rejects.toThrow();
  await scopes.look();
  expect(lines).toHaveLength(1);
});

test('a call that is refused for want of a scope tells at once', async () => {
  const { lines, installations, id } = watched();
  const { client } = await installations.of(id);
  slack.set({ missingScopes: ['users:read'] });
  await expect(client.users.info({ user: 'U1' })).rejects.toThrow('missing_scope');
  expect(lines).toMatchObject([{ teamId: id, missing: [expect.stringContaining('`users:read`')] }]);
});
