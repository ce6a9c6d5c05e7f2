import { isAvif, readAvif } from './avif-head.ts';
import type { PictureType } from './image-model.ts';
import { readWebp } from './webp-head.ts';

/**
 * What the head of a picture says, read without decoding it. `whole`: its end is there too; where it is not, only
 * decoding tells whether anything else is missing.
 */
export interface PictureHead {
  readonly mimetype: PictureType;
  readonly width: number;
  readonly height: number;
  readonly whole: boolean;
  /**
   * What a decoder must hold of it at once, in bytes and whatever it is made into, since its rows don't come one after the
   * other: progressive, interlaced, without loss. 0: a few rows.
   */
  readonly heldBytes: number;
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

/** null: no PNG, JPEG, WebP, GIF or AVIF, or one whose head can't be read. */
export function readHead(input: Uint8Array): PictureHead | null {
  const bytes = Buffer.from(input.buffer, input.byteOffset, input.byteLength);
  const mimetype = typeOf(bytes);
  if (mimetype === null) return null;
  const head = READERS[mimetype](bytes);
  return head && head.width > 0 && head.height > 0 ? { mimetype, ...head } : null;
}

function typeOf(bytes: Buffer): PictureType | null {
  if (bytes.subarray(0, 8).equals(PNG_SIGNATURE)) return 'image/png';
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return 'image/jpeg';
  if (/^GIF8[79]a$/.test(bytes.toString('latin1', 0, 6))) return 'image/gif';
  const riff = bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP';
  if (riff) return 'image/webp';
  return isAvif(bytes) ? 'image/avif' : null;
}

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

type Read = Omit<PictureHead, 'mimetype'> | null;
const READERS: Record<PictureType, (bytes: Buffer) => Read> = {
  'image/png': readPng,
  'image/jpeg': readJpeg,
  'image/webp': readWebp,
  'image/gif': readGif,
  'image/avif': readAvif,
};

/** Chunks, or marks, that are looked at; of a picture in more parts than any has, decoding tells the rest. */
const MOST_PARTS = 100_000;

function readPng(bytes: Buffer): Read {
  if (bytes.length < 29 || bytes.toString('latin1', 12, 16) !== 'IHDR') return null;
  let whole = false;
  // A chunk: length, type, that many bytes, checksum.
  let parts = 0;
  for (let at = 8; !whole && at + 12 <= bytes.length && parts < MOST_PARTS; at += 12 + bytes.readUInt32BE(at)) {
    parts += 1;
    whole = bytes.toString('latin1', at + 4, at + 8) === 'IEND';
  }
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  return { width, height, whole, heldBytes: bytes[28] === 1 ? width * height * bytesOfPixel(bytes) : 0 };
}

/** Of a PNG, at most: a palette or one transparent color becomes a channel more. */
function bytesOfPixel(bytes: Buffer): number {
  const [depth, color] = [bytes[24], bytes[25]];
  const isGray = color === 0 || color === 4;
  return (isGray ? 2 : 4) * (depth === 16 ? 2 : 1);
}

function readJpeg(bytes: Buffer): Read {
  let frame: Frame | null = null;
  let parts = 0;
  // What stands between two segments is passed over, as decoders do: fill bytes (0xFF) and rubbish.
  for (let at = bytes.indexOf(0xff, 2); at !== -1 && at + 9 <= bytes.length; at = bytes.indexOf(0xff, at)) {
    parts += 1;
    if (parts > MOST_PARTS) break;
    const marker = bytes.readUInt8(at + 1);
    if (isFrameHeader(marker)) frame = readFrame(bytes, at);
    // From here on it is the picture itself; an end mark before it belongs to a thumbnail.
    if (marker === 0xda) return frame && sizeOf(frame, bytes.lastIndexOf(END_OF_JPEG) > at, bytes[at + 4] ?? 0);
    at += marker === 0xff ? 1 : standsAlone(marker) ? 2 : 2 + bytes.readUInt16BE(at + 2);
  }
  return frame && sizeOf(frame, false, frame.components.length);
}

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly isProgressive: boolean;
  /** How often each is sampled, across and down. */
  readonly components: readonly (readonly [across: number, down: number])[];
}

function readFrame(bytes: Buffer, at: number): Frame {
  const components = Array.from({ length: bytes[at + 9] ?? 0 }, (_, n) => bytes[at + 11 + 3 * n] ?? 0);
  return {
    height: bytes.readUInt16BE(at + 5),
    width: bytes.readUInt16BE(at + 7),
    isProgressive: ((bytes[at + 1] ?? 0) & 3) === 2,
    components: components.map((sampled) => [Math.max(1, sampled >> 4), Math.max(1, sampled & 15)]),
  };
}

const BLOCK_PX = 8;
const BLOCK_BYTES = BLOCK_PX * BLOCK_PX * 2;

/** What comes in several scans is held as coefficients of two bytes, block by block, until the last scan. */
function sizeOf({ width, height, isProgressive, components }: Frame, whole: boolean, inFirstScan: number): Read {
  if (!isProgressive && inFirstScan >= components.length) return { width, height, whole, heldBytes: 0 };
  const across = Math.max(1, ...components.map(([most]) => most));
  const down = Math.max(1, ...components.map(([, most]) => most));
  const units = Math.ceil(width / (BLOCK_PX * across)) * Math.ceil(height / (BLOCK_PX * down));
  const blocks = components.reduce((sum, [x, y]) => sum + x * y, 0);
  return { width, height, whole, heldBytes: units * blocks * BLOCK_BYTES };
}

const END_OF_JPEG = Buffer.from([0xff, 0xd9]);

function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** Marks without a segment; 0x00 is no mark at all. */
function standsAlone(marker: number): boolean {
  return marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd9);
}

function readGif(bytes: Buffer): Read {
  if (bytes.length < 13) return null;
  const [width, height] = [bytes.readUInt16LE(6), bytes.readUInt16LE(8)];
  return { width, height, whole: bytes.at(-1) === END_OF_GIF, heldBytes: 7 * width * height };
}

const END_OF_GIF = 0x3b;
