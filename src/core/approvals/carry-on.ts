import { toFailure } from '../failure.ts';
import { order } from '../ordering/order.ts';
import type { Plan } from '../pricing/plan-order.ts';
import type { Approval, ApprovalKey } from './approval.ts';
import { type AskDeps, repeated, shortBudget, tryOnce, type Unstartable } from './ask-for-more.ts';
import { replan } from './replan.ts';
import { type CardDeps, readContents, showCards } from './show-cards.ts';

export type CarryOnDeps = AskDeps & CardDeps;

/**
 * All that is left to do for a question, as far as it can be done now: the buttons of its cards go first, then what was
 * allowed starts, then who asked is told. Harmless when repeated. `first`: whose card is brought up to date first.
 */
export async function carryOn(deps: CarryOnDeps, key: ApprovalKey, first: string | null = null): Promise<void> {
  await showCards(deps, key, first);
  const again = await startAllowed(deps, key);
  await showCards(deps, key);
  await tellAsker(deps, key);
  if (again) await showCards(deps, again);
}

/** What a task of all processes together does once a minute: what has run out, and what somebody left undone. */
export async function carryOnAll(deps: CarryOnDeps, signal: AbortSignal): Promise<void> {
  const { store, log } = deps;
  const over = await store.letRunOut();
  for (const key of [...over, ...(await store.listUnfinished())]) {
    if (signal.aborted) return;
    await carryOn(deps, key).catch((error) =>
      log.failure(toFailure(error), { teamId: key.teamId, approvalId: key.id, at: 'approvals' }),
    );
  }
}

/** Starts it where it was asked, at the price that was allowed or a lower one. Answers the question that had to be asked instead. */
async function startAllowed(deps: CarryOnDeps, key: ApprovalKey): Promise<ApprovalKey | null> {
  const { store, newId } = deps;
  const approval = await store.findApproval(key);
  if (approval?.state !== 'allowed' || approval.cameOf !== null) return null;
  const before = await store.findGeneration({ teamId: key.teamId, id: approval.generationId });
  if (!before) return null;
  const answer = await order<{ plan: Plan }, Unstartable>(
    {
      ...deps,
      store: { ...store, acceptGeneration: (request, credits) => store.startAllowed(key, request, credits) },
    },
    before,
    (offer, retired) => {
      const plan = replan(before, offer, retired);
      if (!plan) return { ok: false, problem: { kind: 'gone' } };
      if (plan.credits > approval.credits) return { ok: false, problem: { kind: 'dearer', credits: plan.credits } };
      return { ok: true, plan };
    },
    ({ plan }) => repeated(before, plan, { id: newId(), keys: [`approved:${approval.id}`] }),
    await store.listRetiredModels(),
  );
  if (answer.outcome === 'over') {
    return await askAgain(deps, { ...approval, ...shortBudget(answer), credits: answer.credits });
  }
  if (answer.outcome !== 'not_ordered') return null;
  const { problem } = answer;
  if (problem.kind === 'dearer') {
    const tried = await tryOnce(deps, before);
    const short = 'short' in tried ? tried.short : null;
    return await askAgain(deps, { ...approval, ...short, credits: problem.credits });
  }
  // It waits for the managers' Resume, as everybody does.
  if (problem.kind !== 'paused') await store.markNotStarted(key, null);
  return null;
}

/** A cap that they have set for themselves since is nobody else's to lift, so nobody is asked about it. */
async function askAgain({ store, newId }: CarryOnDeps, question: Approval): Promise<ApprovalKey | null> {
  if (question.scope === 'own') {
    await store.markNotStarted(question, null);
    return null;
  }
  const { teamId, generationId, userId, credits, scope, scopeId, rule, left, budget, renewsAt } = question;
  const again = {
    ...{ teamId, id: newId(), generationId, userId, credits, againOf: question.id },
    ...{ scope, scopeId, rule, left, budget, renewsAt },
  };
  return (await store.markNotStarted(question, again)) ? again : null;
}

async function tellAsker(deps: CarryOnDeps, key: ApprovalKey): Promise<void> {
  const { store, chat, log } = deps;
  const contents = await readContents(deps, key);
  if (!contents) return;
  const { state, cameOf, isTold } = contents.approval;
  if (isTold || state === 'asked' || (state === 'allowed' && cameOf === null)) return;
  try {
    await chat.tellAsker(contents);
  } catch (error) {
    const failure = toFailure(error);
    log.failure(failure, { teamId: key.teamId, approvalId: key.id, at: 'approval told' });
    if (failure.code === 'chat_busy') return;
  }
  await store.markAskerTold(key);
}
