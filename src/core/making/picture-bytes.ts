import { Failure } from '../failure.ts';
import type { Picture } from '../generation.ts';
import type { ImageMaker } from '../image-model.ts';
import type { Chat, SourceBytes } from './chat.ts';

/**
 * The bytes of a picture of ours, from wherever they are to be had; checked and re-encoded. `image_missing` where they
 * are nowhere any more.
 */
export async function pictureBytes(
  { chat, maker }: { readonly chat: Chat; readonly maker: ImageMaker },
  teamId: string,
  { fileId, url, bytes }: Picture,
  signal: AbortSignal,
): Promise<SourceBytes> {
  if (fileId) return await chat.readFile(teamId, fileId);
  if (url) return await chat.normalize(await maker.download(url, signal));
  if (bytes) return await chat.normalize({ bytes });
  throw new Failure('image_missing');
}
