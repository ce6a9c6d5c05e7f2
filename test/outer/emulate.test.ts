import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createEmulator, type Emulator } from 'emulate';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { compose } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { createLogger } from '../../src/log.ts';
import { type LocalPixapi, startPixapi } from '../local/pixapi/pixapi.ts';
import { sign } from '../local/slack/signing.ts';
import { createDatabase, dropDatabase } from '../support/database.ts';
import { freePort } from '../support/postgres.ts';
import { until } from '../support/until.ts';

/*
 * A second opinion on Slack's Web API, by people who know neither our app nor our local Slack, so that these two can't
 * share one misunderstanding. The emulator sends no commands or events and checks no block; those halves are ours. It
 * knows the alt text of an upload by the name `alt_text`, which Slack does not, so it sees none of ours.
 */
const TOKEN = 'xoxb-sim-emulated';
const READER = 'xoxp-sim-reader';
const SECRET = 'signing-secret-of-emulate';
const BOT = { bot_id: 'B0IMAGINE', bot_user_id: 'U0IMAGINE', app_id: 'A0IMAGINE' };
/** Who and where the emulator has from the start. */
const [TEAM, PERSON, CHANNEL] = ['T000000001', 'U000000001', 'C000000001'];

const file = z.object({
  id: z.string(),
  title: z.string(),
  mimetype: z.string(),
  size: z.number(),
  url_private_download: z.url(),
});
const message = z.object({
  ts: z.string(),
  thread_ts: z.string().optional(),
  user: z.string(),
  text: z.string(),
  blocks: z.array(z.looseObject({ type: z.string() })),
});
const picture = z.object({ type: z.literal('image'), slack_file: z.object({ id: z.string() }), alt_text: z.string() });

let emulator: Emulator;
let pixapi: LocalPixapi;
let app: Awaited<ReturnType<typeof compose>>;
const database = `imagine_${randomUUID().replaceAll('-', '')}`;
const logLines: string[] = [];

beforeAll(async () => {
  const { scopes } = parse(readFileSync('manifest.yml', 'utf8')).oauth_config;
  const seed = {
    strict_scopes: true,
    oauth_apps: [
      { ...BOT, client_id: '1.2', client_secret: 'unused', name: 'imagine', redirect_uris: [], scopes: scopes.bot },
    ],
    tokens: [
      { ...BOT, token: TOKEN, type: 'bot', user_id: BOT.bot_user_id, scopes: scopes.bot },
      { token: READER, user_id: PERSON, scopes: ['channels:history'] },
    ],
  };
  emulator = await createEmulator({ service: 'slack', port: await freePort(), seed: { slack: seed } });
  pixapi = await startPixapi({ drawing: 'plain', taskMs: 60 });
  const config = readConfig({
    DATABASE_URL: await createDatabase(inject('postgresUrl'), database, 'imagine_test_template'),
    PORT: '0',
    SLACK_SIGNING_SECRET: SECRET,
    SLACK_BOT_TOKEN: TOKEN,
    SLACK_API_URL: `${emulator.url}/api/`,
    PIXAPI_KEY: pixapi.key,
    PIXAPI_BASE_URL: pixapi.url,
    PIXAPI_IMAGE_HOSTS: pixapi.cdnHost,
  });
  app = await compose(config, ['web', 'worker'], {
    logger: createLogger('warn', { write: (line) => void logLines.push(line) }),
    pollDelay: () => 15,
    waitScale: 0.05,
  });
});

afterAll(async () => {
  await app?.close();
  await emulator?.close();
  await pixapi?.close();
  await dropDatabase(inject('postgresUrl'), database);
});

test('a picture that was asked for stands in the emulated channel, and its edit in the thread', async () => {
  const command = new URLSearchParams({
    command: '/imagine',
    text: 'a red fox reading a newspaper',
    team_id: TEAM,
    channel_id: CHANNEL,
    user_id: PERSON,
    trigger_id: '1.2.abc',
    api_app_id: BOT.app_id,
    response_url: `${emulator.url}/commands/unused`,
  });
  expect(await post(command.toString(), 'application/x-www-form-urlencoded')).toEqual({ status: 200, body: '' });

  const [first, ...others] = await pictures(() => call('conversations.history', { channel: CHANNEL }), 1);
  expect(others).toEqual([]);
  expect(first?.message).toMatchObject({
    user: BOT.bot_user_id,
    text: 'Your picture is ready: a red fox reading a newspaper',
  });
  expect(first?.picture.alt_text).toBe('AI-made image: a red fox reading a newspaper (v1)');
  await expectPicture(first?.picture.slack_file.id, 'a red fox reading a newspaper');

  const threadTs = first?.message.ts ?? '';
  const said = { type: 'message', channel: CHANNEL, channel_type: 'channel', user: PERSON, ts: '1764000000.000200' };
  const event = {
    type: 'event_callback',
    team_id: TEAM,
    api_app_id: BOT.app_id,
    event_id: 'Ev0EDIT',
    event_time: 1_764_000_000,
    authorizations: [{ team_id: TEAM, user_id: BOT.bot_user_id, is_bot: true }],
    event: { ...said, thread_ts: threadTs, text: 'edit this: make it night' },
  };
  expect(await post(JSON.stringify(event), 'application/json')).toMatchObject({ status: 200 });

  const [, second] = await pictures(() => call('conversations.replies', { channel: CHANNEL, ts: threadTs }), 2);
  expect(second?.message).toMatchObject({ thread_ts: threadTs, text: 'Your picture is ready: make it night' });
  expect(second?.picture.alt_text).toBe('AI-made image: make it night (v2)');
  expect(second?.picture.slack_file.id).not.toBe(first?.picture.slack_file.id);
  await expectPicture(second?.picture.slack_file.id, 'make it night');

  expect(pixapi.submits().map(({ path }) => path.split('/').at(-1))).toEqual(['generations', 'edits']);
  expect(pixapi.submits()[1]?.fields?.image).toContain(pixapi.cdnUrl);
  expect(logLines).toEqual([]);
});

/** What Slack would send, signed as it signs. */
async function post(body: string, type: string): Promise<{ status: number; body: string }> {
  const answer = await fetch(`http://127.0.0.1:${app.port}/slack/events`, {
    method: 'POST',
    headers: { 'content-type': type, ...sign(SECRET, body) },
    body,
  });
  return { status: answer.status, body: await answer.text() };
}

/** Asks the emulator, as a person's client does unless another token is given. */
async function call(method: string, fields: Record<string, string>, token = READER): Promise<unknown> {
  const answer = await fetch(`${emulator.url}/api/${method}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: new URLSearchParams(fields),
  });
  const body = z.looseObject({ ok: z.boolean() }).parse(await answer.json());
  expect(body).toMatchObject({ ok: true });
  return body;
}

/** The messages, once as many as `count` of them show a picture. */
async function pictures(read: () => Promise<unknown>, count: number) {
  let found: { message: z.output<typeof message>; picture: z.output<typeof picture> }[] = [];
  let all = 0;
  await until(
    async () => {
      const { messages } = z.object({ messages: z.array(message) }).parse(await read());
      all = messages.length;
      found = messages.flatMap((one) => {
        const shown = picture.safeParse(one.blocks.find(({ type }) => type === 'image'));
        return shown.success ? [{ message: one, picture: shown.data }] : [];
      });
      return found.length === count;
    },
    () => `${count} pictures; the log says ${logLines.join('')}`,
  );
  expect(all).toBe(count);
  return found;
}

/** That the emulator has the file whole, and its bytes are a picture. It shows people no file that only a block names; the app may look. */
async function expectPicture(id = '', title: string): Promise<void> {
  const answer = z.object({ file }).parse(await call('files.info', { file: id }, TOKEN));
  expect(answer.file).toMatchObject({ id, title, mimetype: 'image/png' });
  const address = answer.file.url_private_download;
  const download = await fetch(address, { headers: { authorization: `Bearer ${TOKEN}` } });
  const bytes = Buffer.from(await download.arrayBuffer());
  expect(bytes.length).toBe(answer.file.size);
  expect(bytes.subarray(0, 8).toString('latin1')).toBe('\u0089PNG\r\n\u001a\n');
}
