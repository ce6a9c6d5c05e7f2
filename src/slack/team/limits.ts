import type { Copy } from '../../copy/copy.ts';
import type { BudgetScope, Calendar, Limit } from '../../core/team/budget.ts';
import { GUESTS } from '../../core/team/standing.ts';
import type { Forecast } from '../../core/warnings/forecast.ts';
import { readersDate } from '../kit/date.ts';
import { personOf } from '../kit/erased.ts';
import { answer, type Message } from '../kit/message.ts';
import { groupName } from '../warnings/whose.ts';

/** A limit, and where it gets to at this pace. */
export interface SeenLimit {
  readonly limit: Limit;
  readonly forecast: Forecast;
}

/** The limits in the order in which they are given, each with what is left of it. `reader`: whose own ones say "you". */
export function limitsAnswer(
  title: string,
  limits: readonly SeenLimit[],
  calendar: Calendar,
  reader: string | null,
  copy: Copy,
): Message {
  return answer(
    title,
    ...limits.map((seen) => `• ${limitLine(seen, reader, copy)}`),
    copy.team.budgets.zone(calendar.timeZone, calendar.firstDay),
  );
}

/** A line of it. */
export function limitLine({ limit, forecast }: SeenLimit, reader: string | null, copy: Copy): string {
  const { budgets, warnings } = copy.team;
  const { scope, credits, period, used, held, left, granted, renewsAt } = limit;
  const isCounted = !(scope.kind === 'group' && scope.rule === 'each') || reader !== null;
  const counted = isCounted
    ? [
        budgets.used(used),
        ...(held > 0 ? [budgets.held(held)] : []),
        ...(left === null ? [] : [budgets.left(Math.max(0, left))]),
        ...(granted > 0 ? [budgets.granted(granted)] : []),
      ]
    : [];
  const line = [budgets.amount(credits, period), ...counted, budgets.renews(readersDate(renewsAt, copy.locale))];
  const pace = forecast.kind === 'ends' ? ` ${warnings.ends(forecast.on)}` : '';
  return `${nameOf(scope, reader, copy)}: ${line.join(' · ')}${pace && `.${pace}`}`;
}

function nameOf(scope: BudgetScope, reader: string | null, copy: Copy): string {
  const { names } = copy.team.budgets;
  switch (scope.kind) {
    case 'team':
      return names.team;
    case 'channel':
      return `<#${scope.id}>`;
    case 'person':
      return scope.id === reader ? names.you : personOf(scope.id, copy);
    case 'own':
      return names.own;
    case 'group':
      if (scope.id === GUESTS) return scope.rule === 'each' ? names.eachGuest : names.guestPot;
      return scope.rule === 'each' ? names.each(groupName(scope.id)) : names.pot(groupName(scope.id));
    default:
      return scope satisfies never;
  }
}
