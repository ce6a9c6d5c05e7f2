import type { Generation } from '../../core/generation.ts';
import { answer, type Message } from '../kit/message.ts';
import { slackErrorName, slackFailure } from './failures.ts';
import type { Installation } from './installations.ts';

type Place = Pick<Generation, 'channelId' | 'replyTs' | 'messageTs' | 'userId'>;

/** `channelId`: for a message to a person, their direct messages with the app. */
export interface Posted {
  readonly ts: string;
  readonly channelId: string;
}

/** Nothing typed is turned into a link, a preview or a mention. */
const QUIET = { unfurl_links: false, unfurl_media: false } as const;

/**
 * Posts a message where the request came from and answers where it stands. `join`: enters a public channel first if it must.
 * A lost answer is `chat_unclear`: Slack has no key against double posts.
 */
export async function postMessage(
  at: Installation,
  place: Place,
  message: Message,
  whenOutside: 'join' | 'fail' = 'fail',
): Promise<Posted> {
  const { channelId, replyTs } = place;
  try {
    const posted = await at.client.chat.postMessage({
      channel: channelId,
      ...message,
      ...QUIET,
      ...(replyTs ? { thread_ts: replyTs } : {}),
    });
    return { ts: posted.ts ?? '', channelId: posted.channel ?? channelId };
  } catch (error) {
    if (whenOutside === 'fail' || slackErrorName(error) !== 'not_in_channel') throw slackFailure(error, 'message');
  }
  await at.client.conversations.join({ channel: channelId }).catch((error) => {
    throw slackFailure(error, 'harmless');
  });
  return await postMessage(at, place, message);
}

export async function updateMessage(
  at: Installation,
  { channelId, messageTs }: Place,
  message: Message,
): Promise<void> {
  await at.client.chat.update({ channel: channelId, ts: messageTs ?? '', ...message }).catch((error) => {
    throw slackFailure(error, 'harmless');
  });
}

/** Takes our message away; one that is gone already is as good. */
export async function removeMessage(at: Installation, { channelId, messageTs }: Place): Promise<void> {
  await at.client.chat.delete({ channel: channelId, ts: messageTs ?? '' }).catch((error) => {
    if (slackErrorName(error) !== 'message_not_found') throw slackFailure(error, 'harmless');
  });
}

/** Only the asker sees it: in the channel, or in their direct messages with the app where that can't be. */
export async function tellAlone(
  at: Installation,
  { channelId, replyTs, userId }: Place,
  message: Message,
): Promise<void> {
  const directly = { channelId: userId, replyTs: null, messageTs: null, userId };
  // What was asked for in no channel, for the asker alone.
  if (channelId === userId) return void (await postMessage(at, directly, message));
  try {
    await at.client.chat.postEphemeral({
      channel: channelId,
      user: userId,
      ...message,
      ...(replyTs ? { thread_ts: replyTs } : {}),
    });
  } catch (error) {
    const failure = slackFailure(error, 'harmless');
    if (failure.code !== 'channel_unreachable' && failure.code !== 'chat_refused') throw failure;
    await postMessage(at, directly, message);
  }
}

/** Of a thousand people each, Slack's largest: in a larger workspace the named managers are told, and who is found of its admins. */
const MOST_PAGES = 20;
const MOST_ADMINS = 5;

/** The same words to up to five owners and admins, each in their direct messages with the app. Throws where none of them could be told. */
export async function tellAdmins(at: Installation, words: string): Promise<void> {
  const admins = await listAdmins(at, MOST_ADMINS);
  const untold: unknown[] = [];
  for (const userId of admins) {
    await postMessage(at, { channelId: userId, replyTs: null, messageTs: null, userId }, answer(words)).catch((error) =>
      untold.push(error),
    );
  }
  if (untold.length > 0 && untold.length === admins.length) throw untold[0];
}

/** The ids of so many owners and admins at most. Throws `chat_busy` where Slack does not answer. */
export async function listAdmins({ client }: Installation, most: number): Promise<string[]> {
  const admins: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES && admins.length < most; page++) {
    const list = await client.users.list({ limit: 1_000, ...(cursor ? { cursor } : {}) }).catch((error) => {
      throw slackFailure(error, 'harmless');
    });
    for (const { id, is_admin, is_owner, deleted, is_bot } of list.members ?? []) {
      if (id && (is_admin || is_owner) && !deleted && !is_bot) admins.push(id);
    }
    cursor = list.response_metadata?.next_cursor;
    if (!cursor) break;
  }
  return admins.slice(0, most);
}
