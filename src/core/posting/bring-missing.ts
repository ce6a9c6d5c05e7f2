import { Failure, toFailure } from '../failure.ts';
import type { Generation, GenerationKey, Picture } from '../generation.ts';
import type { DownloadedPicture, ImageModel } from '../image-model.ts';
import { type Chat, logContext, type SharedFile, type UploadedPicture } from '../making/chat.ts';
import { type ReceiptStore, receiptOf } from '../making/receipt.ts';
import { refreshImage } from '../making/refresh.ts';
import type { RetryWrite } from '../making/retry-write.ts';
import type { ChangeStore } from '../thread/changes.ts';
import { isAwaited, isOfOne, type Trouble } from './missing.ts';
import { type Lost, missingFailure, uploadEach } from './upload-each.ts';

export interface MissingStore {
  /** Besides those that were shared of them before; nothing is wrong with them any more. */
  addSharedFiles(key: GenerationKey, files: readonly SharedFile[]): Promise<void>;
  /** Why these pictures are in no file of Slack's. */
  markTroubles(key: GenerationKey, troubles: readonly Trouble[]): Promise<void>;
  /** posted, not deleted: pictures that were missing are shared in the thread, and the message owes it. */
  markShared(key: GenerationKey): Promise<boolean>;
  /** posted, not deleted: a picture that was missing is there, and the message owes it. False: nobody wants it any more. */
  bringPicture(key: GenerationKey, position: number, picture: UploadedPicture): Promise<boolean>;
}

interface BringDeps {
  readonly store: MissingStore & ReceiptStore & ChangeStore;
  readonly chat: Chat;
  readonly models: readonly ImageModel[];
  readonly retryWrite: RetryWrite;
}

/** How a picture is read, and how it is brought to Slack. */
interface Ways {
  readonly upload: (generation: Generation, picture: Picture) => Promise<UploadedPicture>;
  readonly read: (generation: Generation, picture: Picture) => Promise<DownloadedPicture>;
}

/**
 * Brings what was missing from a posted message when the others were shown. `picture_missing` as long as something is:
 * the job tries again, for a day.
 */
export async function bringMissing(deps: BringDeps, key: GenerationKey, ways: Ways): Promise<void> {
  const generation = await deps.store.findGeneration(key);
  if (generation?.state !== 'posted' || generation.deleted) return;
  const awaited = generation.pictures.filter(isAwaited);
  if (awaited.length === 0) return;
  const areFiles = generation.pictures.some(({ isShared }) => isShared);
  const lost = areFiles ? await share(deps, generation, awaited, ways) : await upload(deps, generation, awaited, ways);
  await refreshImage(deps, key);
  if (lost.length > 0) throw missingFailure(lost);
}

async function upload(
  { store, chat, retryWrite }: BringDeps,
  generation: Generation,
  awaited: readonly Picture[],
  ways: Ways,
): Promise<readonly Lost[]> {
  const { lost } = await uploadEach(awaited, async (picture) => {
    const sent = await ways.upload(generation, picture);
    // Till then no message can show it, and one that tried would lose the others.
    if (!(await chat.awaitFile(generation.teamId, sent.fileId)))
      throw new Failure('chat_busy', { detail: 'a file that is not processed' });
    await retryWrite(() => store.bringPicture(generation, picture.position, sent), logContext(generation));
    return { ...picture, ...sent };
  });
  return lost;
}

/**
 * Where the others are files in the thread. Once its id is kept it is not shared a second time where the answer is unclear; what
 * Slack has refused for now is missing as before.
 */
async function share(
  deps: BringDeps,
  generation: Generation,
  awaited: readonly Picture[],
  { read }: Ways,
): Promise<readonly Lost[]> {
  const { store, chat, retryWrite } = deps;
  const about = logContext(generation);
  const keep = (files: readonly SharedFile[]) => retryWrite(() => store.addSharedFiles(generation, files), about);
  const receipt = await receiptOf(deps, generation);
  try {
    const lost = await chat.shareFiles(generation, receipt, awaited, (picture) => read(generation, picture), keep);
    if (lost.length < awaited.length) await retryWrite(() => store.markShared(generation), about);
    return lost;
  } catch (error) {
    const failure = toFailure(error);
    if (isOfOne(failure.code)) {
      const troubles = awaited.map(({ position }) => ({ position, code: failure.code }));
      await retryWrite(() => store.markTroubles(generation, troubles), about);
      return awaited.map(({ position }) => ({ position, failure }));
    }
    if (failure.code === 'chat_unclear') {
      await retryWrite(() => store.markShared(generation), about);
      await refreshImage(deps, generation);
    }
    throw failure;
  }
}
