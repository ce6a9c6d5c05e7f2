import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Failure, toFailure } from '../../../src/core/failure.ts';
import { openDecoding } from '../../../src/pictures/decoding.ts';
import { bomb } from '../../support/bomb.ts';
import { until } from '../../support/until.ts';

const decoding = openDecoding({ deadlineMs: 120_000 });
afterAll(() => decoding.close());
const attached = (bytes: Uint8Array) => decoding.normalize({ bytes }, 'attached');

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

const cut = (bytes: Buffer, by: number) => bytes.subarray(0, bytes.length - by);

/** What a picture may cost its decoder, beside what that has when it is idle. */
const MOST_BYTES = 50 * 1024 * 1024;
const MOST_PROCESSOR_MS = 2_000;
const LARGEST_FILE = 20 * 1024 * 1024;

/** With as much detail as a photo has. */
async function photo(width: number, height: number): Promise<Sharp> {
  const noise = { type: 'gaussian', mean: 128, sigma: 12 } as const;
  const tile = sharp({ create: { width: 256, height: 256, channels: 3, background: '#888', noise } });
  return canvas(width, height).composite([{ input: await tile.png().toBuffer(), tile: true }]);
}

/** As large as a file may be: what does not matter to a decoder is put in behind the first mark. */
function heavy(jpeg: Buffer): Buffer {
  const segment = Buffer.alloc(65_535);
  segment.set([0xff, 0xe9, 0xff, 0xfd]);
  const count = Math.floor((LARGEST_FILE - jpeg.length) / segment.length);
  return Buffer.concat([jpeg.subarray(0, 2), ...Array<Buffer>(count).fill(segment), jpeg.subarray(2)]);
}

/** The same picture with another of EXIF's orientations: the number behind the tag. */
function turned(jpeg: Buffer, orientation: number): Buffer {
  const tag = Buffer.from([0x12, 0x01, 0x03, 0x00, 0x01, 0x00, 0x00, 0x00]);
  const copy = Buffer.from(jpeg);
  copy[jpeg.indexOf(tag) + tag.length] = orientation;
  return copy;
}

/** Converted while it is small: that costs most. */
async function cmyk(width: number, height: number): Promise<Buffer> {
  const small = await canvas(64, 48).toColorspace('cmyk').jpeg().toBuffer();
  const large = sharp(small).pipelineColorspace('cmyk').resize(width, height, { fit: 'fill', kernel: 'nearest' });
  return await large.toColorspace('cmyk').jpeg().toBuffer();
}

const moving = async (width: number, height: number) => {
  const frames = [(await photo(width, height)).png({ compressionLevel: 1 }), canvas(width, height).png()];
  const bytes = await Promise.all(frames.map((frame) => frame.toBuffer()));
  return await sharp(bytes, { join: { animated: true } })
    .webp({ effort: 0 })
    .toBuffer();
};

/** A decoder of its own, for what it takes beside what it has when it is idle; 0 where the system does not tell. */
async function watched() {
  const one = openDecoding({ deadlineMs: 120_000 });
  const tiny = await canvas(9, 9).png().toBuffer();
  const pid = existsSync(TASKS) ? await decoderOf(() => one.normalize({ bytes: tiny }, 'attached')) : 0;
  const bytesOf = (name: string) =>
    pid && 1_024 * Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  /** Of all its threads, counted in hundredths of a second (proc_pid_stat(5): utime and stime). */
  const processorMs = () => {
    const fields = pid ? (readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []) : [0];
    return 10 * (Number(fields[11] ?? 0) + Number(fields[12] ?? 0));
  };
  const [idle, before] = [bytesOf('VmRSS'), processorMs()];
  // the highest mark of its memory begins anew (proc_pid_clear_refs(5))
  if (pid) writeFileSync(`/proc/${pid}/clear_refs`, '5');
  return {
    normalize: one.normalize,
    cost: () => ({ bytes: bytesOf('VmHWM') - idle, processorMs: processorMs() - before }),
    close: one.close,
  };
}

describe('every shape, as large as it is let through, costs under 50 MB and 2 s of the decoder’s processor', () => {
  let camera: Buffer;
  beforeAll(async () => {
    camera = heavy(await (await photo(8_250, 6_180)).jpeg({ quality: 60 }).withMetadata({ orientation: 1 }).toBuffer());
  });

  test.each<[string, () => Promise<Buffer> | Buffer, string, number, number]>([
    ['a camera’s', () => camera, 'image/jpeg', 2_048, 1_534],
    ...[5, 6, 7, 8].map(
      (orientation) =>
        [`one that was turned (${orientation})`, () => turned(camera, orientation), 'image/jpeg', 767, 1_024] as [
          string,
          () => Buffer,
          string,
          number,
          number,
        ],
    ),
    ['a phone’s', async () => (await photo(4_000, 3_000)).jpeg().toBuffer(), 'image/jpeg', 4_000, 3_000],
    ['a thin one', async () => heavy(await (await photo(16_384, 820)).jpeg().toBuffer()), 'image/jpeg', 3_072, 154],
    ['a tall one', () => canvas(820, 16_384, 4).png().toBuffer(), 'image/png', 308, 6_144],
    [
      'a progressive JPEG',
      async () => (await photo(3_400, 2_550)).jpeg({ progressive: true }).toBuffer(),
      'image/jpeg',
      3_400,
      2_550,
    ],
    [
      'an interlaced PNG',
      () => canvas(3_200, 2_400, 4).png({ progressive: true }).toBuffer(),
      'image/png',
      3_200,
      2_400,
    ],
    ['16 bit', () => canvas(6_000, 2_800, 4).toColorspace('rgb16').png().toBuffer(), 'image/png', 6_000, 2_800],
    ['a palette', () => canvas(6_000, 6_000, 4).png({ palette: true }).toBuffer(), 'image/png', 6_000, 6_000],
    ['a screen’s', () => canvas(6_016, 3_384, 4).png().toBuffer(), 'image/png', 6_016, 3_384],
    ['CMYK', async () => heavy(await cmyk(8_250, 6_180)), 'image/jpeg', 1_024, 767],
    ['gray', () => canvas(8_250, 6_180).toColorspace('b-w').jpeg().toBuffer(), 'image/jpeg', 4_096, 3_068],
    ['WebP', async () => (await photo(8_250, 6_180)).webp({ effort: 0 }).toBuffer(), 'image/jpeg', 2_048, 1_534],
    [
      'WebP without loss',
      () => canvas(3_400, 2_600, 4).webp({ lossless: true, effort: 0 }).toBuffer(),
      'image/png',
      1_024,
      783,
    ],
    ['an animated WebP: its first frame', () => moving(2_000, 2_000), 'image/jpeg', 1_024, 1_024],
    ['GIF', () => canvas(2_400, 1_800).gif().toBuffer(), 'image/png', 2_400, 1_800],
    ['AVIF', () => canvas(1_600, 1_250).avif({ effort: 0 }).toBuffer(), 'image/jpeg', 1_600, 1_250],
    [
      'a JPEG without its end mark',
      async () => cut(await (await photo(4_000, 3_000)).jpeg().toBuffer(), 2),
      'image/jpeg',
      4_000,
      3_000,
    ],
  ])('%s', async (_, made, mimetype, width, height) => {
    const bytes = await made();
    const decoder = await watched();
    const picture = await decoder.normalize({ bytes }, 'attached');
    const cost = decoder.cost();
    await decoder.close();
    expect.soft(cost.bytes, 'bytes').toBeLessThan(MOST_BYTES);
    expect.soft(cost.processorMs, 'ms of its processor').toBeLessThan(MOST_PROCESSOR_MS);
    expect(picture.mimetype).toBe(mimetype);
    const read = await sharp(picture.bytes, { limitInputPixels: false }).metadata();
    expect(read).toMatchObject({ width, height, space: 'srgb' });
    expect(read.exif ?? read.icc ?? read.xmp).toBeUndefined();
  });

  test.each<[string, () => Promise<Buffer>]>([
    [
      'a progressive JPEG of 15 megapixels',
      async () => (await photo(4_500, 3_400)).jpeg({ progressive: true }).toBuffer(),
    ],
    ['an interlaced PNG of 12', () => canvas(4_000, 3_000).png({ progressive: true }).toBuffer()],
    ['a PNG of 51', () => canvas(8_250, 6_180, 4).png().toBuffer()],
    ['one of 18, in 16 bit', () => canvas(6_000, 3_000, 4).toColorspace('rgb16').png().toBuffer()],
  ])('%s is not let through', async (_, made) => {
    expect((await failureOf(attached(await made()))).message).toMatch(/^image_too_large: .*room/);
  });

  test('what Pixapi made has more room: 3840 × 2160 as AVIF and as WebP without loss keep their size', async () => {
    const made = canvas(3_840, 2_160);
    for (const bytes of [await made.avif({ effort: 0 }).toBuffer(), await made.webp({ lossless: true }).toBuffer()]) {
      const picture = await decoding.normalize({ bytes }, 'made');
      expect(await sharp(picture.bytes).metadata()).toMatchObject({ width: 3_840, height: 2_160 });
    }
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
    const [wanted, got] = [await pixels(bytes), await pixels((await attached(bytes)).bytes)];
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
    const failure = await failureOf(attached(headOf(width, height)));
    expect(failure.code).toBe('image_too_large');
    expect((await failureOf(decoding.sideBySide(headOf(9, 9), headOf(width, height)))).code).toBe('image_too_large');
  });

  test.each([
    [16_384, 900],
    [2_000, 100],
    [8_000, 6_375],
  ])('%d×%d is not', async (width, height) => {
    expect((await failureOf(attached(headOf(width, height)))).code).toBe('image_unreadable');
  });
});

describe('a picture that its head does not tell on', () => {
  test('takes too much memory: it is too large, and the next one is decoded', async () => {
    // whatever it takes is more than there is room for
    const strict = openDecoding({ deadlineMs: 120_000, slackBytes: -200 * 1024 * 1024 });
    const bytes = await (await photo(4_000, 3_000)).jpeg().toBuffer();
    expect((await failureOf(strict.normalize({ bytes }, 'attached'))).message).toMatch(/^image_too_large: .*died/);
    expect((await attached(await canvas(9, 9).png().toBuffer())).mimetype).toBe('image/png');
    await strict.close();
  });

  test.skipIf(!existsSync(TASKS))(
    'takes longer than the deadline: it is too large, and those that waited are decoded',
    async () => {
      const hasty = openDecoding({ deadlineMs: 5_000 });
      const picture = await canvas(9, 9).png().toBuffer();
      const child = await decoderOf(() => hasty.normalize({ bytes: picture }, 'attached'));
      // one that stands still takes longer than any deadline, on any machine
      process.kill(child, 'SIGSTOP');
      const late = failureOf(hasty.normalize({ bytes: picture }, 'attached'));
      const after = hasty.normalize({ bytes: picture }, 'attached');
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
      const child = await decoderOf(() => unlucky.normalize({ bytes: picture }, 'attached'));
      process.kill(child, 'SIGKILL');
      await until(() => !decoders().includes(child));
      expect((await unlucky.normalize({ bytes: picture }, 'attached')).mimetype).toBe('image/png');
      await unlucky.close();
    },
  );
});

test('a picture that ends too early, or lies about its rows, can’t be read', async () => {
  const png = cut(await canvas(300, 200).png().toBuffer(), 40);
  const jpeg = await canvas(300, 200).jpeg().toBuffer();
  for (const bytes of [png, cut(jpeg, 3), cut(jpeg, 40), bomb(3_000, 2_000)]) {
    expect((await failureOf(attached(bytes))).code).toBe('image_unreadable');
  }
});

test('what would come out larger than 20 MB becomes smaller: a WebP with transparency grows fourfold as PNG', async () => {
  const raw = { width: 2_500, height: 2_500, channels: 4 } as const;
  const bytes = await sharp(randomBytes(raw.width * raw.height * raw.channels), { raw })
    .webp({ quality: 50 })
    .toBuffer();
  const picture = await decoding.normalize({ bytes }, 'made');
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
  const { format, width, height } = await sharp(await decoding.drawChart({ bars })).metadata();
  expect({ format, width, height }).toEqual({ format: 'png', width: 1_200, height: 420 });
});
