import type { BytesInFlight } from '../../core/bytes-in-flight.ts';
import { Failure, type FailureCode } from '../../core/failure.ts';
import type { Generation } from '../../core/generation.ts';
import type { DownloadedPicture, PassingPicture, PictureType } from '../../core/image-model.ts';
import type { Chat, SourceBytes } from '../../core/making/chat.ts';
import { readHead } from '../../core/picture-head.ts';
import { type SourceType, sourceTypeOf } from '../../core/source-type.ts';
import type { Installations } from '../api/installations.ts';
import { downloadFile, type Wanted } from './read-file.ts';

export interface PicturesDeps {
  readonly installations: Installations;
  readonly apiUrl: string;
  readonly bytes: BytesInFlight;
  readonly normalize: (picture: { readonly bytes: Uint8Array }, from: 'attached' | 'made') => Promise<SourceBytes>;
  /** The same of what was made, for Slack to show: it says in XMP how it came about. */
  readonly convert: (picture: { readonly bytes: Uint8Array }, source: SourceType) => Promise<SourceBytes>;
  /** Multiplies the waits for Slack to process a file and for a channel to be free; 1 in production. */
  readonly waitScale: number;
}

/** What Slack shows in a block (docs.slack.dev/reference/block-kit/blocks/image-block), and what it shows as a file. */
export const IN_BLOCKS: ReadonlySet<PictureType> = new Set(['image/png', 'image/jpeg']);
export const AS_FILES: ReadonlySet<PictureType> = new Set(['image/png', 'image/jpeg', 'image/webp']);
/** What people may start from. */
const FROM_PEOPLE: ReadonlySet<PictureType | undefined> = AS_FILES;

/** What the Chat does with the bytes of pictures. */
export function createPictures(deps: PicturesDeps): Pick<Chat, 'normalize' | 'readFile' | 'readOwnFile'> & {
  /** What Pixapi made goes out byte for byte, with whatever is signed in it, where Slack takes its type there. */
  showable<Given extends DownloadedPicture | PassingPicture>(
    generation: Generation,
    picture: Given,
    taken: ReadonlySet<PictureType>,
  ): Promise<Given | DownloadedPicture>;
} {
  const { installations, apiUrl, bytes, waitScale } = deps;
  const counted = async (picture: Promise<SourceBytes>) => {
    const counted = await picture;
    await bytes.take(counted.bytes.length);
    return counted;
  };
  const read = async (teamId: string, fileId: string, wanted: Wanted = 'file') => {
    const options = { apiUrl, bytes, scale: waitScale };
    const file = await downloadFile(await installations.of(teamId), fileId, wanted, options);
    return { ...file, mimetype: readHead(file.bytes)?.mimetype };
  };
  const readSource = async (teamId: string, fileId: string, wanted: Wanted) => {
    const file = await read(teamId, fileId, wanted);
    if (!FROM_PEOPLE.has(file.mimetype)) throw new Failure('image_unreadable', { detail: 'kind' });
    const source = await counted(deps.normalize(file, 'attached'));
    const { width = 0, height = 0 } = readHead(source.bytes) ?? {};
    return { ...source, rendition: file.isRendition ? Math.max(width, height) : null };
  };

  return {
    normalize: (picture) => counted(deps.normalize(picture, 'made')),

    async showable(generation, picture, taken) {
      if (!('bytes' in picture) || taken.has(picture.mimetype)) return picture;
      return await counted(deps.convert(picture, sourceTypeOf(generation)));
    },

    /** What would cost too much to decode is taken from Slack's smaller copy, where there is one. */
    async readFile(teamId, fileId) {
      try {
        return await readSource(teamId, fileId, 'file');
      } catch (tooLarge) {
        if (!isFailure(tooLarge, 'image_too_large')) throw tooLarge;
        return await readSource(teamId, fileId, 'rendition').catch((error) => {
          throw isFailure(error, 'image_unreadable') ? tooLarge : error;
        });
      }
    },

    async readOwnFile(teamId, fileId) {
      const { bytes: whole, mimetype } = await read(teamId, fileId);
      if (!mimetype) throw new Failure('image_unreadable', { detail: 'kind' });
      return { bytes: whole, mimetype };
    },
  };
}

function isFailure(error: unknown, code: FailureCode): boolean {
  return error instanceof Failure && error.code === code;
}
