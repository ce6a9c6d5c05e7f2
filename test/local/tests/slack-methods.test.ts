import type { webApi } from '@slack/bolt';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { LocalSlack } from '../slack/slack.ts';
import { errorOf, png, type SlackApp, startSlackApp, webClient } from './slack-app.ts';

let app: SlackApp;
let slack: LocalSlack;
let client: webApi.WebClient;

beforeAll(async () => {
  app = await startSlackApp();
  ({ slack, client } = app);
});
beforeEach(() => app.reset());
afterAll(() => app.close());

const idOf = (channel: string) => slack.channelId(channel);

test('a thread shows a status until the app replies there, takes it back, or two minutes are over', async () => {
  const { ts } = await slack.say({ user: 'ana', channel: 'general', text: 'draw' });
  const set = (status: string) =>
    client.apiCall('assistant.threads.setStatus', { channel_id: idOf('general'), thread_ts: ts, status });
  const shown = () => slack.threadStatus('general', ts);
  expect(shown()).toBeUndefined();
  await set('is drawing…');
  await client.chat.postMessage({ channel: idOf('general'), text: 'elsewhere' });
  await slack.say({ user: 'ana', channel: 'general', text: 'hurry', threadTs: ts });
  expect(shown()).toBe('is drawing…');
  await client.chat.postMessage({ channel: idOf('general'), thread_ts: ts, text: 'Here' });
  expect(shown()).toBeUndefined();
  await set('is drawing…');
  await set('');
  expect(shown()).toBeUndefined();
  await set('is drawing…');
  slack.advance(119_000);
  expect(shown()).toBe('is drawing…');
  await set('is still drawing…');
  slack.advance(119_000);
  expect(shown()).toBe('is still drawing…');
  slack.advance(2000);
  expect(shown()).toBeUndefined();
  expect(slack.violations).toEqual([]);
});

test('a person’s id is their conversation with the app; somebody else’s people are out of reach', async () => {
  const { ana, eve } = slack.teams.acme.people;
  const { channel, ts } = await client.chat.postMessage({ channel: ana.id, text: 'psst' });
  expect(channel).toBe(idOf('app:ana'));
  expect(slack.messages('app:ana')).toMatchObject([{ ts, text: 'psst' }]);
  expect(await errorOf(client.chat.postMessage({ channel: eve.id, text: 'psst' }))).toBe('channel_not_found');
  expect(slack.violations).toEqual([]);
  const beta = webClient(slack, slack.teams.beta.tokens.bot);
  expect(await errorOf(beta.chat.postMessage({ channel: ana.id, text: 'psst' }))).toBe('channel_not_found');
  expect(slack.violations).toEqual([expect.stringContaining('T0BETA')]);
});

test('what the manifest has no scope for is refused, unless it is granted', async () => {
  const { bruno } = slack.teams.acme.people;
  const open = () => client.conversations.open({ users: bruno.id });
  const info = (channel: string) => client.conversations.info({ channel: idOf(channel) });
  const refused = await open().catch((error: { data: unknown }) => error.data);
  expect(refused).toMatchObject({ ok: false, error: 'missing_scope', needed: 'im:write' });
  expect(await errorOf(info('general'))).toBe('missing_scope');
  slack.set({ grantedScopes: ['im:write', 'channels:read'] });
  expect((await open()).channel?.id).toBe(idOf('app:bruno'));
  expect((await info('general')).channel).toMatchObject({ name: 'general', is_private: false, is_ext_shared: false });
  expect((await info('partners')).channel).toMatchObject({ is_ext_shared: true });
  expect(await errorOf(info('design'))).toBe('missing_scope');
  expect(await errorOf(info('secret'))).toBe('channel_not_found');
  expect(slack.violations).toEqual([]);
});

test('what was not granted is refused by name and never told of; every answer names what was', async () => {
  slack.set({ grantedScopes: [], missingScopes: ['users:read', 'channels:history', 'app_mentions:read'] });
  const { response_metadata } = await client.auth.test();
  expect(response_metadata?.scopes).toContain('chat:write');
  expect(response_metadata?.scopes).not.toContain('users:read');
  const answer = await fetch(`${slack.apiUrl}auth.test`, {
    method: 'POST',
    headers: { authorization: `Bearer ${slack.teams.acme.tokens.bot}` },
  });
  expect(await answer.json()).not.toHaveProperty('response_metadata');
  const refused = await client.users.info({ user: slack.teams.acme.people.ana.id }).catch((error) => error.data);
  expect(refused).toMatchObject({ error: 'missing_scope', needed: 'users:read' });
  expect(refused.response_metadata.scopes).toEqual(refused.provided.split(','));
  await slack.say({ user: 'ana', channel: 'general', text: '<@BOT> a red fox' });
  expect(slack.deliveries).toEqual([]);
});

test('the app deletes its own files and nobody else’s; a message that showed one shows that it is gone', async () => {
  const { upload_url, file_id } = await client.files.getUploadURLExternal({
    filename: 'fox.png',
    length: png().length,
  });
  await fetch(upload_url!, { method: 'POST', body: new Uint8Array(png()) });
  await client.files.completeUploadExternal({ files: [{ id: file_id!, title: 'Fox' }] });
  await expect.poll(async () => (await client.files.info({ file: file_id! })).file?.mimetype).toBe('image/png');
  const blocks = [{ type: 'image' as const, slack_file: { id: file_id! }, alt_text: 'a fox' }];
  await client.chat.postMessage({ channel: idOf('general'), text: 'fox', blocks });
  await client.files.delete({ file: file_id! });
  expect(slack.file(file_id!).deleted).toBe(true);
  expect(slack.transcript('general')).toBe('imagine: [file deleted]');
  expect(await errorOf(client.files.delete({ file: file_id! }))).toBe('file_not_found');
  expect(await errorOf(client.chat.postMessage({ channel: idOf('general'), text: 'fox', blocks }))).toBe(
    'invalid_blocks',
  );
  await slack.say({ user: 'ana', channel: 'general', text: '', files: [{ name: 'a.png', bytes: png() }] });
  const [theirs] = slack.messages('general').at(-1)!.files;
  expect(await errorOf(client.files.delete({ file: theirs! }))).toBe('cant_delete_file');
});

test('a permalink leads to the message, and within its thread to a reply', async () => {
  const channel = idOf('general');
  const { ts } = await slack.say({ user: 'ana', channel: 'general', text: 'draw' });
  const reply = await slack.say({ user: 'ana', channel: 'general', text: 'a fox', threadTs: ts });
  const link = async (message_ts: string) => (await client.chat.getPermalink({ channel, message_ts })).permalink;
  expect(await link(ts)).toBe(`https://acme-sim.slack.com/archives/${channel}/p${ts.replace('.', '')}`);
  expect(await link(reply.ts)).toMatch(new RegExp(`/p${reply.ts.replace('.', '')}\\?thread_ts=${ts}&cid=${channel}$`));
  expect(await errorOf(link('1700000000.000001'))).toBe('message_not_found');
});
