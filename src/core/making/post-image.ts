import type { BytesInFlight } from '../bytes-in-flight.ts';
import { type FailureCode, toFailure } from '../failure.ts';
import type { Claim, Generation, GenerationKey, Picture } from '../generation.ts';
import type { ImageMaker, ImageModel } from '../image-model.ts';
import { bringMissing, type MissingStore } from '../posting/bring-missing.ts';
import { bytesOf, type FetchStore, sendPicture } from '../posting/fetch-picture.ts';
import { isMissing, isOfOne, type Trouble } from '../posting/missing.ts';
import { type Lost, maySoonPass, missingFailure, uploadEach } from '../posting/upload-each.ts';
import type { ChangeStore } from '../thread/changes.ts';
import {
  type Chat,
  type Log,
  logContext,
  type MessagePlace,
  type Receipt,
  type SharedFile,
  type UploadedPicture,
} from './chat.ts';
import type { PictureStore } from './picture-bytes.ts';
import { type ReceiptStore, receiptOf } from './receipt.ts';
import { refreshImage } from './refresh.ts';
import type { RetryWrite } from './retry-write.ts';
import { type PlaceholderStore, updatePlaceholder } from './update-placeholder.ts';

/** The way from `made` to `posted`. Guards, jobs and credits as in `MakeStore`. */
export interface PostStore extends FetchStore, MissingStore {
  savePictureFile(key: GenerationKey, position: number, picture: UploadedPicture): Promise<void>;
  /** posted: what is missing still is not tried any more; enqueues `post`, which says so. */
  giveUpPictures(key: GenerationKey): Promise<boolean>;
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
  if (generation.state === 'posted') {
    await refreshImage(deps, key);
    return await bringMissing(deps, key, {
      upload: (missing, picture) => upload(deps, missing, picture, signal),
      read: (missing, picture) => bytesOf(deps, missing, picture, signal),
    });
  }
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
  const { pictures, lost } = await uploadAll(deps, generation, signal).finally(() => sayLater.stop());
  const uploaded = { ...generation, pictures };
  if (!(await retryWrite(() => store.markShowing(generation), about))) return;
  if (lost.length > 0) await retryWrite(() => store.markTroubles(generation, troublesOf(lost)), about);
  const shown = generation.messageTs ? await chat.showPictures(uploaded, receipt) : 'placeholder_gone';
  if (shown === 'shown') {
    await retryWrite(() => store.markPosted(generation, generation.messageTs), about);
  } else if (shown === 'files_unprocessed') {
    await postOnce(deps, generation, async () => {
      // Slack has no word of which files a lost answer shared: they are known before, so that they can be deleted.
      const keep = (files: readonly SharedFile[]) => retryWrite(() => store.addSharedFiles(generation, files), about);
      const read = (picture: Picture) => bytesOf(deps, generation, picture, signal);
      const unshared = await chat.shareFiles(uploaded, receipt, pictures, read, keep);
      if (unshared.length > 0) await retryWrite(() => store.markTroubles(generation, troublesOf(unshared)), about);
      return generation;
    });
  } else {
    await postOnce(deps, generation, () => chat.postPictures(uploaded, receipt));
  }
  const missing = lost.filter(({ failure }) => isOfOne(failure.code));
  if (missing.length > 0) throw missingFailure(missing);
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
    if (isOfOne(failure.code) || failure.code === 'chat_paced')
      await retryWrite(() => store.unmarkPosting(generation), about);
    throw failure;
  });
  await retryWrite(() => store.markPosted(generation, messageTs, channelId), about);
}

/** What there is of the pictures is shown; nothing at all is a failure, and so is what may pass in a second. */
async function uploadAll(deps: PostDeps, generation: Generation, signal: AbortSignal) {
  const uploaded = await uploadEach(generation.pictures, async (picture) => {
    const sent = await upload(deps, generation, picture, signal);
    const save = () => deps.store.savePictureFile(generation, picture.position, sent);
    await deps.retryWrite(save, logContext(generation));
    return { ...picture, ...sent, trouble: null };
  });
  const [first] = uploaded.lost;
  const isNothing = uploaded.pictures.every(isMissing);
  if (first && (isNothing || (generation.attempts === 0 && maySoonPass(first.failure.code)))) throw first.failure;
  return uploaded;
}

function troublesOf(lost: readonly Lost[]): Trouble[] {
  return lost.map(({ position, failure }) => ({ position, code: failure.code }));
}

async function upload(
  deps: PostDeps,
  generation: Generation,
  picture: Picture,
  signal: AbortSignal,
): Promise<UploadedPicture> {
  return await deps.bytes.passage(() => sendPicture(deps, generation, picture, signal));
}
