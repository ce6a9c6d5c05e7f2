import type { BlockAction, SlackActionMiddlewareArgs, types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import { toFailure } from '../../core/failure.ts';
import { type BudgetMonth, MOST_CREDITS } from '../../core/team/budget.ts';
import type { Installation } from '../api/installations.ts';
import { withinMs } from '../api/within-ms.ts';
import { refreshHome } from '../console/home.ts';
import { SET_BUDGET } from '../console/home-buttons.ts';
import type { ListenerDeps } from '../deps.ts';
import { type Held, noticeModal, readHeld } from '../form/fields.ts';
import { type Filled, type Opening, onOpening, openForm } from '../form/open-form.ts';
import { onSubmission, type Submission, type SubmitArgs, type SubmitOutcome } from '../form/submission.ts';
import { LIMITS } from '../kit/limits.ts';
import { context, section } from '../kit/message.ts';
import { plain } from '../kit/text.ts';
import { findManager } from '../policy/find-manager.ts';
import { budgetAnswer, budgetChangedAnswer } from './budget.ts';

const MONTHLY_CREDITS = 'monthly_credits';

/** How long the answer waits for Home to show the new rest; it comes in its own time after that. */
const HOME_WITHIN_MS = 700;

/** "Change budget…" in Home: the form for owners and admins; a word for anybody else. */
export async function onBudgetButton(
  deps: ListenerDeps,
  { body, ack }: SlackActionMiddlewareArgs<BlockAction>,
): Promise<void> {
  await onOpening(deps, body, ack, async (opening) => {
    await openForm(deps, opening, {
      title: ({ budgetForm }) => budgetForm.title,
      notOpened: ({ budgetForm }) => budgetForm.notOpened,
      fill: (copy) => fillIn(deps, opening, copy),
    });
  });
}

async function fillIn(deps: ListenerDeps, { at: { teamId }, userId }: Opening, copy: Copy): Promise<Filled> {
  const { store, defaultCredits } = deps.requests;
  if (!(await findManager(deps, { teamId, userId }, 'budget')))
    return { view: noticeModal(copy.budgetForm.title, copy.budget.onlyManagers, copy) };
  return { view: budgetModal(await store.readBudget(teamId, defaultCredits), copy) };
}

/** The form is sent: set, audited, answered with what is left, and seen in Home. Sent twice, it is one change. */
export async function onBudgetSubmit(deps: ListenerDeps, args: SubmitArgs): Promise<void> {
  const about = { field: MONTHLY_CREDITS, cost: 'free' } as const;
  await onSubmission(deps, args, about, (submission, copy) => setBudget(deps, submission, copy));
}

async function setBudget(
  deps: ListenerDeps,
  { at, userId, view, complain }: Submission,
  copy: Copy,
): Promise<SubmitOutcome> {
  const { store, defaultCredits } = deps.requests;
  const by = { teamId: at.teamId, userId };
  const manager = await findManager(deps, by, 'budget');
  if (!manager) return complain(copy.budget.onlyManagers);
  const credits = readBudgetModal(view);
  if (credits === 'unreadable') return complain(copy.budgetForm.unreadable(MOST_CREDITS));
  const change = { ...by, scope: { kind: 'team' }, credits, timeZone: manager.timeZone } as const;
  const set = await store.setBudget(change, defaultCredits);
  if (set.outcome === 'conflict') throw new Error('a budget was set whatever it was, and something was expected');
  await withinMs(HOME_WITHIN_MS, showInHome(deps, at, userId));
  return budgetSetModal(set.before?.credits, set.month, copy);
}

/** A courtesy: the budget is set, and the next opening of Home shows it at the latest. */
async function showInHome(deps: ListenerDeps, at: Installation, userId: string): Promise<void> {
  await refreshHome(deps, at, userId).catch((error) =>
    deps.log.failure(toFailure(error), { teamId: at.teamId, at: 'home' }),
  );
}

/** The workspace's budget as it is, what became of it this month, and a field for another one. */
export function budgetModal(month: BudgetMonth, copy: Copy): types.ModalView {
  const { budget, budgetForm, result } = copy;
  const isShown = month.budget !== null && month.budget <= MOST_CREDITS;
  return {
    type: 'modal',
    callback_id: SET_BUDGET,
    title: plain(budgetForm.title, LIMITS.modalTitle),
    submit: plain(budgetForm.submit, LIMITS.modalTitle),
    close: plain(result.cancel, LIMITS.modalTitle),
    blocks: [
      context([budget.budget(month.budget), budget.spent(month.spent), budget.held(month.held)].join(' · ')),
      {
        type: 'input',
        block_id: MONTHLY_CREDITS,
        optional: true,
        label: plain(budgetForm.label, LIMITS.label),
        hint: plain(budgetForm.hint(MOST_CREDITS), LIMITS.label),
        element: {
          type: 'number_input',
          action_id: MONTHLY_CREDITS,
          is_decimal_allowed: false,
          min_value: '0',
          max_value: String(MOST_CREDITS),
          ...(isShown ? { initial_value: String(month.budget) } : {}),
        },
      },
    ],
  };
}

/** Credits a month; null, unlimited, where the field was left empty. `unreadable`: no whole number that a budget can be, or no field at all. */
function readBudgetModal(view: Parameters<typeof readHeld>[0]): number | null | 'unreadable' {
  const field: Held[string] = readHeld(view)[MONTHLY_CREDITS];
  if (!field) return 'unreadable';
  const typed = field.value?.trim() ?? '';
  if (typed === '') return null;
  return /^\d+$/.test(typed) && Number(typed) <= MOST_CREDITS ? Number(typed) : 'unreadable';
}

/** In place of the form once it is set: what the budget was and is, and what is left of the month. */
export function budgetSetModal(from: number | null | undefined, month: BudgetMonth, copy: Copy): types.ModalView {
  const { budget, budgetForm, compose } = copy;
  const { blocks } =
    from === month.budget
      ? { blocks: [section(budgetForm.unchanged(budget.amount(from))), ...budgetAnswer(month, copy).blocks] }
      : budgetChangedAnswer({ kind: 'team' }, from, month, month.budget, copy);
  return {
    type: 'modal',
    title: plain(budgetForm.title, LIMITS.modalTitle),
    close: plain(compose.close, LIMITS.modalTitle),
    blocks,
  };
}
