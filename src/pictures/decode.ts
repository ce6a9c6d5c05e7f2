import sharp, { type Sharp } from 'sharp';
import type { SourceBytes } from '../core/making/chat.ts';
import { MOST_PIXELS } from '../core/picture-head.ts';

const LONGEST_EDGE_PX = 4_096;
const HEIGHT_PX = 1_024;
const GAP_PX = 16;

// One picture at a time, and nothing kept of it.
sharp.cache(false);
sharp.concurrency(1);

/** Turned as its EXIF says, all metadata gone, PNG (with transparency) or JPEG, at most 4,096 px long. */
export async function normalize(bytes: Uint8Array): Promise<SourceBytes> {
  const { format, hasAlpha, orientation = 1 } = await open(bytes).metadata();
  const small = open(bytes).resize(LONGEST_EDGE_PX, LONGEST_EDGE_PX, { fit: 'inside', withoutEnlargement: true });
  const turned = orientation === 1 ? small : await turn(small, orientation);
  if (hasAlpha || format === 'png') return { bytes: await turned.png().toBuffer(), mimetype: 'image/png' };
  return { bytes: await turned.jpeg({ quality: 95, optimiseCoding: false }).toBuffer(), mimetype: 'image/jpeg' };
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
  const one = await atHeight(left);
  const other = await atHeight(right);
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

async function atHeight(bytes: Uint8Array) {
  return await open(bytes).resize({ height: HEIGHT_PX }).png().toBuffer({ resolveWithObject: true });
}

function open(bytes: Uint8Array): Sharp {
  return sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', animated: false });
}
