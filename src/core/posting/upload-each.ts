import { FAILURES, Failure, type FailureCode, toFailure } from '../failure.ts';
import type { Picture } from '../generation.ts';
import { isOfOne, isWithoutFiles } from './missing.ts';

/** Which picture could not be had or shown, and why. */
export interface Lost {
  readonly position: number;
  readonly failure: Failure;
}

/** One after the other: the next one is not read before this one is away. Throws what is not about one picture alone. */
export async function uploadEach(
  pictures: readonly Picture[],
  upload: (picture: Picture) => Promise<Picture>,
): Promise<{ readonly pictures: readonly Picture[]; readonly lost: readonly Lost[] }> {
  const uploaded: Picture[] = [];
  const lost: Lost[] = [];
  /** What is true of the next one as well: it is not even tried. */
  let ofAll: Failure | null = null;
  for (const picture of pictures) {
    try {
      if (ofAll && !picture.fileId) throw ofAll;
      uploaded.push(picture.fileId ? picture : await upload(picture));
    } catch (error) {
      const failure = toFailure(error);
      if (!isOfOne(failure.code) && !isWithoutFiles(failure.code)) throw failure;
      if (failure.code === 'chat_busy' || isWithoutFiles(failure.code)) ofAll = failure;
      lost.push({ position: picture.position, failure });
      uploaded.push({ ...picture, trouble: failure.code });
    }
  }
  return { pictures: uploaded, lost };
}

/** Whether it is worth another look before the others are shown without this one. */
export function maySoonPass(code: FailureCode): boolean {
  return FAILURES[code].tries > 1;
}

/** What keeps the job going for those that are missing still. */
export function missingFailure(lost: readonly Lost[]): Failure {
  const detail = lost.map(({ position, failure }) => `#${position} ${failure.code}`).join(', ');
  const waits = lost.flatMap(({ failure }) => failure.retryAfterMs ?? []);
  return new Failure('picture_missing', { detail, ...(waits.length > 0 && { retryAfterMs: Math.max(...waits) }) });
}
