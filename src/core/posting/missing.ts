import type { FailureCode } from '../failure.ts';
import type { Picture } from '../generation.ts';

export interface Trouble {
  readonly position: number;
  readonly code: FailureCode;
}

/** In characters, of what Slack shows by its address (docs.slack.dev/reference/block-kit/blocks/image-block). */
const LONGEST_ADDRESS = 3_000;
/** Slack takes no files at all: such a picture is shown by its address. */
const WITHOUT_FILES: ReadonlySet<FailureCode> = new Set<FailureCode>(['uploads_disabled', 'storage_full']);

/** Trouble with one picture, which is no reason to keep the others back. */
const OF_ONE: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'download_failed',
  'download_refused',
  'result_malformed',
  'image_missing',
  'image_unreadable',
  'image_too_large',
  'chat_refused',
  'chat_busy',
]);

export function isWithoutFiles(code: FailureCode): boolean {
  return WITHOUT_FILES.has(code);
}

export function isOfOne(code: FailureCode): boolean {
  return OF_ONE.has(code);
}

export function isShownByAddress({ trouble, url }: Pick<Picture, 'trouble' | 'url'>): boolean {
  return trouble !== null && WITHOUT_FILES.has(trouble) && url !== null && url.length <= LONGEST_ADDRESS;
}

/** It was made, and nobody can see it (yet). */
export function isMissing(picture: Pick<Picture, 'trouble' | 'url'>): boolean {
  return picture.trouble !== null && !isShownByAddress(picture);
}

/** It is still tried to be had. */
export function isAwaited(picture: Pick<Picture, 'trouble' | 'url' | 'isGivenUp'>): boolean {
  return isMissing(picture) && !picture.isGivenUp;
}
