import type { Copy } from '../../copy/copy.ts';
import type { Limit } from '../../core/team/budget.ts';
import { forecast } from '../../core/warnings/forecast.ts';
import type { Asker, ListenerDeps } from '../deps.ts';
import type { Message } from '../kit/message.ts';
import { limitsAnswer, type SeenLimit } from './limits.ts';

/** Every limit that applies to whoever asks, here, in the order in which they bite. */
export async function showBudget(deps: ListenerDeps, asker: Asker, copy: Copy): Promise<Message> {
  const { store, defaultCredits, standingOf } = deps.requests;
  const limits = await store.listLimits({ ...asker, standing: await standingOf(asker) }, defaultCredits);
  const seen = await withForecasts(deps, asker.teamId, limits);
  const calendar = await store.readCalendar(asker.teamId, defaultCredits);
  return limitsAnswer(copy.team.budgets.title, seen, calendar, asker.userId, copy);
}

/** What each has spent in this period says where it gets to; what a group's members have each on their own says nothing. */
export async function withForecasts(
  { requests: { store } }: ListenerDeps,
  teamId: string,
  limits: readonly Limit[],
): Promise<SeenLimit[]> {
  return await Promise.all(
    limits.map(async (limit) => {
      const { scope, period } = limit;
      const isOfEach = scope.kind === 'group' && scope.rule === 'each';
      const spent = isOfEach ? null : await store.readPace({ teamId, whose: scope, period });
      return { limit, forecast: spent ? forecast(spent) : ({ kind: 'silent' } as const) };
    }),
  );
}
