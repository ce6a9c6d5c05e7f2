import sharp, { type Metadata, type Sharp } from 'sharp';
import type { SourceBytes } from '../core/making/chat.ts';
import { MOST_PIXELS, readHead } from '../core/picture-head.ts';
import { planOf } from './plan.ts';

/** Of what comes out, in bytes: what would be more becomes a JPEG or, where that can't be, smaller. */
const LARGEST_RESULT = 20 * 1024 * 1024;
const MOST_TRIES = 4;
const HEIGHT_PX = 1_024;
/** Models draw up to 3:1. */
const MOST_WIDTH_PX = 3 * HEIGHT_PX;
const GAP_PX = 16;

// One picture at a time, and nothing kept of it.
sharp.cache(false);
sharp.concurrency(1);

/** Turned as its EXIF says, all metadata gone, PNG or JPEG, as large as `room` lets it be; null: it would take more. */
export async function normalize(given: Uint8Array, room: number): Promise<SourceBytes | null> {
  const picture = ended(given);
  const head = await open(picture).metadata();
  const plan = planOf({ head, heldBytes: picture.heldBytes, bytes: picture.heldOfFile }, room);
  if (!plan) return null;
  let { edge, isPng } = plan;
  const longest = Math.max(head.width, head.height);
  for (let tries = 1; ; tries++) {
    const bytes = await write(picture, head, edge, isPng);
    if (bytes.length <= LARGEST_RESULT || tries === MOST_TRIES)
      return { bytes, mimetype: isPng ? 'image/png' : 'image/jpeg' };
    if (isPng && !head.hasAlpha) isPng = false;
    else edge = Math.floor(Math.min(edge, longest) * 0.9 * Math.sqrt(LARGEST_RESULT / bytes.length));
  }
}

async function write(picture: Ended, { orientation = 1 }: Metadata, edge: number, isPng: boolean): Promise<Buffer> {
  const small = open(picture).resize(edge, edge, { fit: 'inside', withoutEnlargement: true });
  const turned = orientation === 1 ? small : await turn(small, orientation);
  return await (isPng ? turned.png() : turned.jpeg({ quality: 95, optimiseCoding: false })).toBuffer();
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

/** Two pictures beside each other on white, the first one left, both 1,024 px high, or less where they are longer than 3:1; a PNG. */
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
  return await open(picture)
    .resize({ height: HEIGHT_PX, width: MOST_WIDTH_PX, fit: 'inside' })
    .png()
    .toBuffer({ resolveWithObject: true });
}

interface Ended {
  readonly bytes: Uint8Array;
  readonly failOn: 'error' | 'warning';
  readonly heldBytes: number;
  /** The file's own bytes, in as many copies as there are. */
  readonly heldOfFile: number;
}

const END_OF_JPEG = Buffer.from([0xff, 0xd9]);

/** A JPEG without its end mark is given one. Should anything before it be missing, libjpeg warns of that. */
function ended(bytes: Uint8Array): Ended {
  const head = readHead(bytes);
  const heldBytes = head?.heldBytes ?? 0;
  if (head?.mimetype !== 'image/jpeg' || head.whole)
    return { bytes, failOn: 'error', heldBytes, heldOfFile: bytes.length };
  const whole = Buffer.concat([bytes, END_OF_JPEG]);
  return { bytes: whole, failOn: 'warning', heldBytes, heldOfFile: 2 * bytes.length };
}

function open({ bytes, failOn }: Ended): Sharp {
  return sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn, animated: false });
}
