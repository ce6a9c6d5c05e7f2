import type { Metadata } from 'sharp';

/** How a picture is decoded: to what longest edge at most, in px, and what it is written as. */
export interface Plan {
  readonly edge: number;
  readonly isPng: boolean;
}

/** What sharp reads in a picture's head, and our own reader (`heldBytes`); `bytes`: its own length. */
export interface Given {
  readonly head: Metadata;
  readonly heldBytes: number;
  readonly bytes: number;
}

const EDGES = [4_096, 3_072, 2_048, 1_024];
/** A PNG that is not made smaller costs few rows: screens of 6,016 px stay as they are. */
const PNG_EDGES = [6_144, ...EDGES];
/** What is to stay a PNG, without need, is not larger. */
const LARGEST_PNG = 10 * 1024 * 1024;
const MOST_DEEP_PIXELS = 17_000_000;

/**
 * The largest edge at which a picture costs no more than `room`, in bytes beside an idle decoder; null: none. The figures
 * are measured (decision 60); test/outer/pictures/decoding.test.ts holds them to what decoding takes.
 */
export function planOf(given: Given, room: number): Plan | null {
  const { format, width, height, depth } = given.head;
  if (format === 'png' && depth === 'ushort' && width * height > MOST_DEEP_PIXELS) return null;
  const longest = Math.max(width, height);
  for (const edge of format === 'png' ? PNG_EDGES : EDGES) {
    const shrink = Math.max(1, longest / edge);
    const isPng = staysPng(given, shrink);
    if (costOf(given, shrink, isPng) <= room) return { edge, isPng };
  }
  return null;
}

function staysPng({ head, bytes }: Given, shrink: number): boolean {
  return head.hasAlpha || (head.format === 'png' && shrink === 1 && growthOf(head) * bytes <= LARGEST_PNG);
}

/** By how much a PNG may grow as it is written anew. */
function growthOf({ isPalette, bitsPerSample = 8 }: Metadata): number {
  return isPalette || bitsPerSample < 8 ? 3 : 1.3;
}

function costOf(given: Given, shrink: number, isPng: boolean): number {
  const { head, bytes } = given;
  const pixels = (head.width * head.height) / shrink ** 2;
  const result = resultBytes(given, pixels, shrink, isPng);
  const isTurned = (head.orientation ?? 1) !== 1;
  // What is turned is held as pixels between making it small and writing it.
  const held = isTurned ? pixels * (head.hasAlpha ? 4 : 3) : 0;
  const decoding = decodingBytes(given, shrink, pixels);
  return bytes + (isTurned ? held + Math.max(decoding, result) : decoding + result);
}

function resultBytes({ head, bytes }: Given, pixels: number, shrink: number, isPng: boolean): number {
  if (!isPng) return pixels;
  const most = pixels * (head.hasAlpha ? 4 : 3);
  return head.format === 'png' && shrink === 1 ? Math.min(most, growthOf(head) * bytes) : most;
}

/** libvips holds so many rows in one stage; or in all of those that make it smaller, where each may hold the whole height. */
const ROWS = 850;
const STAGES = 3;
const ROWS_OF_JPEG = 1_550;
const ROWS_OF_OTHERS = 2_100;

function decodingBytes({ head, heldBytes }: Given, shrink: number, pixels: number): number {
  const { width, height, format, channels, depth } = head;
  const row = width * channels * (depth === 'ushort' ? 2 : 1);
  switch (format) {
    case 'jpeg': {
      const load = shrinkOnLoad(shrink);
      return heldBytes + (row / load) * rowsHeld(height / load, shrink, ROWS_OF_JPEG);
    }
    case 'png':
      return heldBytes + row * rowsHeld(height, shrink, ROWS_OF_OTHERS);
    case 'webp':
      // The frame and the picture it is put into, both as small as it is to become.
      return heldBytes + 8.3 * pixels;
    default:
      return heldBytes;
  }
}

function rowsHeld(height: number, shrink: number, most: number): number {
  return shrink > 1 ? Math.min(STAGES * height, most) : Math.min(height, ROWS);
}

/** What sharp lets libjpeg do: by 2, 4 or 8, and half of that where it is nearly the whole. */
function shrinkOnLoad(shrink: number): number {
  const factor = shrink >= 8 ? 8 : shrink >= 4 ? 4 : shrink >= 2 ? 2 : 1;
  return factor > 1 && Math.floor(shrink) === factor ? factor / 2 : factor;
}
