import type { Chat } from './chat.ts';
import type { Generation } from './generation.ts';
import type { ImageModel } from './image-model.ts';
import { receiptOf } from './receipt.ts';
import type { Store } from './store.ts';

interface RedrawParts {
  readonly store: Store;
  readonly chat: Chat;
  readonly models: readonly ImageModel[];
}

/** Brings a posted message to what is stored of it: taken away, or with other alt texts. Harmless when done twice. */
export async function redrawImage(parts: RedrawParts, generation: Generation): Promise<void> {
  const { store, chat } = parts;
  if (generation.shownRevision >= generation.revision) return;
  if (generation.deleted) await chat.takeAway(generation, await store.listLoneFiles(generation));
  else await chat.redraw(generation, await receiptOf(parts, generation));
  await store.markShown(generation, generation.revision);
}
