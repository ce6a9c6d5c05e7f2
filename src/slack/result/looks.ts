import type { Copy } from '../../copy/copy.ts';
import type { Generation, Picture } from '../../core/generation.ts';
import type { PictureType } from '../../core/image-model.ts';
import { isAwaited, isMissing, isShownByAddress } from '../../core/posting/missing.ts';

const NAMES: Record<PictureType, string> = {
  'image/png': 'PNG',
  'image/jpeg': 'JPEG',
  'image/webp': 'WebP',
  'image/gif': 'GIF',
  'image/avif': 'AVIF',
};

/** The pictures that can be seen. */
export function visible({ pictures }: Pick<Generation, 'pictures'>): readonly Picture[] {
  return pictures.filter((picture) => !isMissing(picture));
}

/** The sizes and types that came, each once; the size that was asked for where nobody has looked at them. */
export function looks({ pictures, size }: Pick<Generation, 'pictures' | 'size'>, { result }: Copy): string[] {
  const seen = pictures.flatMap(({ look }) => look ?? []);
  const said = seen.map(({ width, height, came, posted }) => {
    const format = came === posted ? NAMES[posted] : result.converted(NAMES[posted], NAMES[came]);
    return `${width}×${height} ${format}`;
  });
  return said.length > 0 ? [...new Set(said)] : [size.replace('x', '×')];
}

/** What is not as usual with them: which are missing, why they are shown by their address, what was sent in place of a photo. */
export function picturesNotes(generation: Generation, { result }: Copy): (string | null)[] {
  const { pictures, rendition } = generation;
  const missing = pictures.filter(isMissing);
  const { trouble } = pictures.find(isShownByAddress) ?? { trouble: null };
  const positions = missing.map(({ position }) => position);
  return [
    missing.length > 0
      ? result.missing(pictures.length - missing.length, pictures.length, positions, !missing.some(isAwaited))
      : null,
    trouble === 'uploads_disabled' || trouble === 'storage_full' ? result.byAddress[trouble] : null,
    rendition === null ? null : result.rendition(rendition),
  ];
}
