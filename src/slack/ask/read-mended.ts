import { z } from 'zod';
import { readTalk, type Talk, withTelling } from './read-talk.ts';

const MEND_WITHIN_S = 60;

const changed = z.object({
  subtype: z.literal('message_changed'),
  channel: z.string(),
  channel_type: z.string().nullish(),
  message: z.looseObject({ user: z.string(), ts: z.string(), edited: z.object({ user: z.string(), ts: z.string() }) }),
  previous_message: z.looseObject({ text: z.string() }),
});

/** A message in its author's new words, and in the old ones. */
export interface Mended {
  readonly talk: Talk;
  readonly before: Talk;
  /** Which of its changes it is. */
  readonly editedTs: string;
}

/** Words that their author changed within a minute of saying them. What else changes a message (links that unfold, other people) is none: null. */
export function readMended(event: unknown): Mended | null {
  const read = changed.safeParse(event);
  if (!read.success) return null;
  const { channel, channel_type, message, previous_message } = read.data;
  const { edited, user, ts } = message;
  const afterS = Number(edited.ts) - Number(ts);
  if (edited.user !== user || !(afterS >= 0 && afterS <= MEND_WITHIN_S)) return null;
  const place = { channel, channel_type, type: 'message' };
  const talk = readTalk({ ...message, ...place });
  const before = readTalk({ ...previous_message, ...place, user, ts });
  if (!talk || !before || talk.text === before.text) return null;
  return { talk: withTelling(talk, talk.telling, true), before, editedTs: edited.ts };
}
