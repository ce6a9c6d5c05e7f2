import type { Copy } from '../../copy/copy.ts';
import type { FailureCode } from '../../core/failure.ts';
import type { ThreadKey } from '../../core/thread/versions.ts';
import type { Installation } from '../api/installations.ts';
import type { ListenerDeps } from '../deps.ts';
import { onlookerAnswer, onlookerOf } from '../kit/may-spend.ts';
import { answer, type Message } from '../kit/message.ts';
import type { Talk } from './read-talk.ts';

/** A message that may be meant for us, and where we are. */
export interface MessageContext {
  readonly at: Installation;
  readonly talk: Talk;
  /** Channel and ts; of a change its own ts too. It is answered in words once. */
  readonly name: string;
  /** Its message and its event, the surer one first. */
  readonly keys: readonly string[];
}

/** Words for who said it alone. */
export type Reply = (copy: Copy) => Message | Promise<Message>;

/** Why it can't be accepted: kept in the log, and told to the asker. */
export interface NoEdit {
  readonly failure: FailureCode;
  readonly reply: Reply;
}

export function refusal(failure: FailureCode): NoEdit {
  return {
    failure,
    reply: ({ failures, charge }) => answer([failures[failure].why, charge.nothing, failures[failure].next].join(' ')),
  };
}

/** Why this person may not ask for it; null: they may. Guests may always do what is free. */
export async function onlookerRefusal(
  deps: ListenerDeps,
  { at, talk }: MessageContext,
  cost: 'spends' | 'free',
): Promise<NoEdit | null> {
  const onlooker = await onlookerOf(deps, at, talk.userId, talk.userTeam);
  if (onlooker === 'guest' && cost === 'free') return null;
  return onlooker && { failure: 'not_allowed', reply: (copy) => onlookerAnswer(onlooker, copy) };
}

/** The thread it stands in. */
export function threadOf({ at, talk }: MessageContext, threadTs: string): ThreadKey {
  return { teamId: at.teamId, channelId: talk.channelId, threadTs };
}
