import type { RequestDeps } from '../../core/ordering/order.ts';
import type { Installations } from '../api/installations.ts';
import type { People } from '../api/people.ts';

/** What Slack says of whoever orders, for budgets of groups. */
export function createStandings(installations: Installations, people: People): RequestDeps['standingOf'] {
  return async ({ teamId, userId }) => {
    const installation = await installations.of(teamId);
    return { groupIds: [], isGuest: (await people.find(installation, userId)).isGuest };
  };
}
