import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Failure, toFailure } from '../../../src/core/failure.ts';
import { type Decoding, openDecoding } from '../../../src/pictures/decoding.ts';
import { bomb } from '../../support/bomb.ts';
import { until } from '../../support/until.ts';

const MB = 1024 * 1024;
/** What a picture of the table may take beside what an idle decoder has: one that has more ends itself. */
const SHAPE_BYTES = 50 * MB;
const IDLE_BYTES = 95 * MB;
let decoding: Decoding;
beforeAll(async () => {
  const mostMemoryBytes = (await idleBytes()) + SHAPE_BYTES;
  decoding = openDecoding({ mostMemoryBytes, deadlineMs: 120_000 });
});
const roomy = openDecoding({ deadlineMs: 120_000 });
afterAll(() => Promise.all([decoding.close(), roomy.close()]));

const canvas = (width: number, height: number, channels: 3 | 4 = 3): Sharp =>
  sharp({ create: { width, height, channels, background: { r: 200, g: 90, b: 30, alpha: 0.5 } } });

async function failureOf(work: Promise<unknown>): Promise<Failure> {
  return await work.then(
    () => {
      throw new Error('it was decoded');
    },
    (error) => toFailure(error),
  );
}

/** The processes that this one has started, as Linux tells them. */
const TASKS = '/proc/self/task';
const decoders = () =>
  readdirSync(TASKS).flatMap((task) =>
    readFileSync(`${TASKS}/${task}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number),
  );

/** The decoder that `work` starts. */
async function decoderOf(work: () => Promise<unknown>): Promise<number> {
  const before = decoders();
  await work();
  const [child = 0] = decoders().filter((pid) => !before.includes(pid));
  return child;
}

async function idleBytes(): Promise<number> {
  if (!existsSync(TASKS)) return IDLE_BYTES;
  const one = openDecoding({ deadlineMs: 120_000 });
  const tiny = await canvas(9, 9).png().toBuffer();
  const pid = await decoderOf(() => one.normalize({ bytes: tiny }));
  const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  await one.close();
  return Number(kb) * 1024;
}

const cut = (bytes: Buffer, by: number) => bytes.subarray(0, bytes.length - by);
const frame = (at: number) => canvas(600, 400).tint({ r: at, g: 0, b: 0 }).png().toBuffer();

describe('pictures of every shape are decoded within 50 MB', () => {
  test.each<[string, () => Promise<Buffer>, string, number, number]>([
    ['a thin one', () => canvas(4_000, 200, 4).png().toBuffer(), 'image/png', 4_000, 200],
    ['a tall one', () => canvas(320, 6_400).jpeg().toBuffer(), 'image/jpeg', 205, 4_096],
    ['a camera’s', () => canvas(4_000, 3_000).jpeg().toBuffer(), 'image/jpeg', 4_000, 3_000],
    [
      'one that was turned',
      () => canvas(4_000, 2_500).jpeg().withMetadata({ orientation: 6 }).toBuffer(),
      'image/jpeg',
      2_500,
      4_000,
    ],
    [
      'a progressive JPEG',
      () => canvas(3_600, 2_700).jpeg({ progressive: true }).toBuffer(),
      'image/jpeg',
      3_600,
      2_700,
    ],
    [
      'an interlaced PNG',
      () => canvas(1_600, 1_200, 4).png({ progressive: true }).toBuffer(),
      'image/png',
      1_600,
      1_200,
    ],
    ['16 bit', () => canvas(2_000, 1_500, 4).toColorspace('rgb16').png().toBuffer(), 'image/png', 2_000, 1_500],
    ['a palette', () => canvas(2_000, 1_500, 4).png({ palette: true }).toBuffer(), 'image/png', 2_000, 1_500],
    ['CMYK', () => canvas(2_000, 1_500).toColorspace('cmyk').jpeg().toBuffer(), 'image/jpeg', 2_000, 1_500],
    ['gray', () => canvas(2_000, 1_500).toColorspace('b-w').jpeg().toBuffer(), 'image/jpeg', 2_000, 1_500],
    ['WebP', () => canvas(2_000, 1_500).webp().toBuffer(), 'image/jpeg', 2_000, 1_500],
    ['WebP without loss', () => canvas(2_000, 1_500, 4).webp({ lossless: true }).toBuffer(), 'image/png', 2_000, 1_500],
    ['GIF', () => canvas(1_200, 900).gif().toBuffer(), 'image/png', 1_200, 900],
    ['AVIF', () => canvas(600, 400).avif().toBuffer(), 'image/jpeg', 600, 400],
    [
      'a JPEG without its end mark',
      async () => cut(await canvas(600, 400).jpeg().toBuffer(), 2),
      'image/jpeg',
      600,
      400,
    ],
    [
      'an animated WebP: its first frame',
      async () =>
        await sharp(await Promise.all([frame(9), frame(90)]), { join: { animated: true } })
          .webp()
          .toBuffer(),
      'image/jpeg',
      600,
      400,
    ],
  ])('%s', async (_, bytes, mimetype, width, height) => {
    const picture = await decoding.normalize({ bytes: await bytes() });
    expect(picture.mimetype).toBe(mimetype);
    const read = await sharp(picture.bytes).metadata();
    expect(read).toMatchObject({ width, height, space: 'srgb' });
    expect(read.exif ?? read.icc ?? read.xmp).toBeUndefined();
  });
});

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'orientation %d is turned as EXIF says, also where it is made smaller',
  async (orientation) => {
    const corner = { input: await canvas(1_500, 500).tint({ r: 0, g: 0, b: 255 }).png().toBuffer(), left: 0, top: 0 };
    const turned = canvas(5_000, 1_500).composite([corner]).jpeg().withMetadata({ orientation });
    const bytes = await turned.toBuffer();
    const small = { width: 50, height: 50, fit: 'fill' } as const;
    const pixels = (from: Uint8Array) => sharp(from).autoOrient().resize(small).removeAlpha().raw().toBuffer();
    const [wanted, got] = [await pixels(bytes), await pixels((await roomy.normalize({ bytes })).bytes)];
    const apart = wanted.reduce((sum, value, at) => sum + Math.abs(value - (got[at] ?? 0)), 0) / wanted.length;
    expect(apart).toBeLessThan(3);
  },
);

/** As a PNG of that size begins; nothing of the picture follows. */
const headOf = (width: number, height: number) => bomb(width, height).subarray(0, 33);

describe('what would cost too much is refused by its head alone', () => {
  test.each([
    [5_000_000, 10],
    [1, 50_000_000],
    [65_535, 65_535],
    [16_385, 1_000],
    [2_001, 100],
    [100, 2_001],
    [8_001, 6_375],
  ])('%d×%d', async (width, height) => {
    const failure = await failureOf(decoding.normalize({ bytes: headOf(width, height) }));
    expect(failure.code).toBe('image_too_large');
    expect((await failureOf(decoding.sideBySide(headOf(9, 9), headOf(width, height)))).code).toBe('image_too_large');
  });

  test('a JPEG that needs all its scans before the first row, in full color', async () => {
    const full = canvas(64, 64).jpeg({ progressive: true, chromaSubsampling: '4:4:4' });
    const jpeg = await full.toBuffer();
    const frame = jpeg.indexOf(Buffer.from([0xff, 0xc2]));
    jpeg.writeUInt16BE(6_200, frame + 5);
    jpeg.writeUInt16BE(8_200, frame + 7);
    expect((await failureOf(roomy.normalize({ bytes: jpeg }))).message).toMatch(/^image_too_large: .*held at once/);
  });

  test.each([
    [16_384, 900],
    [2_000, 100],
    [8_000, 6_375],
  ])('%d×%d is not', async (width, height) => {
    expect((await failureOf(decoding.normalize({ bytes: headOf(width, height) }))).code).toBe('image_unreadable');
  });
});

describe('a picture that its head does not tell on', () => {
  /** Interlaced: all of it is held at once. */
  const heavy = async () => await canvas(5_000, 4_000, 4).png({ progressive: true, compressionLevel: 1 }).toBuffer();

  test('takes too much memory: it is too large, and the next one is decoded', async () => {
    expect((await failureOf(decoding.normalize({ bytes: await heavy() }))).code).toBe('image_too_large');
    const after = await decoding.normalize({ bytes: await canvas(9, 9).png().toBuffer() });
    expect(after.mimetype).toBe('image/png');
  });

  test.skipIf(!existsSync(TASKS))(
    'takes longer than the deadline: it is too large, and those that waited are decoded',
    async () => {
      const hasty = openDecoding({ deadlineMs: 5_000 });
      const picture = await canvas(9, 9).png().toBuffer();
      const child = await decoderOf(() => hasty.normalize({ bytes: picture }));
      // one that stands still takes longer than any deadline, on any machine
      process.kill(child, 'SIGSTOP');
      const late = failureOf(hasty.normalize({ bytes: picture }));
      const after = hasty.normalize({ bytes: picture });
      expect((await late).message).toMatch(/^image_too_large: not decoded/);
      expect((await after).mimetype).toBe('image/png');
      await hasty.close();
    },
  );

  test.skipIf(!existsSync(TASKS))(
    'is none of the next one’s fault: a decoder that died between pictures is started again',
    async () => {
      const unlucky = openDecoding({ deadlineMs: 120_000 });
      const picture = await canvas(9, 9).png().toBuffer();
      const child = await decoderOf(() => unlucky.normalize({ bytes: picture }));
      process.kill(child, 'SIGKILL');
      await until(() => !decoders().includes(child));
      expect((await unlucky.normalize({ bytes: picture })).mimetype).toBe('image/png');
      await unlucky.close();
    },
  );
});

test('a picture that ends too early, or lies about its rows, can’t be read', async () => {
  const png = cut(await canvas(300, 200).png().toBuffer(), 40);
  const jpeg = await canvas(300, 200).jpeg().toBuffer();
  for (const bytes of [png, cut(jpeg, 3), cut(jpeg, 40), bomb(3_000, 2_000)]) {
    expect((await failureOf(decoding.normalize({ bytes }))).code).toBe('image_unreadable');
  }
});

test('what would come out larger than 20 MB becomes smaller: a WebP with transparency grows fourfold as PNG', async () => {
  const raw = { width: 2_500, height: 2_500, channels: 4 } as const;
  const bytes = await sharp(randomBytes(raw.width * raw.height * raw.channels), { raw })
    .webp({ quality: 50 })
    .toBuffer();
  const picture = await roomy.normalize({ bytes });
  const { width = 0, hasAlpha } = await sharp(picture.bytes).metadata();
  expect([picture.mimetype, hasAlpha]).toEqual(['image/png', true]);
  expect(picture.bytes.length).toBeLessThanOrEqual(20 * 1024 * 1024);
  expect(width).toBeGreaterThan(1_500);
  expect(width).toBeLessThan(2_500);
});

test('two pictures side by side', async () => {
  const both = await decoding.sideBySide(
    await canvas(300, 600).png().toBuffer(),
    await canvas(500, 250).jpeg().toBuffer(),
  );
  expect(await sharp(both).metadata()).toMatchObject({ format: 'png', width: 512 + 16 + 2_048, height: 1_024 });
});

test('a chart is drawn next door, from figures alone', async () => {
  const bars = Array.from({ length: 31 }, (_, i) => ({ label: i + 1, value: i * 100 }));
  const { format, width, height } = await sharp(await roomy.drawChart({ bars })).metadata();
  expect({ format, width, height }).toEqual({ format: 'png', width: 1_200, height: 420 });
});
