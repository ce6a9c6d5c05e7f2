import type { Announcement, Chat } from './chat.ts';
import { toFailure } from './failure.ts';
import type { Generation, GenerationKey } from './generation.ts';
import { insist } from './insist.ts';
import type { Store } from './store.ts';

/**
 * Posts the placeholder, once, and lets the making begin. Slack has no key against double posts: a post whose
 * answer was lost is never repeated; the pictures then come as a message of their own.
 */
export async function announceImage({ store, chat }: { store: Store; chat: Chat }, key: GenerationKey): Promise<void> {
  const generation = await store.findGeneration(key);
  if (generation?.state !== 'requested' || generation.announced) return;
  if (!(await store.markAnnouncing(key))) {
    await store.markAnnounced(key, UNSEEN);
    return;
  }
  const announced = await announce(chat, generation).catch(async (error) => {
    await store.unmarkAnnouncing(key);
    throw error;
  });
  // From here on the placeholder may stand: whatever fails now, it is not posted again.
  await insist(() => store.markAnnounced(key, announced));
}

const UNSEEN: Announcement = { delivery: 'message', messageTs: null, channelId: null };

/** A post whose answer was lost counts as one without a message to update. */
async function announce(chat: Chat, generation: Generation): Promise<Announcement> {
  return await chat.announce(generation).catch((error) => {
    if (toFailure(error).code === 'chat_unclear') return UNSEEN;
    throw error;
  });
}
