import type { BytesInFlight } from '../bytes-in-flight.ts';
import { Failure, type FailureCode, toFailure } from '../failure.ts';
import type { Claim, Generation, GenerationKey, GenerationStore, Picture } from '../generation.ts';
import type { DownloadedPicture, ImageMaker, ImageModel, PassingPicture } from '../image-model.ts';
import { readHead } from '../picture-head.ts';
import type { ChangeStore } from '../thread/changes.ts';
import { type Chat, type Log, logContext, type MessagePlace, type Receipt } from './chat.ts';
import { keptBytes, type PictureStore } from './picture-bytes.ts';
import { type ReceiptStore, receiptOf } from './receipt.ts';
import { refreshImage } from './refresh.ts';
import type { RetryWrite } from './retry-write.ts';
import { type PlaceholderStore, updatePlaceholder } from './update-placeholder.ts';

/** The way from `made` to `posted`. Guards, jobs and credits as in `MakeStore`. */
export interface PostStore extends GenerationStore {
  savePictureUrls(key: GenerationKey, urls: readonly (string | null)[]): Promise<void>;
  savePictureFile(key: GenerationKey, position: number, fileId: string): Promise<void>;
  /** By position; besides those that were shared of them before. */
  addSharedFiles(key: GenerationKey, fileIds: readonly string[]): Promise<void>;
  /** made: from here on it is too late to cancel. False: it was canceled. */
  markShowing(key: GenerationKey): Promise<boolean>;
  /** made: whoever gets `true` posts a new result message. */
  markPosting(key: GenerationKey, claim: Claim): Promise<boolean>;
  unmarkPosting(key: GenerationKey): Promise<void>;
  /**
   * made -> posted. `channelId` null: where it was announced. What is made private is deleted where it was; what shows a
   * deleted one once more is deleted at once; what is published is said so where it is private.
   */
  markPosted(key: GenerationKey, messageTs: string | null, channelId?: string | null): Promise<boolean>;
  /** made: stays made, with the reason why nobody can see it. */
  markUndelivered(key: GenerationKey, failure: FailureCode): Promise<boolean>;
  /** made and undelivered: enqueues `post` again. */
  retryDelivery(key: GenerationKey): Promise<boolean>;
  markTold(key: GenerationKey): Promise<void>;
}

export interface PostDeps {
  readonly store: PostStore & PlaceholderStore & ReceiptStore & ChangeStore & PictureStore;
  readonly maker: ImageMaker;
  readonly chat: Chat;
  readonly models: readonly ImageModel[];
  readonly log: Log;
  /** How long fetching and uploading may take before the placeholder says so, in ms. */
  readonly uploadingAfterMs: number;
  readonly retryWrite: RetryWrite;
  readonly bytes: BytesInFlight;
}

/** Says how it ended: shows the pictures, or explains the failure. What is posted already is brought up to date. */
export async function postImage(deps: PostDeps, key: GenerationKey, signal: AbortSignal): Promise<void> {
  const generation = await deps.store.findGeneration(key);
  if (!generation) return;
  if (generation.state === 'made' && !generation.failure) {
    return await deliver(deps, generation, signal);
  }
  if (generation.state === 'posted') return await refreshImage(deps, key);
  if (generation.canceledAt && !generation.failure)
    return void (await updatePlaceholder(deps, key, { kind: 'canceling' }));
  if (generation.failure && !generation.told) {
    await deps.chat.explain(generation, generation.failure, await receiptOf(deps, generation));
    await deps.retryWrite(() => deps.store.markTold(key), logContext(generation));
  }
}

async function deliver(deps: PostDeps, generation: Generation, signal: AbortSignal): Promise<void> {
  const { store, chat, retryWrite } = deps;
  const about = logContext(generation);
  const receipt = await receiptOf(deps, generation);
  if (generation.delivery === 'response_url') {
    if (!(await retryWrite(() => store.markShowing(generation), about))) return;
    if (await answeredAlone(chat, generation, receipt)) {
      await retryWrite(() => store.markPosted(generation, null), about);
      return;
    }
  }
  const sayLater = speakAfter(deps, generation);
  const pictures = await uploadAll(deps, generation, signal).finally(() => sayLater.stop());
  const uploaded = { ...generation, pictures };
  if (!(await retryWrite(() => store.markShowing(generation), about))) return;
  const shown = generation.messageTs ? await chat.showPictures(uploaded, receipt) : 'placeholder_gone';
  if (shown === 'shown') {
    await retryWrite(() => store.markPosted(generation, generation.messageTs), about);
  } else if (shown === 'files_unprocessed') {
    await postOnce(deps, generation, async () => {
      // Slack has no word of which files a lost answer shared: they are known before, so that they can be deleted.
      const keep = (fileIds: readonly string[]) => retryWrite(() => store.addSharedFiles(generation, fileIds), about);
      const read = (picture: Picture) => bytesOf(deps, generation, picture, signal);
      await chat.shareFiles(uploaded, receipt, read, keep);
      return generation;
    });
  } else {
    await postOnce(deps, generation, () => chat.postPictures(uploaded, receipt));
  }
}

/** Says "uploading" when that takes long. `stop` waits for what is being said, so that the pictures are the last word. */
function speakAfter(deps: PostDeps, generation: Generation): { stop(): Promise<void> } {
  let said: Promise<boolean> | undefined;
  const timer = setTimeout(() => {
    said = updatePlaceholder(deps, generation, { kind: 'uploading' });
  }, deps.uploadingAfterMs);
  return {
    async stop() {
      clearTimeout(timer);
      await said;
    },
  };
}

/** False: the response_url is used up. Perhaps the app was invited in the meantime, so posting is worth a try. */
async function answeredAlone(chat: Chat, generation: Generation, receipt: Receipt): Promise<boolean> {
  try {
    await chat.answerPictures(generation, receipt);
    return true;
  } catch (error) {
    if (toFailure(error).code !== 'channel_unreachable') throw error;
    return false;
  }
}

/** A new message with the pictures is posted once: an unclear answer is left to a person. `post` answers where the message stands. */
async function postOnce(
  { store, retryWrite }: PostDeps,
  generation: Generation,
  post: () => Promise<MessagePlace>,
): Promise<void> {
  const about = logContext(generation);
  const claim = crypto.randomUUID();
  if (!(await retryWrite(() => store.markPosting(generation, claim), about))) {
    await retryWrite(() => store.markUndelivered(generation, 'chat_unclear'), about);
    return;
  }
  const { messageTs, channelId } = await post().catch(async (error) => {
    const failure = toFailure(error);
    if (failure.code === 'chat_busy' || failure.code === 'chat_paced')
      await retryWrite(() => store.unmarkPosting(generation), about);
    throw failure;
  });
  await retryWrite(() => store.markPosted(generation, messageTs, channelId), about);
}

/** One after the other: the next one is not read before this one is away. */
async function uploadAll(deps: PostDeps, generation: Generation, signal: AbortSignal): Promise<Picture[]> {
  const uploaded: Picture[] = [];
  for (const picture of generation.pictures) {
    uploaded.push({ ...picture, fileId: picture.fileId ?? (await upload(deps, generation, picture, signal)) });
  }
  return uploaded;
}

async function upload(deps: PostDeps, generation: Generation, picture: Picture, signal: AbortSignal): Promise<string> {
  const fileId = await deps.bytes.passage(() => send(deps, generation, picture, signal));
  const save = () => deps.store.savePictureFile(generation, picture.position, fileId);
  await deps.retryWrite(save, logContext(generation));
  return fileId;
}

/** Passes a picture on as it comes, where that can be; what breaks off on the way is read whole, once, and sent then. */
async function send(deps: PostDeps, generation: Generation, picture: Picture, signal: AbortSignal): Promise<string> {
  const { chat, maker } = deps;
  const { position } = picture;
  const coming = await pictureOf(deps, generation, picture, (url) => maker.pass(url, signal), signal);
  try {
    return await chat.upload(generation, position, coming);
  } catch (error) {
    if ('bytes' in coming || toFailure(error).code !== 'download_failed') throw error;
    return await chat.upload(generation, position, await bytesOf(deps, generation, picture, signal));
  }
}

const bytesOf = (deps: PostDeps, generation: Generation, picture: Picture, signal: AbortSignal) =>
  pictureOf(deps, generation, picture, (url) => deps.maker.download(url, signal), signal);

/** Fetches a picture; where its address fails, the task is read again for a fresh one. Nothing is made twice. */
async function pictureOf<Fetched extends DownloadedPicture | PassingPicture>(
  deps: PostDeps,
  generation: Generation,
  picture: Picture,
  fetch: (url: string) => Promise<Fetched>,
  signal: AbortSignal,
): Promise<DownloadedPicture | Fetched> {
  const { store, maker, log } = deps;
  const kept = await keptBytes(deps, generation, picture);
  if (kept) return { bytes: kept, mimetype: readHead(kept)?.mimetype ?? 'image/png' };
  try {
    return await fetch(picture.url ?? '');
  } catch (error) {
    const failure = toFailure(error);
    if (generation.act === 'hide') return await originalOf(deps, generation, picture);
    if (failure.code !== 'download_failed' || !generation.taskId) throw failure;
    const again = await maker.readTask(generation.taskId, signal);
    if (again.state !== 'made') throw failure;
    const urls = again.pictures.map((made) => ('url' in made ? made.url : null));
    await store.savePictureUrls(generation, urls);
    const url = urls[picture.position - 1];
    if (!url || url === picture.url) throw failure;
    log.note('picture address renewed', logContext(generation));
    return await fetch(url);
  }
}

/** What is made private, from the Slack file that it is to take the place of. */
async function originalOf(
  { store, chat }: PostDeps,
  { teamId, other }: Generation,
  { position }: Picture,
): Promise<DownloadedPicture> {
  const original = other && (await store.findGeneration({ teamId, id: other.id }));
  const fileId = original?.pictures.find((one) => one.position === position)?.fileId;
  if (!fileId) throw new Failure('image_missing');
  return await chat.readFile(teamId, fileId);
}
