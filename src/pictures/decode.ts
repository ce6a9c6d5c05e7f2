import sharp, { type Sharp } from 'sharp';
import type { SourceBytes } from '../core/making/chat.ts';
import { MOST_PIXELS, readHead } from '../core/picture-head.ts';

const LONGEST_EDGE_PX = 4_096;
/** Of what comes out, in bytes. Photographs with transparency grow to four times that as PNG. */
const LARGEST_RESULT = 20 * 1024 * 1024;
const MOST_TRIES = 4;
const HEIGHT_PX = 1_024;
const GAP_PX = 16;

// One picture at a time, and nothing kept of it.
sharp.cache(false);
sharp.concurrency(1);

/**
 * Turned as its EXIF says, all metadata gone, PNG (with transparency) or JPEG, at most 4,096 px long and 20 MB: what
 * would be more becomes a JPEG or, where that can't be, smaller.
 */
export async function normalize(given: Uint8Array): Promise<SourceBytes> {
  const picture = ended(given);
  const { format, hasAlpha, orientation = 1, width, height } = await open(picture).metadata();
  let edge = Math.min(LONGEST_EDGE_PX, Math.max(width, height));
  let isPng = hasAlpha || format === 'png';
  for (let tries = 1; ; tries++) {
    const small = open(picture).resize(edge, edge, { fit: 'inside', withoutEnlargement: true });
    const turned = orientation === 1 ? small : await turn(small, orientation);
    const bytes = await (isPng ? turned.png() : turned.jpeg({ quality: 95, optimiseCoding: false })).toBuffer();
    if (bytes.length <= LARGEST_RESULT || tries === MOST_TRIES)
      return { bytes, mimetype: isPng ? 'image/png' : 'image/jpeg' };
    if (isPng && !hasAlpha) isPng = false;
    else edge = Math.floor(edge * 0.9 * Math.sqrt(LARGEST_RESULT / bytes.length));
  }
}

/** Made small line by line, and turned only then: what is turned first is held whole. */
async function turn(small: Sharp, orientation: number): Promise<Sharp> {
  const { data, info } = await small.toColorspace('srgb').raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const pixels = sharp(data, { raw: { width, height, channels } });
  const [mirrored, degrees] = TURNS[orientation] ?? [false, 0];
  return (mirrored ? pixels.flop() : pixels).rotate(degrees);
}

/** EXIF's orientations: mirrored, then turned clockwise. */
const TURNS: Readonly<Record<number, readonly [mirrored: boolean, degrees: number]>> = {
  2: [true, 0],
  3: [false, 180],
  4: [true, 180],
  5: [true, 270],
  6: [false, 90],
  7: [true, 90],
  8: [false, 270],
};

/** Two pictures beside each other on white, the first one left, both 1,024 px high; a PNG. */
export async function sideBySide(left: Uint8Array, right: Uint8Array): Promise<Uint8Array> {
  const one = await atHeight(ended(left));
  const other = await atHeight(ended(right));
  return await sharp({
    create: {
      width: one.info.width + GAP_PX + other.info.width,
      height: HEIGHT_PX,
      channels: 3,
      background: '#ffffff',
    },
  })
    .composite([
      { input: one.data, left: 0, top: 0 },
      { input: other.data, left: one.info.width + GAP_PX, top: 0 },
    ])
    .png()
    .toBuffer();
}

async function atHeight(picture: Ended) {
  return await open(picture).resize({ height: HEIGHT_PX }).png().toBuffer({ resolveWithObject: true });
}

interface Ended {
  readonly bytes: Uint8Array;
  readonly failOn: 'error' | 'warning';
}

const END_OF_JPEG = Buffer.from([0xff, 0xd9]);

/** A JPEG without its end mark is given one. Should anything before it be missing, libjpeg warns of that. */
function ended(bytes: Uint8Array): Ended {
  const head = readHead(bytes);
  if (head?.mimetype !== 'image/jpeg' || head.whole) return { bytes, failOn: 'error' };
  return { bytes: Buffer.concat([bytes, END_OF_JPEG]), failOn: 'warning' };
}

function open({ bytes, failOn }: Ended): Sharp {
  return sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn, animated: false });
}
