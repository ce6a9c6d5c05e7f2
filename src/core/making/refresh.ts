import type { GenerationKey } from '../generation.ts';
import type { ImageModel } from '../image-model.ts';
import { type ChangeStore, isOwed } from '../thread/changes.ts';
import type { Chat } from './chat.ts';
import { type ReceiptStore, receiptOf } from './receipt.ts';

interface RefreshDeps {
  readonly store: ReceiptStore & ChangeStore;
  readonly chat: Chat;
  readonly models: readonly ImageModel[];
}

/**
 * Brings a posted message to what is stored of it: taken away, or with other words. Where that was given up, says so to
 * whoever wished for it. Harmless when done twice.
 */
export async function refreshImage(deps: RefreshDeps, key: GenerationKey): Promise<void> {
  const { store, chat } = deps;
  const generation = await store.findGeneration(key);
  if (!generation || !isOwed(generation)) return;
  if (generation.redrawFailure) {
    await chat.explainUpdateFailed(generation, generation.redrawFailure);
    return await store.markUpdateFailureTold(generation, generation.revision);
  }
  if (generation.deleted) await chat.takeAway(generation, await store.listLoneFiles(generation));
  else await chat.redraw(generation, await receiptOf(deps, generation));
  await store.markShown(generation, generation.revision);
  // Another change may have been shown while this one was on its way: the later answer is not the later change.
  await refreshImage(deps, key);
}
