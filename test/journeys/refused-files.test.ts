import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FileUpload } from '../local/slack/slack.ts';
import { bomb } from '../support/bomb.ts';
import { journey } from '../support/journey.ts';

const imagine = journey({ pixapi: { keepsUploads: true } });

const canvas = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 200, g: 80, b: 20 } } });
const png = (name = 'logo.png'): Promise<FileUpload> =>
  canvas(64, 32)
    .png()
    .toBuffer()
    .then((bytes) => ({ name, bytes }));

async function drawn(): Promise<string> {
  await imagine.slack.command({ user: 'ana', channel: 'general', text: 'a red fox' });
  await imagine.settled();
  return imagine.slack.messages('general').at(-1)?.ts ?? '';
}

/** Mentions the app in a message with files, and answers the message's ts. */
async function mention(files: FileUpload[], text = '<@BOT> make it night', user = 'gus', channel = 'general') {
  const { ts } = await imagine.slack.say({ user, channel, text, files });
  await imagine.settled();
  return ts;
}

const edits = () => imagine.pixapi.submits().filter(({ path }) => path.endsWith('/edits'));
const sent = () => edits().flatMap(({ files = [] }) => files);
const answersIn = (threadTs: string) =>
  imagine.slack.messages('general').filter(({ thread_ts, bot_id }) => thread_ts === threadTs && bot_id);
const words = (user = 'gus') => imagine.slack.ephemerals(user, 'general').map(({ text }) => text);

describe('what is refused, with words and without a charge', () => {
  const UNREADABLE =
    /^(make it night: )?I couldn’t read the picture to start from\. Nothing was charged\. Use a PNG, JPEG or WebP picture\.$/;
  const TOO_LARGE =
    /^make it night: The picture to start from is too large\. Nothing was charged\. Save it as an ordinary JPEG \(not a progressive one\) under 20 MB and 50 megapixels\.$/;
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/passwd"/></svg>';
  const html = '<!DOCTYPE html><script>alert(1)</script>';

  test.each<[string, () => Promise<FileUpload> | FileUpload, RegExp]>([
    ['a GIF', async () => ({ name: 'a.gif', bytes: await canvas(9, 9).gif().toBuffer() }), UNREADABLE],
    [
      'a GIF that says it is a PNG',
      async () => ({ name: 'a.png', mimetype: 'image/png', bytes: await canvas(9, 9).gif().toBuffer() }),
      UNREADABLE,
    ],
    ['a PDF', () => ({ name: 'a.pdf', mimetype: 'application/pdf', bytes: Buffer.from('%PDF-1.7\n') }), UNREADABLE],
    ['an SVG', () => ({ name: 'a.svg', mimetype: 'image/svg+xml', bytes: Buffer.from(svg) }), UNREADABLE],
    [
      'an SVG that says it is a PNG',
      () => ({ name: 'a.png', mimetype: 'image/png', bytes: Buffer.from(svg) }),
      UNREADABLE,
    ],
    [
      'HTML that says it is a PNG',
      () => ({ name: 'a.png', mimetype: 'image/png', bytes: Buffer.from(html) }),
      UNREADABLE,
    ],
    ['a PNG cut short', async () => ({ name: 'a.png', bytes: (await png()).bytes.slice(0, 90) }), UNREADABLE],
    [
      'a file of 20 MB and a byte',
      () => ({ name: 'a.png', mimetype: 'image/png', bytes: Buffer.alloc(20 * 1024 * 1024 + 1) }),
      TOO_LARGE,
    ],
    ['a picture of over 51 megapixels', () => ({ name: 'a.png', bytes: bomb(8_001, 6_375) }), TOO_LARGE],
    ['a picture of 5,000,000 × 10', () => ({ name: 'a.png', bytes: bomb(5_000_000, 10) }), TOO_LARGE],
    ['a decompression bomb', () => ({ name: 'a.png', bytes: bomb(65_535, 65_535) }), TOO_LARGE],
  ])('%s', async (_, file, expected) => {
    const ts = await mention([await file()]);
    expect(words()).toHaveLength(1);
    expect(words()[0]).toMatch(expected);
    expect(answersIn(ts)).toHaveLength(0);
    expect(imagine.pixapi.journal).toEqual([]);
    expect(await imagine.query('select id from generations where charged_credits > 0')).toEqual([]);
  });

  test('more than four pictures to start from', async () => {
    const thread = await drawn();
    const say = async (count: number) => {
      const files = await Promise.all(Array.from({ length: count }, () => png()));
      await imagine.slack.say({
        user: 'gus',
        channel: 'general',
        threadTs: thread,
        text: 'edit this: all of them',
        files,
      });
      await imagine.settled();
    };
    await say(4);
    expect(words()).toEqual(['One edit can use up to 4 pictures.']);
    expect(edits()).toHaveLength(0);
    await say(3);
    expect(sent()).toHaveLength(4);
  });

  test('a file deleted before it was fetched', async () => {
    const { slack } = imagine;
    slack.fault({ method: 'files.info' }, { type: 'error', error: 'file_deleted' });
    await mention([await png()]);
    expect(words()[0]).toMatch(
      /^make it night: The picture to start from is gone, or it wasn’t shared with me\. Nothing was charged\. Attach it again\.$/,
    );
  });
});

describe('the token goes to Slack alone', () => {
  let trap: Server;
  const caught: string[] = [];
  const port = () => (trap.address() as AddressInfo).port;
  beforeAll(async () => {
    trap = createServer((request, response) => {
      caught.push(`${request.url} ${request.headers.authorization}`);
      response.end();
    });
    await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => void trap.close());

  test.each<[string, () => Partial<FileUpload>]>([
    ['a remote file', () => ({ external: true, address: `http://127.0.0.1:${port()}/remote.png` })],
    ['a remote file at Slack’s own address', () => ({ external: true, address: `${imagine.slack.url}/files-pri/x` })],
    ['another host', () => ({ address: `http://127.0.0.1:${port()}/files.slack.com/a.png` })],
    ['a host that begins like Slack’s', () => ({ address: `http://files.slack.com.localhost:${port()}/a.png` })],
    ['Slack’s host as a user name', () => ({ address: `http://files.slack.com@127.0.0.1:${port()}/a.png` })],
    ['Slack’s own address as a user name', () => ({ address: `${imagine.slack.url}@127.0.0.1:${port()}/a.png` })],
    ['Slack’s host without TLS', () => ({ address: 'http://files.slack.com/a.png' })],
    ['Slack’s host on another port', () => ({ address: 'https://files.slack.com:8443/a.png' })],
    ['no address at all', () => ({ address: 'files.slack.com/a.png' })],
  ])('%s is not fetched', async (_, lie) => {
    await mention([{ ...(await png()), ...lie() }]);
    expect(caught).toEqual([]);
    expect(imagine.slack.journal.filter(({ method }) => method === 'file')).toEqual([]);
    expect(words()[0]).toMatch(/^make it night: The picture to start from is gone, or it wasn’t shared with me/);
    expect(imagine.pixapi.journal).toEqual([]);
  });
});
