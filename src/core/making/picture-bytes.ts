import type { BytesInFlight } from '../bytes-in-flight.ts';
import { Failure } from '../failure.ts';
import type { GenerationKey, Picture } from '../generation.ts';
import type { DownloadedPicture, ImageMaker, PassingPicture } from '../image-model.ts';
import { readHead } from '../picture-head.ts';
import type { Chat, SourceBytes } from './chat.ts';

export interface PictureStore {
  /** What we keep of a picture that Pixapi sent no address of; null: nothing. */
  readPictureBytes(key: GenerationKey, position: number): Promise<Uint8Array | null>;
}

export interface PictureDeps {
  readonly store: PictureStore;
  readonly chat: Chat;
  readonly maker: ImageMaker;
  readonly bytes: BytesInFlight;
}

/**
 * The bytes of a picture of ours, from wherever they are to be had; checked and re-encoded. `image_missing` where they
 * are nowhere any more.
 */
export async function pictureBytes(
  deps: PictureDeps,
  key: GenerationKey,
  picture: Picture,
  signal: AbortSignal,
): Promise<SourceBytes> {
  const { chat, maker } = deps;
  if (picture.fileId) return await chat.readFile(key.teamId, picture.fileId);
  if (picture.url) return await chat.normalize(await downloadWhole({ maker, chat }, picture.url, signal));
  const kept = await keptBytes(deps, key, picture);
  if (kept) return await chat.normalize({ bytes: kept });
  throw new Failure('image_missing');
}

/** A picture of Pixapi's, and nothing missing of it: `download_failed` otherwise. */
export async function downloadWhole(
  { maker, chat }: Pick<PictureDeps, 'maker' | 'chat'>,
  url: string,
  signal: AbortSignal,
): Promise<DownloadedPicture> {
  return await requireWhole(chat, await maker.download(url, signal));
}

/** What is still coming is watched on its way. */
export async function requireWhole<Fetched extends DownloadedPicture | PassingPicture>(
  chat: Pick<Chat, 'normalize'>,
  picture: Fetched,
): Promise<Fetched> {
  if (!('bytes' in picture) || (await isWhole(chat, picture.bytes))) return picture;
  throw new Failure('download_failed', { detail: 'download: HTTP 200, but the picture has no end' });
}

/** Where the end is missing, the decoder says whether anything else is. */
export async function isWhole(chat: Pick<Chat, 'normalize'>, bytes: Uint8Array): Promise<boolean> {
  if (readHead(bytes)?.whole) return true;
  try {
    await chat.normalize({ bytes });
    return true;
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'image_unreadable') throw error;
    return false;
  }
}

/** What we keep of it, once there is room for that. */
export async function keptBytes(
  { store, bytes }: Pick<PictureDeps, 'store' | 'bytes'>,
  key: GenerationKey,
  picture: Picture,
): Promise<Uint8Array | null> {
  if (picture.bytes === null) return null;
  await bytes.take(picture.bytes);
  return await store.readPictureBytes(key, picture.position);
}
