import sharp, { type Sharp } from 'sharp';
import { expect, test } from 'vitest';
import { readHead } from '../../../src/core/picture-head.ts';
import { growth } from '../../support/growth.ts';

const [WIDTH, HEIGHT] = [160, 96];
const PIXELS = WIDTH * HEIGHT;
const canvas = (channels: 3 | 4 = 3): Sharp =>
  sharp({ create: { width: WIDTH, height: HEIGHT, channels, background: { r: 200, g: 90, b: 30, alpha: 0.5 } } });

test.each<[string, number, () => Promise<Buffer>]>([
  ['a JPEG', 0, () => canvas().jpeg().toBuffer()],
  ['a progressive JPEG', 3, () => canvas().jpeg({ progressive: true }).toBuffer()],
  ['one in 4:4:4', 6, () => canvas().jpeg({ progressive: true, chromaSubsampling: '4:4:4' }).toBuffer()],
  ['one in CMYK', 8, () => canvas().toColorspace('cmyk').jpeg({ progressive: true }).toBuffer()],
  ['one in gray', 2, () => canvas().toColorspace('b-w').jpeg({ progressive: true }).toBuffer()],
  ['a JPEG in several scans', 3, async () => inScans(await canvas().jpeg().toBuffer())],
  ['a PNG', 0, () => canvas(4).png().toBuffer()],
  ['an interlaced PNG', 4, () => canvas(4).png({ progressive: true }).toBuffer()],
  ['a WebP', 0, () => canvas().webp().toBuffer()],
  ['one with transparency', 2, () => canvas(4).webp().toBuffer()],
  ['one without loss', 4, () => canvas().webp({ lossless: true }).toBuffer()],
  ['one that moves', 8, moving],
  ['a GIF', 7, () => canvas().gif().toBuffer()],
  ['an AVIF', 19, () => canvas().avif({ effort: 0 }).toBuffer()],
  ['an interlaced PNG of 16 bit', 8, () => canvas(4).toColorspace('rgb16').png({ progressive: true }).toBuffer()],
])('%s says in its head that %i bytes of each pixel are held', async (_, bytesOfPixel, encoded) => {
  expect(readHead(await encoded())).toMatchObject({
    width: WIDTH,
    height: HEIGHT,
    whole: true,
    heldBytes: bytesOfPixel * PIXELS,
  });
});

async function moving(): Promise<Buffer> {
  const frames = await Promise.all([canvas().png().toBuffer(), canvas().negate().png().toBuffer()]);
  return await sharp(frames, { join: { animated: true } })
    .webp()
    .toBuffer();
}

/** Its first scan holds one component, as a decoder sees it. */
function inScans(jpeg: Buffer): Buffer {
  jpeg[jpeg.indexOf(Buffer.from([0xff, 0xda])) + 4] = 1;
  return jpeg;
}

test('of a picture in millions of parts only the first are looked at', async () => {
  const png = await canvas().png().toBuffer();
  const jpeg = await canvas().jpeg().toBuffer();
  const empty = Buffer.from('\0\0\0\0tEXt\0\0\0\0', 'latin1');
  const chunks = Buffer.concat([png.subarray(0, 33), Buffer.alloc(empty.length * 1_600_000, empty)]);
  const marks = Buffer.concat([jpeg.subarray(0, 2), Buffer.alloc(chunks.length, 0xff)]);
  const longer = growth((parts) => {
    expect(readHead(chunks.subarray(0, 12 * parts))).toMatchObject({ width: WIDTH, whole: false });
    expect(readHead(marks.subarray(0, 12 * parts))).toBeNull();
  }, 400_000);
  expect(longer).toBeLessThan(3);
});
