import type { Size } from './image-model.ts';

/** The words people may say for a size. */
export const SIZE_WORDS = {
  square: '1024x1024',
  portrait: '1024x1536',
  landscape: '1536x1024',
  wide: '2048x1152',
  tall: '1152x2048',
  '2k': '2048x2048',
  '4k': '3840x2160',
  auto: 'auto',
} as const satisfies Record<string, Size>;

const STEP = 16;
export const LONGEST_EDGE = 3840;
const LONGEST_CHEAP_EDGE = 1536;
const FEWEST_PIXELS = 655_360;
const MOST_PIXELS = 8_294_400;
const MOST_ELONGATED = 3;

export type SizeProblem =
  | 'not_multiple_of_16'
  | 'too_few_pixels'
  | 'too_many_pixels'
  | 'edge_too_long'
  | 'too_elongated';

/** The size that a word or `WIDTHxHEIGHT` (also with ×, * or a space) means, null when it means none. May still fail `sizeProblem`. */
export function parseSize(text: string): Size | null {
  const word = text.trim().toLowerCase();
  if (Object.hasOwn(SIZE_WORDS, word)) return SIZE_WORDS[word as keyof typeof SIZE_WORDS];
  const [, width, height] = /^(\d{1,9})\s?[x×*]\s?(\d{1,9})(?:px)?$/u.exec(word) ?? [];
  return width && height ? `${Number(width)}x${Number(height)}` : null;
}

/** Why no model would draw this size, null for a good one and for `auto`. */
export function sizeProblem(size: Size): SizeProblem | null {
  if (size === 'auto') return null;
  const [width = Number.NaN, height = Number.NaN] = size.split('x').map(Number);
  return problemOf(width, height);
}

function problemOf(width: number, height: number): SizeProblem | null {
  if (width % STEP !== 0 || height % STEP !== 0) return 'not_multiple_of_16';
  if (Math.max(width, height) > LONGEST_EDGE) return 'edge_too_long';
  if (Math.max(width, height) > MOST_ELONGATED * Math.min(width, height)) return 'too_elongated';
  if (width * height < FEWEST_PIXELS) return 'too_few_pixels';
  if (width * height > MOST_PIXELS) return 'too_many_pixels';
  return null;
}

/** The valid size nearest to the wished one, itself when it is valid: shape counts before area. */
export function nearestSize(width: number, height: number): Size {
  const [w, h] = [Math.max(1, width), Math.max(1, height)];
  // To the nearest possible area first, then by factors, not by pixels: that keeps the shape.
  const fit = Math.sqrt(Math.min(MOST_PIXELS, Math.max(FEWEST_PIXELS, w * h)) / (w * h));
  const [wishedWidth, wishedHeight] = [Math.log(w * fit), Math.log(h * fit)];
  let nearest = { size: '', distance: Number.POSITIVE_INFINITY };
  for (const [width, logWidth] of EDGES) {
    for (const [height, logHeight] of EDGES) {
      const distance = (logWidth - wishedWidth) ** 2 + (logHeight - wishedHeight) ** 2;
      if (distance < nearest.distance && problemOf(width, height) === null) {
        nearest = { size: `${width}x${height}`, distance };
      }
    }
  }
  return nearest.size;
}

const EDGES = Array.from({ length: LONGEST_EDGE / STEP }, (_, i) => (i + 1) * STEP).map(
  (edge) => [edge, Math.log(edge)] as const,
);

/** The size in the cheapest tier that comes nearest to the ratio, the larger of equals; null beyond 3:1. */
export function sizeForRatio(width: number, height: number): Size | null {
  const ratio = Math.max(width, height) / Math.min(width, height);
  if (!(ratio <= MOST_ELONGATED)) return null;
  if (ratio === 1) return SIZE_WORDS.square; // every model draws it; 1536x1536 few do
  let best = { long: 0, short: 0, error: Number.POSITIVE_INFINITY };
  for (let long = LONGEST_CHEAP_EDGE; long >= 1280; long -= STEP) {
    const short = Math.round(long / ratio / STEP) * STEP;
    const error = Math.abs(Math.log(long / short / ratio));
    if (error < best.error - 1e-9 && problemOf(long, short) === null) best = { long, short, error };
  }
  return width > height ? `${best.long}x${best.short}` : `${best.short}x${best.long}`;
}
