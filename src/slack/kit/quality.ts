import type { Copy } from '../../copy/copy.ts';
import type { Quality } from '../../core/image-model.ts';

/** A quality in words; one that only the operator's models know, by its own name. */
export function qualityWord(quality: Quality, { images }: Copy): string {
  return Object.entries(images.quality).find(([known]) => known === quality)?.[1] ?? quality;
}
