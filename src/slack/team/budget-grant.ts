import { createHash } from 'node:crypto';
import type { Copy } from '../../copy/copy.ts';
import type { TeamCommand } from '../../core/asking/team-command.ts';
import type { GrantScope } from '../../core/team/budget.ts';
import { dayNamed } from '../../core/team/named-day.ts';
import type { Asker, ListenerDeps } from '../deps.ts';
import { readersDate } from '../kit/date.ts';
import { answer, type Message } from '../kit/message.ts';
import { findManager } from '../policy/find-manager.ts';
import { whoseWords } from '../warnings/whose.ts';

const FURTHEST_DAYS = 366;
const DAY_MS = 24 * 3_600_000;

/** `budget top up`: more than the budget, once, to the end of a day where the team is. For managers; said again by Slack, it is one grant. */
export async function topUp(
  deps: ListenerDeps,
  asker: Asker,
  { credits, scope, until }: Extract<TeamCommand, { kind: 'budget_top_up' }>,
  copy: Copy,
): Promise<Message> {
  if (!(await findManager(deps, asker, 'budget'))) return answer(copy.budget.onlyManagers);
  const { budgets } = copy.team;
  const { store, defaultCredits } = deps.requests;
  const { teamId, userId, channelId } = asker;
  const { day: today } = await store.readCalendar(teamId, defaultCredits);
  const day = dayNamed(until, today);
  if (day < today) return answer(budgets.past(day));
  if (Date.parse(day) - Date.parse(today) > FURTHEST_DAYS * DAY_MS) return answer(budgets.far);
  if (credits === 0 || (scope.kind === 'group' && scope.rule === 'each')) return answer(copy.budget.unreadable('0'));
  const whose = whoseWords(scope, copy);
  const standing = (await store.listBudgets(teamId, defaultCredits)).find(
    (limit) =>
      limit.scope.kind === scope.kind &&
      ('id' in limit.scope ? limit.scope.id : '') === ('id' in scope ? scope.id : ''),
  );
  if (!standing || standing.credits === null) return answer(budgets.noBudget(whose));
  const endsAt = await store.readDayEnd(teamId, day);
  await store.giveGrant(
    {
      ...{ teamId, id: idOf(asker), scope: scope as GrantScope, userId: null, credits, endsAt, channelId },
      ...{ givenBy: userId, reason: null, approvalId: null },
    },
    defaultCredits,
  );
  return answer(budgets.toppedUp(credits, whose, readersDate(endsAt, copy.locale)));
}

/** The same for the same saying: it is given once, however often Slack delivers it. */
function idOf({ teamId, key }: Asker): string {
  const hex = createHash('sha256').update(`${teamId} ${key}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
