import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { isHeic } from '../../../src/core/avif-head.ts';
import { readHead, sizeProblem } from '../../../src/core/picture-head.ts';

const canvas = () => sharp({ create: { width: 64, height: 48, channels: 3, background: '#c40' } });
const FILL = Buffer.from([0xff, 0xff, 0xff]);

/** The same JPEG with something between its segments. */
function withBetween(jpeg: Buffer, between: Buffer): Buffer {
  const parts = [jpeg.subarray(0, 2)];
  for (let at = 2; ; ) {
    parts.push(between);
    const isScan = jpeg[at + 1] === 0xda;
    const end = isScan ? jpeg.length : at + 2 + jpeg.readUInt16BE(at + 2);
    parts.push(jpeg.subarray(at, end));
    if (isScan) return Buffer.concat(parts);
    at = end;
  }
}

const box = (name: string, ...content: Buffer[]) => {
  const inside = Buffer.concat(content);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(inside.length + 8);
  head.write(name, 4, 'latin1');
  return Buffer.concat([head, inside]);
};
const numbers = (...values: number[]) => {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [at, value] of values.entries()) bytes.writeUInt32BE(value, 4 * at);
  return bytes;
};
const ispe = (width: number, height: number) => box('ispe', numbers(0, width, height));
const avifOf = (...properties: Buffer[]) =>
  Buffer.concat([
    box('ftyp', Buffer.from('avif\0\0\0\0mif1')),
    box('meta', numbers(0), box('iprp', box('ipco', ...properties))),
  ]);

describe('the head of what sharp reads is read', () => {
  test.each<[string, () => Promise<Buffer>, string]>([
    ['a JPEG', () => canvas().jpeg().toBuffer(), 'image/jpeg'],
    ['a JPEG with fill bytes', async () => withBetween(await canvas().jpeg().toBuffer(), FILL), 'image/jpeg'],
    [
      'a progressive one',
      async () => withBetween(await canvas().jpeg({ progressive: true }).toBuffer(), FILL),
      'image/jpeg',
    ],
    [
      'a JPEG with rubbish',
      async () => withBetween(await canvas().jpeg().toBuffer(), Buffer.from([0, 7, 9])),
      'image/jpeg',
    ],
    ['a GIF', () => canvas().gif().toBuffer(), 'image/gif'],
    ['an AVIF', () => canvas().avif().toBuffer(), 'image/avif'],
  ])('%s', async (_, make, mimetype) => {
    const bytes = await make();
    expect(await sharp(bytes, { failOn: 'error' }).removeAlpha().raw().toBuffer()).toHaveLength(64 * 48 * 3);
    expect(readHead(bytes)).toMatchObject({ mimetype, width: 64, height: 48, whole: true });
    expect(readHead(bytes.subarray(0, bytes.length - 2))?.whole ?? false).toBe(false);
  });
});

test('of an AVIF that is put together of tiles the largest size counts', () => {
  expect(readHead(avifOf(ispe(512, 512), ispe(20_000, 900), ispe(10, 10)))).toMatchObject({
    width: 20_000,
    height: 900,
  });
});

test.each([
  ['no sizes', avifOf()],
  ['a box smaller than its head', Buffer.concat([box('ftyp', Buffer.from('avif\0\0\0\0')), numbers(3, 0x6d657461)])],
  ['a box without an end', Buffer.concat([box('ftyp', Buffer.from('avif\0\0\0\0')), numbers(0xffffffff, 0x6d657461)])],
  ['a size of nothing', avifOf(ispe(0, 9))],
])('an AVIF with %s has no head, and ends', (_, bytes) => {
  expect(readHead(bytes)).toBeNull();
});

test('HEIC is told from AVIF, which may say both', () => {
  expect(isHeic(box('ftyp', Buffer.from('heic\0\0\0\0mif1heic')))).toBe(true);
  expect(isHeic(avifOf())).toBe(false);
  expect(readHead(box('ftyp', Buffer.from('heic\0\0\0\0mif1heic')))).toBeNull();
});

test.each([
  [8_192, 6_144, null],
  [6_144, 8_192, null],
  [8_160, 6_120, null],
  [8_000, 6_375, null],
  [8_001, 6_375, 'more than 51000000 pixels'],
])('“50 megapixels” of %d×%d', (width, height, problem) => {
  expect(sizeProblem({ mimetype: 'image/jpeg', whole: true, heldBytes: 0, width, height })).toBe(problem);
});
