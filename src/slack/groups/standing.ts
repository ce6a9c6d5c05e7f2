import { Failure } from '../../core/failure.ts';
import type { RequestDeps } from '../../core/ordering/order.ts';
import type { Installations } from '../api/installations.ts';
import type { People } from '../api/people.ts';
import { withinMs } from '../api/within-ms.ts';
import type { Groups } from './groups.ts';

/** Of the three seconds that Slack gives us. */
const WITHIN_MS = 1_200;

/** What Slack says of whoever orders, for budgets of groups. Throws `chat_busy` where Slack does not say it in time, and nothing is ordered. */
export function createStandings(
  installations: Installations,
  people: People,
  groups: Groups,
): RequestDeps['standingOf'] {
  return async ({ teamId, userId }) => {
    const installation = await installations.of(teamId);
    const said = await withinMs(
      WITHIN_MS,
      Promise.all([people.findLately(installation, userId), groups.list(installation)]),
    );
    if (said === 'late') throw new Failure('chat_busy', { detail: 'usergroups.list' });
    const [{ isGuest }, { groups: all }] = said;
    return { groupIds: all.filter(({ memberIds }) => memberIds.has(userId)).map(({ id }) => id), isGuest };
  };
}
