import type { webApi } from '@slack/bolt';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { LocalSlack } from '../slack/slack.ts';
import { errorOf, png, type SlackApp, startSlackApp } from './slack-app.ts';

let app: SlackApp;
let slack: LocalSlack;
let client: webApi.WebClient;
beforeAll(async () => {
  app = await startSlackApp();
  ({ slack, client } = app);
});
beforeEach(() => app.reset());
afterAll(() => app.close());

/** A person's file, shared where the app is a member. */
async function shared(file: { renditions?: Record<number, Uint8Array> } = {}): Promise<string> {
  const { ts } = await slack.say({
    user: 'ana',
    channel: 'general',
    text: 'hi',
    files: [{ name: 'a.png', bytes: png(), ...file }],
  });
  return slack.messages('general').find((message) => message.ts === ts)?.files?.[0] ?? '';
}

const infoOf = async (file: string) => (await client.files.info({ file })).file;
const fetched = (url: string | undefined) =>
  fetch(url ?? '', { headers: { authorization: `Bearer ${client.token}` }, redirect: 'manual' });

test.each(['file_uploads_disabled', 'storage_limit_reached'] as const)(
  'no file is taken: %s',
  async (refusesUploads) => {
    slack.set({ refusesUploads });
    const ask = () => client.apiCall('files.getUploadURLExternal', { filename: 'a.png', length: 9 });
    expect(await errorOf(ask())).toBe(refusesUploads);
    slack.set({ refusesUploads: null });
    expect(await ask()).toMatchObject({ ok: true });
  },
);

test('at the first looks a person’s file has neither addresses nor a type', async () => {
  slack.set({ earlyLooks: 2 });
  const id = await shared();
  for (const look of [1, 2]) {
    const early = await infoOf(id);
    expect([look, early?.mimetype, early?.url_private]).toEqual([look, '', undefined]);
  }
  expect(await infoOf(id)).toMatchObject({ mimetype: 'image/png', url_private: expect.any(String) });
});

test('the file host sends on: within its hosts, to a sign-in page, elsewhere', async () => {
  const address = (await infoOf(await shared()))?.url_private;
  slack.set({ redirectsFiles: 'within' });
  const answer = await fetched(address);
  expect(answer.status).toBe(302);
  const there = new URL(answer.headers.get('location') ?? '', address).href;
  expect((await fetched(there)).headers.get('content-type')).toBe('image/png');
  slack.set({ redirectsFiles: 'to sign-in' });
  const page = new URL((await fetched(address)).headers.get('location') ?? '', address).href;
  expect((await fetched(page)).headers.get('content-type')).toMatch(/^text\/html/);
  slack.set({ redirectsFiles: { to: 'https://elsewhere.example/' } });
  expect((await fetched(address)).headers.get('location')).toBe('https://elsewhere.example/');
  slack.set({ redirectsFiles: 'never' });
  expect((await fetched(address)).status).toBe(200);
});

test('the JPEGs that Slack keeps of a file are named by their longest edge, and served to who may see it', async () => {
  const kept = Buffer.from('a jpeg');
  const file = (await infoOf(await shared({ renditions: { 1024: kept } }))) as Record<string, string>;
  const answer = await fetched(file.thumb_1024);
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(kept);
  expect((await fetch(file.thumb_1024 ?? '')).headers.get('content-type')).toMatch(/^text\/html/);
});

test('a phone’s photo in a message is HEIC, of which JPEGs are kept up to its own size', async () => {
  slack.set({ phonePhotos: true });
  const bytes = await sharp({ create: { width: 800, height: 600, channels: 3, background: '#4488cc' } })
    .png()
    .toBuffer();
  await slack.say({ user: 'ana', channel: 'general', text: 'my cat', files: [{ name: 'cat.png', bytes }] });
  const file = (await infoOf(slack.messages('general').at(-1)?.files.at(-1) ?? '')) as Record<string, string>;
  expect(file).toMatchObject({ name: 'cat.heic', mimetype: 'image/heic' });
  const kept = Buffer.from(await (await fetched(file.thumb_1024)).arrayBuffer());
  expect(await sharp(kept).metadata()).toMatchObject({ format: 'jpeg', width: 800, height: 600 });
});
