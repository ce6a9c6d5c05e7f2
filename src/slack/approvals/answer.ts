import type { types } from '@slack/bolt';
import { z } from 'zod';
import type { Copy } from '../../copy/copy.ts';
import type { Approval, ApprovalKey, Decision } from '../../core/approvals/approval.ts';
import { showCards } from '../../core/approvals/show-cards.ts';
import { toFailure } from '../../core/failure.ts';
import { MOST_CREDITS } from '../../core/team/budget.ts';
import { respond } from '../api/response-url.ts';
import type { By, ListenerDeps } from '../deps.ts';
import { noticeModal } from '../form/fields.ts';
import { onOpening, openForm } from '../form/open-form.ts';
import { onSubmission, type Submission, type SubmitArgs, type SubmitOutcome } from '../form/submission.ts';
import { copyAt } from '../kit/copy-of.ts';
import { failedWords } from '../kit/failed.ts';
import { answer } from '../kit/message.ts';
import type { PressArgs } from '../kit/press.ts';
import { findManager } from '../policy/find-manager.ts';
import { approvalDeps } from './approval-deps.ts';
import { carryOnLogged } from './ask.ts';
import { peopleOf } from './card.ts';
import { allowModal, GRANT_CREDITS, leastGrant, readAllowModal, readRefuseModal, refuseModal } from './forms.ts';
import { endWords } from './words.ts';

/** "Allow once": the buttons of every card go first, then what was allowed starts. */
export async function onAllowOnce(deps: ListenerDeps, { body, ack }: PressArgs): Promise<void> {
  const teamId = body.team?.id ?? body.user.team_id ?? '';
  const finding = deps.installations.of(teamId);
  const copy = await copyAt(deps, finding, body.user.id);
  const pressed = async () => {
    const by = { teamId: (await finding).teamId, userId: body.user.id };
    const asked = await readAsked(deps, by, carriedBy(body), copy);
    return typeof asked === 'string' ? asked : await decide(deps, asked, by.userId, { kind: 'once' }, copy);
  };
  const outcome = await pressed().catch((error) => {
    const failure = toFailure(error);
    deps.log.failure(failure, { teamId, at: 'approval' });
    return failedWords(failure, 'free', copy);
  });
  await ack();
  if (typeof outcome !== 'string') return await carryOnLogged(deps, outcome, body.user.id);
  await respond(body.response_url, deps.apiUrl, answer(outcome)).catch((error) =>
    deps.log.failure(toFailure(error), { teamId, at: 'approval' }),
  );
}

/** "Allow N credits until …" */
export async function onAllowUntil(deps: ListenerDeps, args: PressArgs): Promise<void> {
  await openAnswer(deps, args, ({ allow }) => allow.title, allowModal);
}

/** "No" */
export async function onRefuseMore(deps: ListenerDeps, args: PressArgs): Promise<void> {
  await openAnswer(deps, args, ({ refuse }) => refuse.title, refuseModal);
}

/** The form, for who may answer what nobody has answered yet; the reason in words otherwise. */
async function openAnswer(
  deps: ListenerDeps,
  { body, ack }: PressArgs,
  titleOf: (words: Copy['team']['approvals']) => string,
  modalOf: (approval: Approval, copy: Copy) => types.ModalView,
): Promise<void> {
  await onOpening(deps, body, ack, async (opening) => {
    const by = { teamId: opening.at.teamId, userId: opening.userId };
    const title = (copy: Copy) => titleOf(copy.team.approvals);
    await openForm(deps, opening, {
      title,
      notOpened: ({ presses }) => presses.notOpened,
      async fill(copy) {
        const asked = await readAsked(deps, by, carriedBy(body), copy);
        return { view: typeof asked === 'string' ? noticeModal(title(copy), asked, copy) : modalOf(asked, copy) };
      },
    });
  });
}

/** "Allow N credits until …" is sent. */
export async function onAllowSubmit(deps: ListenerDeps, args: SubmitArgs): Promise<void> {
  await submitAnswer(deps, args, GRANT_CREDITS, (approval, { view, complain }, copy) => {
    const least = leastGrant(approval);
    const read = readAllowModal(view, least);
    return read === 'unreadable'
      ? complain(copy.team.approvals.allow.unreadable(least, MOST_CREDITS))
      : { kind: 'until', ...read };
  });
}

/** "No" is sent. */
export async function onRefuseSubmit(deps: ListenerDeps, args: SubmitArgs): Promise<void> {
  await submitAnswer(deps, args, undefined, (_, { view }) => ({
    kind: 'no',
    reason: readRefuseModal(view),
  }));
}

/** Whoever sends it is asked for again; the cards change when Slack has its answer. */
async function submitAnswer(
  deps: ListenerDeps,
  args: SubmitArgs,
  field: string | undefined,
  read: (approval: Approval, sent: Submission, copy: Copy) => Decision | SubmitOutcome,
): Promise<void> {
  let decided: ApprovalKey | null = null;
  const about = { cost: 'free', ...(field === undefined ? {} : { field }) } as const;
  await onSubmission(deps, args, about, async (sent, copy) => {
    const { at, userId, view } = sent;
    const notice = (words: string) => noticeModal(view.title.text, words, copy);
    const asked = await readAsked(deps, { teamId: at.teamId, userId }, view.private_metadata, copy);
    if (typeof asked === 'string') return notice(asked);
    const decision = read(asked, sent, copy);
    if (typeof decision === 'string' || !('kind' in decision)) return decision;
    const outcome = await decide(deps, asked, userId, decision, copy);
    if (typeof outcome === 'string') return notice(outcome);
    decided = outcome;
    return 'close';
  });
  if (decided) await carryOnLogged(deps, decided, args.body.user.id);
}

/** The question, for a manager as long as it is open; in words, why not. */
async function readAsked(deps: ListenerDeps, by: By, value: string, copy: Copy): Promise<Approval | string> {
  const id = z.uuid().safeParse(value).data;
  const { store } = deps.requests;
  const approval = id === undefined ? null : await store.findApproval({ teamId: by.teamId, id });
  if (!approval) return copy.notices.gone;
  const words = copy.team.approvals;
  if (!(await findManager(deps, by, 'answer'))) {
    const managers = (await store.listCards(approval)).filter(({ reader }) => reader === 'manager');
    const others = managers.flatMap(({ userId }) => (userId === by.userId ? [] : [userId]));
    return words.onlyManagers(others.length > 0 ? peopleOf(others) : words.nobody);
  }
  return approval.state === 'asked' ? approval : await late(deps, approval, copy);
}

/** The question that is decided now; in words, what there was instead. */
async function decide(
  deps: ListenerDeps,
  asked: Approval,
  userId: string,
  decision: Decision,
  copy: Copy,
): Promise<Approval | string> {
  const decided = await deps.requests.store.decide(asked, userId, decision);
  if (!decided) return copy.notices.gone;
  return decided.outcome === 'decided' ? decided.approval : await late(deps, decided.approval, copy);
}

/** Says what happened, and sees to it that the cards do. */
async function late(deps: ListenerDeps, approval: Approval, copy: Copy): Promise<string> {
  void showCards(approvalDeps(deps), approval).catch((error) =>
    deps.log.failure(toFailure(error), { teamId: approval.teamId, approvalId: approval.id, at: 'approval' }),
  );
  return [copy.team.approvals.late, ...endWords(approval, copy)].join(' ');
}

function carriedBy({ actions: [action] }: PressArgs['body']): string {
  return action?.type === 'button' ? (action.value ?? '') : '';
}
