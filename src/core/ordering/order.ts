import type { Generation, NewGeneration } from '../generation.ts';
import type { Quality } from '../image-model.ts';
import type { Offer } from '../pricing/offer.ts';
import type { Plan } from '../pricing/plan-order.ts';
import type { Standing } from '../team/standing.ts';
import type { AcceptAnswer, OrderStore } from './order-store.ts';

export interface RequestDeps {
  readonly store: OrderStore;
  /** What may be ordered today. */
  readonly offer: () => Offer;
  /** Credits a month for a team that has set no budget; null: unlimited. */
  readonly defaultCredits: number | null;
  readonly newId: () => string;
  /** What Slack says of somebody, at most a minute old; asked only where budgets of groups want to know. */
  readonly standingOf: (who: { readonly teamId: string; readonly userId: string }) => Promise<Standing>;
}

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

/**
 * The one way from a wish to a stored request: plans it (`read`) and stores it with its hold in one transaction. Which
 * models are gone is asked only when the planned one is; then it is planned once more, without them. Throws when the
 * database can't be reached.
 */
export async function order<Order extends Wanted, Problem>(
  deps: Accepting,
  read: (
    retired: ReadonlySet<string>,
  ) => ({ readonly ok: true } & Order) | { readonly ok: false; readonly problem: Problem },
  requestOf: (wanted: Order) => NewGeneration,
  retired: ReadonlySet<string> = new Set(),
): Promise<OrderAnswer | NotOrdered<Problem>> {
  const wanted = read(retired);
  if (!wanted.ok) return { outcome: 'not_ordered', problem: wanted.problem, retired };
  const { plan, atLow } = wanted;
  const answer = await accept(deps, requestOf(wanted));
  if (answer.outcome === 'retired') {
    if (retired.has(plan.model)) throw new Error('a retired model was planned');
    return await order(deps, read, requestOf, await deps.store.listRetiredModels());
  }
  if (answer.outcome !== 'over') return answer;
  const isCheaper = atLow && atLow.credits < plan.credits && atLow.credits <= answer.room;
  const { credits = 0, quality = null } = isCheaper ? atLow : {};
  return { ...answer, credits: plan.credits, atLow: quality === null ? null : { credits, quality } };
}

type Accepting = Pick<RequestDeps, 'store' | 'defaultCredits' | 'standingOf'>;

/** Stores a request with its hold; where budgets of groups are in play, once it is known in which its person is. */
export async function accept(
  { store, defaultCredits, standingOf }: Accepting,
  request: NewGeneration,
): Promise<Exclude<AcceptAnswer, { outcome: 'standing' }>> {
  const answer = await store.acceptGeneration({ standing: null, ...request }, defaultCredits);
  if (answer.outcome !== 'standing') return answer;
  const known = await store.acceptGeneration({ ...request, standing: await standingOf(request) }, defaultCredits);
  if (known.outcome === 'standing') throw new Error('a standing was given and asked for');
  return known;
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
