import type { Generation, GenerationKey, NewGeneration } from '../generation.ts';
import { order, type RequestDeps, requestLike } from '../ordering/order.ts';
import type { Over } from '../ordering/order-store.ts';
import { isPolicyProblem, type PolicyProblem } from '../policy/problem.ts';
import type { Plan } from '../pricing/plan-order.ts';
import type { Approval, ShortBudget } from './approval.ts';
import type { ApprovalStore } from './approval-store.ts';
import { replan } from './replan.ts';

export interface AskDeps extends Pick<RequestDeps, 'offer' | 'defaultCredits' | 'newId' | 'standingOf' | 'policies'> {
  readonly store: ApprovalStore;
}

export type AskAnswer =
  | { readonly outcome: 'asked'; readonly approval: Approval }
  /** There is a question about this already, or was one about this request. */
  | { readonly outcome: 'known'; readonly approval: Approval }
  /** Nothing is short any more: it can be ordered for so many credits. */
  | { readonly outcome: 'fits'; readonly credits: number }
  /** The limit is one that they have set for themselves. */
  | { readonly outcome: 'own' }
  /** A rule of the workspace is against it, which no credits can mend. */
  | { readonly outcome: 'against'; readonly problem: PolicyProblem }
  /** This person has nothing here to ask for. */
  | { readonly outcome: 'gone' };

/**
 * Puts a request that was refused for lack of budget to the managers. One question for a person and scope; what was
 * answered stays answered, and what ran out may be asked again.
 */
export async function askForMore(deps: AskDeps, key: GenerationKey, userId: string): Promise<AskAnswer> {
  const before = await deps.store.findGeneration(key);
  if (before?.failure !== 'budget_exhausted' || before.userId !== userId) return { outcome: 'gone' };
  const last = await deps.store.findApprovalOf(before);
  if (last && last.state !== 'ran_out' && last.state !== 'unreachable') return { outcome: 'known', approval: last };
  const tried = await tryOnce(deps, before);
  if ('kind' in tried) return isPolicyProblem(tried) ? { outcome: 'against', problem: tried } : { outcome: 'gone' };
  const { short, credits } = tried;
  if (!short) return { outcome: 'fits', credits };
  if (short.scope === 'own') return { outcome: 'own' };
  const question = { teamId: key.teamId, id: deps.newId(), generationId: before.id, userId, credits, againOf: null };
  const { outcome, approval } = await deps.store.ask({ ...question, ...short });
  return outcome === 'asked' ? { outcome, approval } : { outcome: 'known', approval };
}

/** Nobody draws it any more, or it costs more than was allowed: `credits`. */
export type Unstartable = { readonly kind: 'gone' } | { readonly kind: 'dearer'; readonly credits: number };

/** What it costs today, and which budget is short of that; in place of it, why it can't be had. */
export async function tryOnce(
  deps: AskDeps,
  before: Generation,
): Promise<{ readonly credits: number; readonly short: ShortBudget | null } | Unstartable | PolicyProblem> {
  const { store, newId } = deps;
  const id = newId();
  let credits = 0;
  const answer = await order<{ plan: Plan }, Unstartable>(
    { ...deps, store: { ...store, acceptGeneration: store.tryGeneration } },
    before,
    (offer, retired) => {
      const plan = replan(before, offer, retired);
      return plan ? { ok: true, plan } : { ok: false, problem: { kind: 'gone' } };
    },
    ({ plan }) => {
      credits = plan.credits;
      return repeated(before, plan, { id, keys: [`try:${id}`] });
    },
    await store.listRetiredModels(),
  );
  if (answer.outcome === 'not_ordered') return answer.problem;
  return { credits, short: answer.outcome === 'over' ? shortBudget(answer) : null };
}

/** The refused request once more, to the letter. */
export function repeated(before: Generation, plan: Plan, given: Pick<NewGeneration, 'id' | 'keys'>): NewGeneration {
  const { act, userId, other } = before;
  return requestLike(before, { ...plan, ...given, act, userId, otherId: other?.id ?? null, againOf: before.id });
}

/** The budget that a refusal names. */
export const shortBudget = ({ scope, scopeId, rule, left, granted, budget, renewsAt }: Over): ShortBudget => ({
  ...{ scope, scopeId, rule, budget, renewsAt },
  left: left + granted,
});
