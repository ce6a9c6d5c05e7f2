import type { Copy } from '../../copy/copy.ts';
import type { Command } from '../../core/asking/command.ts';
import type { BudgetMonth, BudgetScope } from '../../core/team/budget.ts';
import type { By, ListenerDeps } from '../deps.ts';
import { answer, type Message, section } from '../kit/message.ts';
import { findManager } from '../policy/find-manager.ts';

export async function showBudget({ requests }: ListenerDeps, teamId: string, copy: Copy): Promise<Message> {
  return budgetAnswer(await requests.store.readBudget(teamId, requests.defaultCredits), copy);
}

/** Owners and admins only. Written to the audit. */
export async function changeBudget(
  deps: ListenerDeps,
  by: By,
  { credits, scope }: Extract<Command, { kind: 'budget_set' }>,
  copy: Copy,
): Promise<Message> {
  if (scope.kind === 'group') return answer(copy.help.title);
  const manager = await findManager(deps, by, 'budget');
  if (!manager) return answer(copy.budget.onlyManagers);
  const { store, defaultCredits } = deps.requests;
  const set = await store.setBudget({ ...by, scope, credits, timeZone: manager.timeZone }, defaultCredits);
  if (set.outcome === 'conflict') throw new Error('a budget was set whatever it was, and something was expected');
  return budgetChangedAnswer(scope, set.before?.credits, set.month, credits, copy);
}

export function budgetAnswer(month: BudgetMonth, copy: Copy): Message {
  const { budget } = copy;
  return answer(
    budget.title(month.month),
    budget.budget(month.budget),
    budget.held(month.held),
    budget.spent(month.spent),
    budget.left(month.left),
    budget.renews(month.renews, month.timeZone),
  );
}

export function budgetChangedAnswer(
  scope: BudgetScope,
  from: number | null | undefined,
  month: BudgetMonth,
  to: number | null,
  copy: Copy,
): Message {
  const { of, amount, none, changed } = copy.budget;
  const whose =
    scope.kind === 'team'
      ? of.team
      : scope.kind === 'channel'
        ? of.channel(`<#${scope.id}>`)
        : of.person(`<@${scope.id}>`);
  const line = changed(whose, from === undefined ? none : amount(from), amount(to));
  return { text: line, blocks: [section(line), ...(scope.kind === 'team' ? budgetAnswer(month, copy).blocks : [])] };
}
