import type { BytesInFlight } from '../bytes-in-flight.ts';
import { Failure } from '../failure.ts';
import type { GenerationKey, Picture } from '../generation.ts';
import type { ImageMaker } from '../image-model.ts';
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
  if (picture.url) return await chat.normalize(await maker.download(picture.url, signal));
  const kept = await keptBytes(deps, key, picture);
  if (kept) return await chat.normalize({ bytes: kept });
  throw new Failure('image_missing');
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
