import type { DownloadedPicture } from './image-model.ts';

type PictureType = DownloadedPicture['mimetype'];

/** What the head of a picture says, read without decoding it. `whole`: its end is there too. */
export interface PictureHead {
  readonly mimetype: PictureType;
  readonly width: number;
  readonly height: number;
  readonly whole: boolean;
}

const LONGEST_SIDE_PX = 16_384;
const LONGEST_RATIO = 20;
/** Cameras of "50 megapixels" make up to 50.3 million. */
export const MOST_PIXELS = 51_000_000;

/**
 * Why a picture is not to be decoded, by its head alone; null: it may be. What decoding costs goes with its sides and
 * not only with its area: lines are decoded whole, and each line anew.
 */
export function sizeProblem({ width, height }: PictureHead): string | null {
  if (Math.max(width, height) > LONGEST_SIDE_PX) return `a side of more than ${LONGEST_SIDE_PX} px`;
  if (Math.max(width, height) > LONGEST_RATIO * Math.min(width, height)) return `longer than ${LONGEST_RATIO}:1`;
  return width * height > MOST_PIXELS ? `more than ${MOST_PIXELS} pixels` : null;
}

/** Whether the bytes begin as pictures of this type do. */
export function looksLike(bytes: Uint8Array, mimetype: PictureType): boolean {
  return typeOf(Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 16))) === mimetype;
}

/** null: no PNG, JPEG or WebP, or one whose head can't be read. */
export function readHead(input: Uint8Array): PictureHead | null {
  const bytes = Buffer.from(input.buffer, input.byteOffset, input.byteLength);
  const mimetype = typeOf(bytes);
  if (mimetype === null) return null;
  const head = READERS[mimetype](bytes);
  return head && head.width > 0 && head.height > 0 ? { mimetype, ...head } : null;
}

function typeOf(bytes: Buffer): PictureType | null {
  if (bytes.subarray(0, 8).equals(PNG_SIGNATURE)) return 'image/png';
  if (bytes.length > 2 && bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg';
  const riff = bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP';
  return riff ? 'image/webp' : null;
}

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

type Read = Omit<PictureHead, 'mimetype'> | null;
const READERS: Record<PictureType, (bytes: Buffer) => Read> = {
  'image/png': readPng,
  'image/jpeg': readJpeg,
  'image/webp': readWebp,
};

function readPng(bytes: Buffer): Read {
  if (bytes.length < 24 || bytes.toString('latin1', 12, 16) !== 'IHDR') return null;
  let whole = false;
  // A chunk: length, type, that many bytes, checksum. Every round moves on by 12 at least.
  for (let at = 8; !whole && at + 12 <= bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    whole = bytes.toString('latin1', at + 4, at + 8) === 'IEND';
  }
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), whole };
}

function readJpeg(bytes: Buffer): Read {
  let size: { width: number; height: number } | null = null;
  for (let at = 2; at + 9 <= bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes.readUInt8(at + 1);
    if (isFrameHeader(marker)) size = { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    // From here on it is the picture itself; an end mark before it belongs to a thumbnail.
    if (marker === 0xda) return size && { ...size, whole: bytes.lastIndexOf(END_OF_JPEG) > at };
  }
  return size && { ...size, whole: false };
}

const END_OF_JPEG = Buffer.from([0xff, 0xd9]);

function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function readWebp(bytes: Buffer): Read {
  if (bytes.length < 30) return null;
  const whole = bytes.readUInt32LE(4) + 8 <= bytes.length;
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff, whole };
    case 'VP8L': {
      const bits = bytes.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1, whole };
    }
    case 'VP8X':
      return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1, whole };
    default:
      return null;
  }
}
