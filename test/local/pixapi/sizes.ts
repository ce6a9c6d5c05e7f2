import { badRequest } from './errors.ts';
import type { ModelRules } from './settings.ts';

const PRESETS = ['1024x1024', '1536x1024', '1024x1536'];
const STEP = 16;
const FEWEST_PIXELS = 655_360;
const MOST_PIXELS = 8_294_400;
const LONGEST_EDGE = 3840;

export interface Size {
  width: number;
  height: number;
  /** Left to the model: billed as 1K. */
  auto: boolean;
}

export function readSize(size: string, rules: ModelRules): Size {
  if (size === 'auto') return { width: 1024, height: 1024, auto: true };
  const [, width, height] = (/^([1-9]\d*)x([1-9]\d*)$/.exec(size) ?? []).map(Number);
  if (!width || !height) throw refused(size, 'is not auto or WIDTHxHEIGHT');
  if (rules.sizes === 'presets' && !PRESETS.includes(size))
    throw refused(size, `is not one of auto, ${PRESETS.join(', ')}`);
  if (width % STEP || height % STEP) throw refused(size, `has an edge that is not a multiple of ${STEP}`);
  if (Math.max(width, height) > LONGEST_EDGE) throw refused(size, `has an edge above ${LONGEST_EDGE}`);
  if (width * height < FEWEST_PIXELS || width * height > MOST_PIXELS) {
    throw refused(size, `does not have ${FEWEST_PIXELS} to ${MOST_PIXELS} pixels`);
  }
  if (Math.max(width, height) > 3 * Math.min(width, height)) throw refused(size, 'is longer than 3:1');
  return { width, height, auto: false };
}

function refused(size: string, why: string) {
  return badRequest(`size: ${size} ${why}`, { param: 'size' });
}
