import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { DownloadFault } from '../local/pixapi/faults.ts';
import { journey } from '../support/journey.ts';

const imagine = journey();

const canvas = () => sharp({ create: { width: 240, height: 160, channels: 3, background: '#c40' } });
const MADE = 'digitalsourcetype/trainedAlgorithmicMedia';
const COMPOSITE = 'digitalsourcetype/compositeWithTrainedAlgorithmicMedia';

/** A chunk of signed content credentials, as far as nobody checks the signature. */
function withCredentials(png: Buffer): Buffer {
  const content = Buffer.from(`caBX${'jumb c2pa signed '.repeat(9)}`);
  const chunk = Buffer.alloc(content.length + 8);
  chunk.writeUInt32BE(content.length - 4);
  content.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(content), content.length + 4);
  return Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]);
}

/** What the local Slack holds of the app's last message. */
function posted() {
  const files = imagine.slack.journal.filter(({ method, ok }) => method === 'upload' && ok);
  return files.map(({ args }) => imagine.slack.file(String(args.file))?.bytes ?? Buffer.alloc(0));
}

async function drawn(serves: Buffer, text = 'a red fox') {
  imagine.pixapi.fault({ to: 'submit' }, { download: { serves } satisfies DownloadFault });
  await imagine.slack.command({ user: 'ana', channel: 'general', text });
  await imagine.settled();
}

const xmpOf = async (bytes: Buffer | undefined) => (await sharp(bytes).metadata()).xmpAsString;
const caption = () => imagine.slack.transcript('general');

test('what Pixapi made is posted byte for byte, credentials and all, and the caption says what came', async () => {
  const signed = withCredentials(await canvas().png().toBuffer());
  await drawn(signed);
  expect(posted().map((bytes) => bytes.equals(signed))).toEqual([true]);
  expect(caption()).toMatch(/\(v1 · \S+ · 240×160 PNG · .*by @ana/);
});

test('a JPEG with fill bytes is not judged more strictly than it is decoded', async () => {
  const plain = await canvas().jpeg().toBuffer();
  const filled = Buffer.concat([plain.subarray(0, 2), Buffer.from([0xff, 0xff]), plain.subarray(2)]);
  await drawn(filled);
  expect(posted()).toEqual([filled]);
  expect(caption()).toContain('240×160 JPEG · ');
});

test('a JPEG that lacks nothing but its end is posted; one that lacks more is fetched again', async () => {
  const jpeg = await canvas().jpeg().toBuffer();
  const endless = jpeg.subarray(0, jpeg.length - 2);
  imagine.pixapi.fault({ to: 'download' }, { download: { serves: jpeg.subarray(0, jpeg.length - 40) } });
  await drawn(endless);
  expect(posted()).toEqual([endless]);
});

test.each([
  ['avif', 'AVIF'],
  ['gif', 'GIF'],
  ['webp', 'WebP'],
] as const)('%s, which no block shows, becomes one that says how it came about', async (format, name) => {
  await drawn(await canvas()[format]().toBuffer());
  const [bytes] = posted();
  expect(await xmpOf(bytes)).toContain(MADE);
  expect(caption()).toMatch(new RegExp(`240×160 (JPEG|PNG), sent as ${name} · `));
});

test('what is converted of an edit of somebody’s own picture says that it is put together', async () => {
  const { slack, pixapi } = imagine;
  const serves = await canvas().webp().toBuffer();
  pixapi.fault({ to: 'edits' }, { download: { serves } });
  const files = [{ name: 'me.png', bytes: await canvas().png().toBuffer() }];
  await slack.say({ user: 'gus', channel: 'general', text: '<@BOT> make it night', files });
  await imagine.settled();
  expect(await xmpOf(posted()[0])).toContain(COMPOSITE);
});

test('a comparison says so too, in a PNG with its XMP where readers of XMP look', async () => {
  const { slack } = imagine;
  await slack.command({ user: 'ana', channel: 'general', text: 'a red fox' });
  await imagine.settled();
  const threadTs = slack.messages('general').at(-1)?.ts ?? '';
  for (const text of ['edit this: add snow', 'compare v1 v2']) {
    await slack.say({ user: 'ana', channel: 'general', threadTs, text });
    await imagine.settled();
  }
  const compared = posted().at(-1);
  expect(await xmpOf(compared)).toContain(COMPOSITE);
  expect(compared?.includes('iTXtXML:com.adobe.xmp')).toBe(true);
  expect(compared && crcsOf(compared)).toEqual([]);
});

test('where files are shared in the thread, a WebP goes as it came', async () => {
  imagine.slack.set({ neverProcess: true });
  const webp = await canvas().webp().toBuffer();
  await drawn(webp);
  expect(posted().at(-1)).toEqual(webp);
});

/** Chunks whose checksum is wrong. */
function crcsOf(png: Buffer): string[] {
  const wrong: string[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const end = at + 8 + png.readUInt32BE(at);
    if (crc32(png.subarray(at + 4, end)) !== png.readUInt32BE(end)) wrong.push(png.toString('latin1', at + 4, at + 8));
  }
  return wrong;
}
