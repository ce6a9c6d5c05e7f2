import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const END = chunk('IEND', Buffer.alloc(0));
const bySize = new Map<string, { header: Buffer; pixels: Buffer }>();

/** One color, taken from the digest. All but the color is kept per size, so that a picture costs microseconds. */
export function plainPng(width: number, height: number, digest: string): Uint8Array {
  const { header, pixels } = blank(width, height);
  const palette = chunk('PLTE', Buffer.from(digest.slice(0, 6), 'hex'));
  return Buffer.concat([SIGNATURE, header, palette, pixels, END]);
}

function blank(width: number, height: number) {
  const key = `${width}x${height}`;
  const known = bySize.get(key);
  if (known) return known;

  const bitsPerPixel = 1;
  const indexed = 3;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.writeUInt8(bitsPerPixel, 8);
  header.writeUInt8(indexed, 9);
  const bytesPerRow = 1 + Math.ceil(width / 8);
  const made = {
    header: chunk('IHDR', header),
    pixels: chunk('IDAT', deflateSync(Buffer.alloc(bytesPerRow * height))),
  };
  bySize.set(key, made);
  return made;
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(content.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
