import type { Chat } from './chat.ts';
import { toFailure } from './failure.ts';
import type { GenerationKey } from './generation.ts';
import type { Store } from './store.ts';

/**
 * Posts the placeholder, once, and lets the making begin. Slack has no key against double posts: a post whose
 * answer was lost is never repeated; the pictures then come as a message of their own.
 */
export async function announceImage({ store, chat }: { store: Store; chat: Chat }, key: GenerationKey): Promise<void> {
  const generation = await store.findGeneration(key);
  if (generation?.state !== 'requested' || generation.announced) return;
  if (!(await store.markAnnouncing(key))) {
    await store.markAnnounced(key, null, 'message');
    return;
  }
  try {
    const announced = await chat.announce(generation);
    await store.markAnnounced(key, announced.messageTs, announced.delivery);
  } catch (error) {
    const failure = toFailure(error);
    if (failure.code === 'chat_unclear') {
      await store.markAnnounced(key, null, 'message');
      return;
    }
    await store.unmarkAnnouncing(key);
    throw failure;
  }
}
