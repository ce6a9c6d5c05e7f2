import type { Copy } from '../../copy/copy.ts';
import type { TeamCommand } from '../../core/asking/team-command.ts';
import type { BudgetTarget, Limit, Period, SetBudget } from '../../core/team/budget.ts';
import { GUESTS } from '../../core/team/standing.ts';
import type { Asker, ListenerDeps } from '../deps.ts';
import { readersDate } from '../kit/date.ts';
import { answer, type Message } from '../kit/message.ts';
import { findManager } from '../policy/find-manager.ts';
import { whoseWords } from '../warnings/whose.ts';

/** `budget set`, `budget each`, `budget pot`: for managers. Written to the audit. */
export async function changeBudget(
  deps: ListenerDeps,
  asker: Asker,
  { credits, scope, period }: Extract<TeamCommand, { kind: 'budget_set' }>,
  copy: Copy,
): Promise<Message> {
  const manager = await findManager(deps, asker, 'budget');
  if (!manager) return answer(copy.budget.onlyManagers);
  const { store, defaultCredits } = deps.requests;
  const { teamId, userId, channelId } = asker;
  const { timeZone } = manager;
  const change = { teamId, userId, channelId, scope, credits, timeZone, ...(period && { period }) };
  const set = await store.setBudget(change, defaultCredits);
  if (set.outcome === 'conflict') return answer(conflictWords(set.now, copy));
  const all = await store.listBudgets(teamId, defaultCredits);
  const knowsGroups = scope.kind !== 'group' || scope.id === GUESTS || (await areKnown(deps, teamId));
  return budgetSetAnswer({ scope, before: set.before, now: set.now, all, knowsGroups }, copy);
}

/** What Slack does not say now it may say when the budget counts. */
async function areKnown({ groups, installations }: ListenerDeps, teamId: string): Promise<boolean> {
  const told = await groups.list(await installations.of(teamId)).catch(() => null);
  return told === null || told.told === 'all';
}

export interface BudgetSet {
  readonly scope: BudgetTarget;
  /** null: that scope had none. */
  readonly before: SetBudget | null;
  readonly now: SetBudget;
  /** Every budget of the team, as it is now. */
  readonly all: readonly Limit[];
  /** Whether Slack tells the app who is in a user group. */
  readonly knowsGroups: boolean;
}

/** What a budget was and is, and whatever about it may surprise: more than a wider one has, less than is spent. */
export function budgetSetAnswer({ scope, before, now, all, knowsGroups }: BudgetSet, copy: Copy): Message {
  const { budgets } = copy.team;
  const whose = whoseWords(scope, copy);
  const amount = amountWords(now, before?.period ?? now.period, copy);
  const isSame = before && before.credits === now.credits && before.period === now.period && before.rule === now.rule;
  const first = isSame
    ? budgets.unchanged(whose, budgets.amount(now.credits, now.period))
    : budgets.changed(whose, now.period, before ? amountWords(before, now.period, copy) : copy.budget.none, amount);
  const standing = all.find((limit) => isSameScope(limit.scope, scope));
  return answer(
    ...[
      first,
      spentWords(standing, copy),
      widerWords(scope, now, all, copy),
      knowsGroups ? null : budgets.noGroups,
    ].filter((line) => line !== null),
  );
}

/** With its period where that is another than the sentence's. */
function amountWords({ credits, period }: SetBudget, said: Period, { budget, team }: Copy): string {
  return period === said ? budget.amount(credits) : team.budgets.amount(credits, period);
}

const isSameScope = (a: Limit['scope'], b: Limit['scope']) =>
  a.kind === b.kind && ('id' in a ? a.id : '') === ('id' in b ? b.id : '');

/** Said at once where nothing, or not much, is left of it. */
function spentWords(limit: Limit | undefined, { locale, team: { budgets } }: Copy): string | null {
  if (!limit || limit.credits === null || limit.left === null) return null;
  const used = limit.used + limit.held;
  if (used > 0 && limit.left <= 0) return budgets.allSpent(used, readersDate(limit.renewsAt, locale));
  const percent = limit.credits > 0 ? Math.floor(((limit.credits - limit.left) * 100) / limit.credits) : 0;
  return percent >= TOLD_FROM_PERCENT ? budgets.reached(percent) : null;
}

const TOLD_FROM_PERCENT = 80;

/** A narrower limit that is larger than the wider one never bites: allowed, and pointed out. */
function widerWords(scope: BudgetTarget, now: SetBudget, all: readonly Limit[], copy: Copy): string | null {
  if (scope.kind === 'team' || now.credits === null) return null;
  const team = all.find((limit) => limit.scope.kind === 'team');
  if (!team || team.credits === null || team.period !== now.period || now.credits <= team.credits) return null;
  const { budgets } = copy.team;
  return budgets.wider(whoseWords({ kind: 'team' }, copy), budgets.amount(team.credits, team.period));
}

/** Somebody else was quicker. */
function conflictWords(now: SetBudget | null, copy: Copy): string {
  const { budgets } = copy.team;
  return budgets.conflict(now ? budgets.amount(now.credits, now.period) : copy.budget.none);
}
