import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { type FileUpload, faults } from '../local/slack/slack.ts';
import { journey } from '../support/journey.ts';

const imagine = journey({ pixapi: { keepsUploads: true }, overrides: { waitScale: 0 } });

const canvas = (width = 64, height = 48) => sharp({ create: { width, height, channels: 3, background: '#c84' } });
const png = async (): Promise<FileUpload> => ({ name: 'logo.png', bytes: await canvas().png().toBuffer() });

async function mention(file: FileUpload) {
  await imagine.slack.say({ user: 'gus', channel: 'general', text: '<@BOT> make it night', files: [file] });
  await imagine.settled();
}
const sent = () => imagine.pixapi.submits().flatMap(({ files = [] }) => files);
const looks = (method: string) => imagine.slack.journal.filter((entry) => entry.method === method);
const words = () => imagine.slack.ephemerals('gus', 'general').map(({ text }) => text);
const GONE =
  'make it night: The picture to start from is gone, or it wasn’t shared with me. Nothing was charged. Attach it again.';

describe('a file that Slack is still busy with', () => {
  test('is looked at again until Slack knows it', async () => {
    imagine.slack.set({ earlyLooks: 4 });
    await mention(await png());
    expect(sent()).toHaveLength(1);
    expect(looks('files.info').length).toBeGreaterThan(4);
    expect(looks('file')).toHaveLength(1);
  });

  test('that it never gets to know is said to be just that, for nothing', async () => {
    imagine.slack.set({ earlyLooks: 1_000 });
    await mention(await png());
    expect(imagine.slack.transcript('general')).toMatch(
      /I couldn’t get the picture to start from out of Slack\. Nothing was charged\. Try again in a few minutes, or attach it again\./,
    );
    expect(imagine.pixapi.journal).toEqual([]);
  });
});

describe('a file that Slack sends on', () => {
  test('within its own hosts is fetched there, with the token', async () => {
    imagine.slack.set({ redirectsFiles: 'within' });
    await mention(await png());
    expect(sent()).toHaveLength(1);
    expect(looks('file')).toHaveLength(2);
  });

  test('to a sign-in page is not shared with us, and that is told at once', async () => {
    imagine.slack.set({ redirectsFiles: 'to sign-in' });
    await mention(await png());
    expect(words()).toEqual([GONE]);
    expect(looks('file')).toHaveLength(1);
    expect(looks('sign_in').length).toBeLessThanOrEqual(1);
  });

  test('elsewhere, or in a circle, is not followed: the token goes to Slack alone', async () => {
    const caught: string[] = [];
    const trap = createServer((request, response) => {
      caught.push(String(request.url));
      response.end();
    });
    await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve));
    const to = `http://127.0.0.1:${(trap.address() as AddressInfo).port}/files-pri/a.png`;
    imagine.slack.set({ redirectsFiles: { to } });
    await mention(await png());
    expect(caught).toEqual([]);
    expect(words()).toEqual([GONE]);
    trap.close();
  });
});

test.each([
  ['a server’s error', faults.status(500)],
  ['a cut line', faults.reset()],
])('%s, over and over, is not called “Slack is busy” ten times', async (_, fault) => {
  imagine.slack.fault({ method: 'file' }, ...Array(4).fill(fault));
  await mention(await png());
  expect(looks('file')).toHaveLength(4);
  expect(imagine.slack.transcript('general')).toMatch(/I couldn’t get the picture to start from out of Slack\./);
});

describe('a HEIC photo of a phone', () => {
  const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic'), Buffer.alloc(99)]);

  test('goes as the largest JPEG that Slack keeps of it, and it says so', async () => {
    const [small, large] = [await canvas(360, 270).jpeg().toBuffer(), await canvas(1_024, 768).jpeg().toBuffer()];
    await mention({ name: 'IMG_0001.HEIC', bytes: heic, renditions: { 360: small, 1024: large } });
    const [source] = sent();
    expect(await sharp(source?.content).metadata()).toMatchObject({ format: 'jpeg', width: 1_024, height: 768 });
    expect(imagine.slack.transcript('general')).toContain(
      'Started from the smaller copy that Slack keeps of the picture: 1,024 px at its longest edge.',
    );
  });

  test.each([
    ['none', {}],
    ['nothing but the squares that it cuts out of the middle', { 64: heic, 80: heic, 160: heic }],
  ])('of which Slack keeps %s can’t be read', async (_, renditions) => {
    await mention({ name: 'IMG_0002.HEIC', bytes: heic, renditions });
    expect(looks('file')).toHaveLength(0);
    expect(words()[0]).toMatch(/I couldn’t read the picture to start from\. Nothing was charged\./);
    expect(sent()).toHaveLength(0);
  });
});

describe('a picture that would cost too much to decode', () => {
  /** Its rows come only once all of its scans are there. */
  const progressive = async () => await canvas(4_600, 3_500).jpeg({ progressive: true }).toBuffer();

  test('goes as the largest copy that Slack keeps of it, and it says so', async () => {
    const copy = await canvas(1_024, 779).jpeg().toBuffer();
    await mention({ name: 'web.jpg', bytes: await progressive(), renditions: { 1024: copy } });
    expect(await sharp(sent()[0]?.content).metadata()).toMatchObject({ format: 'jpeg', width: 1_024, height: 779 });
    expect(imagine.slack.transcript('general')).toContain(
      'Started from the smaller copy that Slack keeps of the picture: 1,024 px at its longest edge.',
    );
  });

  test('of which Slack keeps none is refused, and it says how to save it', async () => {
    await mention({ name: 'web.jpg', bytes: await progressive() });
    expect(words()).toEqual([
      'make it night: The picture to start from is too large. Nothing was charged. Save it as an ordinary JPEG (not a progressive one) under 20 MB and 50 megapixels.',
    ]);
    expect(sent()).toHaveLength(0);
  });
});
