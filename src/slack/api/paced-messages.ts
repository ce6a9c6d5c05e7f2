import { webApi } from '@slack/bolt';
import type { Generation } from '../../core/generation.ts';
import type { Message } from '../kit/message.ts';
import type { Installation } from './installations.ts';
import { type Posted, postMessage, updateMessage } from './messages.ts';
import { createPacer, type Pacer, POSTS, UPDATES } from './pacer.ts';

type Place = Pick<Generation, 'teamId' | 'id' | 'channelId' | 'replyTs' | 'messageTs' | 'userId' | 'turnAt'>;

/**
 * What a request says in its channel, at the pace that Slack takes it: `chat_paced` when that is not now. One channel
 * keeps no other waiting. `scale` multiplies the waits; 1 in production.
 */
export function createPacedMessages(scale: number) {
  const posts = createPacer(POSTS, { scale });
  const updates = createPacer(UPDATES, { scale });
  const turnOf = ({ id, userId, turnAt }: Place) => ({ id, person: userId, turnAt });
  const channelOf = ({ teamId, channelId }: Place) => `${teamId}:${channelId}`;

  return {
    async postMessage(at: Installation, place: Place, message: Message): Promise<Posted> {
      await posts.take(channelOf(place), turnOf(place));
      return await noticing(posts, channelOf(place), postMessage(at, place, message, 'join'));
    },
    /** A `courtesy` is left out rather than said later. */
    async updateMessage(
      at: Installation,
      place: Place,
      message: Message,
      { courtesy = false }: { courtesy?: boolean } = {},
    ): Promise<void> {
      await updates.take(place.teamId, { ...turnOf(place), courtesy });
      await noticing(updates, place.teamId, updateMessage(at, place, message));
    },
    /** Files shared in a channel are a message there, too. */
    async sharedIn<T>(place: Place, share: () => Promise<T>): Promise<T> {
      await posts.take(channelOf(place), turnOf(place));
      return await noticing(posts, channelOf(place), share());
    },
  };
}

/** Slack's 429 holds back whatever else is to go the same way. */
async function noticing<T>(pacer: Pacer, place: string, call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    if (cause instanceof webApi.WebAPIRateLimitedError) pacer.hold(place, cause.retryAfter * 1_000);
    throw error;
  }
}
