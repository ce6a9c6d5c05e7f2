import { isFree } from '../acts.ts';
import { toFailure } from '../failure.ts';
import type { Claim, Generation, GenerationKey, GenerationStore } from '../generation.ts';
import { type Announcement, type Chat, logContext } from './chat.ts';
import type { RetryWrite } from './retry-write.ts';
import { type AnnounceWait, readWaiting, type Waiting } from './waiting.ts';

export interface AnnounceStore extends GenerationStore {
  /** requested: whoever gets `true` posts the placeholder. */
  markAnnouncing(key: GenerationKey, claim: Claim): Promise<boolean>;
  /** The placeholder was surely not posted. */
  unmarkAnnouncing(key: GenerationKey): Promise<void>;
  /** Enqueues `next`. */
  markAnnounced(key: GenerationKey, announcement: Announcement, next: 'make' | 'post'): Promise<boolean>;
  /** A placeholder of this generation was seen: it becomes its message, or (`orphan`) comes too late for that. */
  adoptPlaceholder(key: GenerationKey, channelId: string, messageTs: string): Promise<'ours' | 'orphan'>;
}

/**
 * Posts the placeholder, once, and lets the making begin. Slack has no key against double posts: a post whose
 * answer was lost is never repeated; the pictures then come as a message of their own.
 */
export async function announceImage(
  deps: AnnounceWait & { readonly store: AnnounceStore; readonly chat: Chat; readonly retryWrite: RetryWrite },
  key: GenerationKey,
): Promise<void> {
  const { store, chat, retryWrite } = deps;
  const generation = await store.findGeneration(key);
  if (generation?.state !== 'requested' || generation.announced) return;
  const about = logContext(generation);
  const claim = crypto.randomUUID();
  if (!(await retryWrite(() => store.markAnnouncing(key, claim), about))) {
    await retryWrite(() => store.markAnnounced(key, UNSEEN, nextOf(generation)), about);
    return;
  }
  const announced = await readWaiting(deps, generation)
    .then((waiting) => announce(chat, generation, waiting))
    .catch(async (error) => {
      await retryWrite(() => store.unmarkAnnouncing(key), about);
      throw error;
    });
  // From here on the placeholder may stand: whatever fails now, it is not posted again.
  await retryWrite(() => store.markAnnounced(key, announced, nextOf(generation)), about);
}

/** What is drawn here waits for none of the team's places at Pixapi. */
const nextOf = (generation: Generation) => (isFree(generation) ? 'post' : 'make');

const UNSEEN: Announcement = { delivery: 'message', messageTs: null, channelId: null, place: null };

/** A post whose answer was lost counts as one without a message to update. */
async function announce(chat: Chat, generation: Generation, waiting: Waiting): Promise<Announcement> {
  return await chat.announce(generation, waiting).catch((error) => {
    if (toFailure(error).code === 'chat_unclear') return UNSEEN;
    throw error;
  });
}
