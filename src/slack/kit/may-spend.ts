import type { Copy } from '../../copy/copy.ts';
import { Failure } from '../../core/failure.ts';
import type { Installation } from '../api/installations.ts';
import type { Person } from '../api/people.ts';
import { withinMs } from '../api/within-ms.ts';
import type { ListenerDeps } from '../deps.ts';
import { answer, type Message } from './message.ts';

/** Of the three seconds that Slack gives us. */
const ANSWER_WITHIN_MS = 1_500;

/** Why somebody may look here and not spend. */
export type Onlooker = 'outsider' | 'guest';

/**
 * Whether a person may spend a team's credits (null), on every way in: people of other workspaces (Slack Connect) never,
 * guests where the admins let them. `userTeam`: their own workspace as the request itself tells it, if it does. Only who
 * is named as of this workspace is taken for a member unasked: of anybody else, and where guests may not spend, Slack is
 * asked; the answer is kept for a minute. Throws `chat_busy` where Slack does not answer.
 */
export async function onlookerOf(
  { people, requests: { policies } }: Pick<ListenerDeps, 'people' | 'requests'>,
  at: Installation,
  userId: string,
  userTeam: string | null | undefined,
): Promise<Onlooker | null> {
  if (userTeam !== at.teamId && !(await inTime(people.findLately(at, userId))).isMember) return 'outsider';
  // Who is let through by a rule that has changed is held against it once more when the order is accepted.
  if ((await policies.of(at.teamId)).guestsMaySpend) return null;
  if (!(await inTime(people.findLately(at, userId))).isGuest) return null;
  return (await policies.readNow(at.teamId)).guestsMaySpend ? null : 'guest';
}

/** Slack's word on a person while there is still time to answer the request; `chat_busy` after that, and nothing was done. */
export async function inTime(asking: Promise<Person>): Promise<Person> {
  const person = await withinMs(ANSWER_WITHIN_MS, asking);
  if (person === 'late') throw new Failure('chat_busy', { detail: 'users.info' });
  return person;
}

/** What an onlooker is told, alone. */
export function onlookerAnswer(onlooker: Onlooker, { settings, failures, charge }: Copy): Message {
  if (onlooker === 'guest') return answer(settings.guestsOnlyLook);
  return answer([failures.not_allowed.why, charge.nothing, failures.not_allowed.next].join(' '));
}
