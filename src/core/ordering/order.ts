import type { Generation, NewGeneration } from '../generation.ts';
import type { Quality } from '../image-model.ts';
import { offerUnder } from '../policy/offer-under.ts';
import { NO_POLICY, type Policy } from '../policy/policy.ts';
import { type PolicyProblem, policyProblem } from '../policy/problem.ts';
import type { Offer } from '../pricing/offer.ts';
import type { Plan } from '../pricing/plan-order.ts';
import type { AcceptAnswer } from './order-store.ts';
import type { RequestDeps } from './request-deps.ts';
import { type Accepting, acceptUnder, type Stale, underPolicy } from './under-policy.ts';

export type { RequestDeps } from './request-deps.ts';

/** What is to be ordered; `atLow`: the same in the lowest quality, where that may be offered to who can't pay for it. */
export interface Wanted {
  readonly plan: Plan;
  readonly atLow?: Plan | null;
}

export type OrderAnswer =
  | Extract<AcceptAnswer, { outcome: 'accepted' | 'duplicate' }>
  | (Extract<AcceptAnswer, { outcome: 'over' }> & {
      /** What it would have cost. */
      readonly credits: number;
      /** What it would be in the lowest quality, where that costs less and can be paid; null otherwise. */
      readonly atLow: AtLow | null;
    });

/** The same request in the lowest quality there is for it. */
export interface AtLow {
  readonly credits: number;
  readonly quality: Quality;
}

/** Nothing was stored: it can't be had. `retired`: the models that were left out. */
interface NotOrdered<Problem> {
  readonly outcome: 'not_ordered';
  readonly problem: Problem;
  readonly retired: ReadonlySet<string>;
}

type Ordering = Accepting &
  Pick<RequestDeps, 'policies'> & { readonly store: Pick<RequestDeps['store'], 'listRetiredModels'> };

/** The order that is wished for, of what is offered and has not retired; or why there is none. */
type Reading<Order, Problem> = (
  offer: Offer,
  retired: ReadonlySet<string>,
) => ({ readonly ok: true } & Order) | { readonly ok: false; readonly problem: Problem };

/**
 * The one way from a wish to a stored request: plans it (`read`) under the policy of its place, and stores it with its
 * hold in one transaction. Which models are gone is asked only when the planned one is; then it is planned once more,
 * without them. Throws when the database can't be reached.
 */
export async function order<Order extends Wanted, Problem>(
  deps: Ordering,
  place: Pick<NewGeneration, 'teamId' | 'channelId'>,
  read: Reading<Order, Problem>,
  requestOf: (wanted: Order) => NewGeneration,
  retired: ReadonlySet<string> = new Set(),
): Promise<OrderAnswer | NotOrdered<Problem | PolicyProblem>> {
  return await underPolicy(deps.policies, place.teamId, (policy) =>
    orderUnder(deps, policy, place, read, requestOf, retired),
  );
}

async function orderUnder<Order extends Wanted, Problem>(
  deps: Ordering,
  policy: Policy,
  place: Pick<NewGeneration, 'teamId' | 'channelId'>,
  read: Reading<Order, Problem>,
  requestOf: (wanted: Order) => NewGeneration,
  retired: ReadonlySet<string>,
): Promise<OrderAnswer | NotOrdered<Problem | PolicyProblem> | Stale> {
  const wanted = read(offerUnder(policy, deps.offer(), policy.channels.get(place.channelId)), retired);
  if (!wanted.ok) {
    const problem = barred(deps, policy, read, requestOf, retired) ?? wanted.problem;
    return { outcome: 'not_ordered', problem, retired };
  }
  const { plan, atLow } = wanted;
  const answer = await acceptUnder(policy, deps, requestOf(wanted));
  if (answer.outcome === 'against') return { outcome: 'not_ordered', problem: answer.problem, retired };
  if (answer.outcome === 'retired') {
    if (retired.has(plan.model)) throw new Error('a retired model was planned');
    return await orderUnder(deps, policy, place, read, requestOf, await deps.store.listRetiredModels());
  }
  if (answer.outcome !== 'over') return answer;
  const isCheaper = atLow && atLow.credits < plan.credits && atLow.credits <= answer.room;
  const { credits = 0, quality = null } = isCheaper ? atLow : {};
  return { ...answer, credits: plan.credits, atLow: quality === null ? null : { credits, quality } };
}

/** Of what could be had but for the policy's models: the rule that is against it. */
function barred<Order extends Wanted, Problem>(
  { offer }: Pick<Ordering, 'offer'>,
  policy: Policy,
  read: Reading<Order, Problem>,
  requestOf: (wanted: Order) => NewGeneration,
  retired: ReadonlySet<string>,
): PolicyProblem | null {
  if (policy.models === null) return null;
  const free = read(offer(), retired);
  const rules = { ...NO_POLICY, models: policy.models };
  return free.ok ? policyProblem(rules, requestOf(free), offer().models, null) : null;
}

type Given = Pick<NewGeneration, 'id' | 'userId' | 'act' | 'keys' | 'credits'> & Partial<NewGeneration>;

/** A new request on the terms of an earlier one and in its place; `given` says what is new about it. */
export function requestLike(before: Generation, given: Given): NewGeneration {
  return {
    teamId: before.teamId,
    channelId: before.channelId,
    kind: before.kind,
    prompt: before.prompt,
    style: before.style,
    isPrivate: before.isPrivate,
    model: before.model,
    size: before.size,
    quality: before.quality,
    count: before.count,
    parentId: before.parent?.id ?? null,
    parentPicture: before.parent?.picture.position ?? null,
    otherId: null,
    otherPicture: null,
    againOf: null,
    replyTs: before.replyTs,
    responseUrl: null,
    fileIds: before.sourceFileIds,
    ...given,
  };
}
