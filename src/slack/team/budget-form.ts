import type { BlockAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import { toFailure } from '../../core/failure.ts';
import { MOST_CREDITS } from '../../core/team/budget.ts';
import type { Installation } from '../api/installations.ts';
import { withinMs } from '../api/within-ms.ts';
import type { ListenerDeps } from '../deps.ts';
import { noticeModal } from '../form/fields.ts';
import { openForm } from '../form/open-form.ts';
import { type Opening, onOpening } from '../form/opening.ts';
import type { Filled } from '../form/put-into.ts';
import { onSubmission, type Submission, type SubmitArgs, type SubmitOutcome } from '../form/submission.ts';
import { budgetModal, budgetSetModal, MONTHLY_CREDITS, readBudgetModal } from './budget-modal.ts';
import { refreshHome } from './home.ts';

/** How long the answer waits for Home to show the new rest; it comes in its own time after that. */
const HOME_WITHIN_MS = 700;

/** "Change budget…" in Home: the form for owners and admins, by what Slack says of them; a word for anybody else. */
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

async function fillIn({ people, requests }: ListenerDeps, { at, userId }: Opening, copy: Copy): Promise<Filled> {
  const { isAdmin } = await people.find(at, userId);
  if (!isAdmin) return { view: noticeModal(copy.budgetForm.title, copy.budget.onlyAdmins, copy) };
  return { view: budgetModal(await requests.store.readBudget(at.teamId, requests.defaultCredits), copy) };
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
  const { isAdmin, timeZone } = await deps.people.find(at, userId);
  if (!isAdmin) return complain(copy.budget.onlyAdmins);
  const credits = readBudgetModal(view);
  if (credits === 'unreadable') return complain(copy.budgetForm.unreadable(MOST_CREDITS));
  const change = { teamId: at.teamId, userId, scope: { kind: 'team' }, credits, timeZone } as const;
  const { from, month } = await store.setBudget(change, defaultCredits);
  await withinMs(HOME_WITHIN_MS, showInHome(deps, at, userId));
  return budgetSetModal(from, month, copy);
}

/** A courtesy: the budget is set, and the next opening of Home shows it at the latest. */
async function showInHome(deps: ListenerDeps, at: Installation, userId: string): Promise<void> {
  await refreshHome(deps, at, userId).catch((error) =>
    deps.log.failure(toFailure(error), { teamId: at.teamId, at: 'home' }),
  );
}
