import type { BytesInFlight } from '../bytes-in-flight.ts';
import { Failure, toFailure } from '../failure.ts';
import type { Generation, GenerationKey, GenerationStore, Picture } from '../generation.ts';
import type { DownloadedPicture, ImageMaker, PassingPicture } from '../image-model.ts';
import { type Chat, type Log, logContext, type UploadedPicture } from '../making/chat.ts';
import { downloadWhole, isWhole, keptBytes, type PictureStore, requireWhole } from '../making/picture-bytes.ts';
import { readHead } from '../picture-head.ts';
import type { OrderKeyStore } from '../team/pixapi-keys.ts';

export interface FetchStore extends GenerationStore, Pick<OrderKeyStore, 'findOwnKey'> {
  savePictureUrls(key: GenerationKey, urls: readonly (string | null)[]): Promise<void>;
}

export interface FetchDeps {
  readonly store: FetchStore & PictureStore;
  readonly maker: ImageMaker;
  readonly chat: Chat;
  readonly log: Log;
  readonly bytes: BytesInFlight;
}

/** Passes a picture on as it comes, where that can be; what breaks off on the way is read whole, once, and sent then. */
export async function sendPicture(
  deps: FetchDeps,
  generation: Generation,
  picture: Picture,
  signal: AbortSignal,
): Promise<UploadedPicture> {
  const { chat, maker } = deps;
  const { position } = picture;
  const pass = async (url: string) => await requireWhole(chat, await maker.pass(url, signal));
  const coming = await pictureOf(deps, generation, picture, pass, signal);
  try {
    return await chat.upload(generation, position, coming);
  } catch (error) {
    if ('bytes' in coming || toFailure(error).code !== 'download_failed') throw error;
    return await chat.upload(generation, position, await bytesOf(deps, generation, picture, signal));
  } finally {
    if ('drop' in coming) coming.drop();
  }
}

export const bytesOf = (deps: FetchDeps, generation: Generation, picture: Picture, signal: AbortSignal) =>
  pictureOf(deps, generation, picture, (url) => downloadWhole(deps, url, signal), signal);

/** Fetches a picture; where its address fails, the task is read again for a fresh one. Nothing is made twice. */
async function pictureOf<Fetched extends DownloadedPicture | PassingPicture>(
  deps: FetchDeps,
  generation: Generation,
  picture: Picture,
  fetch: (url: string) => Promise<Fetched>,
  signal: AbortSignal,
): Promise<DownloadedPicture | Fetched> {
  const { store, maker, log } = deps;
  const kept = await keptBytes(deps, generation, picture);
  if (kept) return await keptPicture(deps, kept);
  try {
    return await fetch(picture.url ?? '');
  } catch (error) {
    const failure = toFailure(error);
    if (generation.act === 'hide') return await originalOf(deps, generation, picture);
    if (failure.code !== 'download_failed' || !generation.taskId) throw failure;
    const { teamId, ownKeyId } = generation;
    const own = ownKeyId === null ? null : await store.findOwnKey(teamId, ownKeyId);
    if (ownKeyId !== null && !own) throw failure;
    const again = await maker.readTask(generation.taskId, signal, own);
    if (again.state !== 'made') throw failure;
    const urls = again.pictures.map((made) => ('url' in made ? made.url : null));
    await store.savePictureUrls(generation, urls);
    const url = urls[picture.position - 1];
    if (!url || url === picture.url) throw failure;
    log.note('picture address renewed', logContext(generation));
    return await fetch(url);
  }
}

async function keptPicture({ chat }: FetchDeps, bytes: Uint8Array): Promise<DownloadedPicture> {
  if (!(await isWhole(chat, bytes))) throw new Failure('result_malformed', { detail: 'a picture without its end' });
  return { bytes, mimetype: readHead(bytes)?.mimetype ?? 'image/png' };
}

/** What is made private, from the Slack file that it is to take the place of. */
async function originalOf(
  { store, chat }: FetchDeps,
  { teamId, other }: Generation,
  { position }: Picture,
): Promise<DownloadedPicture> {
  const original = other && (await store.findGeneration({ teamId, id: other.id }));
  const fileId = original?.pictures.find((one) => one.position === position)?.fileId;
  if (!fileId) throw new Failure('image_missing');
  return await chat.readOwnFile(teamId, fileId);
}
