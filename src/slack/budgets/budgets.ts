import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import { type BudgetTarget, MOST_CREDITS, type SetBudget } from '../../core/team/budget.ts';
import type { Installation } from '../api/installations.ts';
import type { By, ListenerDeps } from '../deps.ts';
import { noticeModal } from '../form/fields.ts';
import { onOpening, openForm } from '../form/open-form.ts';
import { onSubmission, type Submission, type SubmitArgs, type SubmitOutcome } from '../form/submission.ts';
import { onViewPress } from '../form/view-press.ts';
import type { PressArgs } from '../kit/press.ts';
import { findManager } from '../policy/find-manager.ts';
import { budgetSetAnswer } from '../team/budget-change.ts';
import { type BudgetForm, budgetModal, CREDITS, type FilledBudget, readBudgetModal } from './budget-modal.ts';
import { budgetsModal, TOP_UP } from './budgets-modal.ts';
import { notice, showInHome } from './notice.ts';
import { isSame, readScopeValue, readTarget, type TargetKind } from './target.ts';
import { topUpModal } from './top-up.ts';

/** "Change budget…" in Home: the form of the workspace's own. */
export async function onBudgetButton(deps: ListenerDeps, args: PressArgs): Promise<void> {
  await openFor(deps, args, async (by, at, copy) => await formFor(deps, by, at, { kind: 'team' }, copy));
}

/** *Raise…* under a warning: the form of the budget that it is about. */
export async function onRaise(deps: ListenerDeps, args: PressArgs): Promise<void> {
  const [action] = args.body.actions;
  const target = readScopeValue(action?.type === 'button' ? action.value : undefined);
  await openFor(deps, args, async (by, at, copy) => await formFor(deps, by, at, target ?? { kind: 'team' }, copy));
}

/** "Budgets…": all of them. */
export async function onBudgetsButton(deps: ListenerDeps, args: PressArgs): Promise<void> {
  await openFor(deps, args, async (by, _, copy) => budgetsModal(await listOf(deps, by), copy));
}

/** In that list: one that is to be changed, or another one. */
export async function onBudgetChosen(deps: ListenerDeps, args: PressArgs): Promise<void> {
  await onViewPress(deps, args, async ({ at, by, value }, copy) => {
    if (!(await findManager(deps, by, 'budget'))) return refusal(copy);
    if (value?.startsWith(TOP_UP)) return await topUpFor(deps, by, readTarget(value.slice(TOP_UP.length)), copy);
    const target = readTarget(value);
    return target && (await formFor(deps, by, at, target, copy));
  });
}

/** A form for managers; a word for anybody else. */
async function openFor(
  deps: ListenerDeps,
  { body, ack }: PressArgs,
  fill: (by: By, at: Installation, copy: Copy) => Promise<types.ModalView>,
): Promise<void> {
  await onOpening(deps, body, ack, async (opening) => {
    const by = { teamId: opening.at.teamId, userId: opening.userId };
    await openForm(deps, opening, {
      title: ({ team }) => team.budgetForms.title,
      notOpened: ({ team }) => team.budgetForms.notOpened,
      fill: async (copy) => ({
        view: (await findManager(deps, by, 'budget')) ? await fill(by, opening.at, copy) : refusal(copy),
      }),
    });
  });
}

const refusal = (copy: Copy) => noticeModal(copy.team.budgetForms.title, copy.budget.onlyManagers, copy);

async function listOf({ requests: { store, defaultCredits } }: ListenerDeps, { teamId }: By) {
  return await store.listBudgets(teamId, defaultCredits);
}

async function topUpFor(deps: ListenerDeps, by: By, target: ReturnType<typeof readTarget>, copy: Copy) {
  const limits = await listOf(deps, by);
  const limit = limits.find(({ scope }) => target && typeof target !== 'string' && isSame(scope, target));
  const { day } = await deps.requests.store.readCalendar(by.teamId, deps.requests.defaultCredits);
  return limit ? topUpModal(limit, day, copy) : null;
}

async function formFor(
  deps: ListenerDeps,
  by: By,
  at: Installation,
  target: BudgetTarget | TargetKind,
  copy: Copy,
  about: Pick<BudgetForm, 'note' | 'typed'> = { note: null },
): Promise<types.ModalView> {
  const groups = target === 'group' ? await deps.groups.list(at) : null;
  const limits = typeof target === 'string' ? [] : await listOf(deps, by);
  const limit = limits.find(({ scope }) => typeof target !== 'string' && isSame(scope, target)) ?? null;
  return budgetModal({ ...about, target, limit, groups }, copy);
}

/** The form is sent: set where nobody else was quicker, audited, and seen in Home. Sent twice, it is one change. */
export async function onBudgetSubmit(deps: ListenerDeps, args: SubmitArgs): Promise<void> {
  const about = { field: CREDITS, cost: 'free' } as const;
  await onSubmission(deps, args, about, (submission, copy) => setBudget(deps, submission, copy));
}

async function setBudget(deps: ListenerDeps, submission: Submission, copy: Copy): Promise<SubmitOutcome> {
  const { at, userId, view, complain } = submission;
  const { store, defaultCredits } = deps.requests;
  const by = { teamId: at.teamId, userId };
  const manager = await findManager(deps, by, 'budget');
  if (!manager) return complain(copy.budget.onlyManagers);
  const filled = readBudgetModal(view);
  const { target, credits, period, version } = filled;
  if (credits === 'unreadable') return complain(copy.budgetForm.unreadable(MOST_CREDITS));
  if (!target) return complain(copy.team.budgetForms.nobody);
  const change = { ...by, scope: target, credits, period, timeZone: manager.timeZone, expected: version };
  const set = await store.setBudget(change, defaultCredits);
  if (set.outcome === 'conflict' && !isWanted(set.now, filled, target))
    return await changedMeanwhile(deps, submission, target, set.now, { credits, period }, copy);
  const now = set.now ?? { credits, period, rule: null, version: 0 };
  deps.background(async () => await showInHome(deps, at, userId));
  const before = set.outcome === 'set' ? set.before : now;
  const all = await listOf(deps, by);
  return notice(budgetSetAnswer({ scope: target, before, now, all, knowsGroups: true }, copy).blocks, copy);
}

/** Sent twice, or somebody else wanted just the same. */
function isWanted(now: SetBudget | null, { credits, period }: FilledBudget, target: BudgetTarget): boolean {
  const rule = target.kind === 'group' ? target.rule : null;
  return now !== null && now.credits === credits && now.period === period && now.rule === rule;
}

/** The form once more, of what stands now: whoever still wants theirs sends it again. */
async function changedMeanwhile(
  deps: ListenerDeps,
  { at, userId }: Submission,
  target: BudgetTarget,
  now: SetBudget | null,
  typed: NonNullable<BudgetForm['typed']>,
  copy: Copy,
): Promise<types.ModalView> {
  const { budgetForms, budgets } = copy.team;
  const amount = now ? budgets.amount(now.credits, now.period) : copy.budget.none;
  const note = budgetForms.changedMeanwhile(amount);
  return await formFor(deps, { teamId: at.teamId, userId }, at, target, copy, { note, typed });
}
