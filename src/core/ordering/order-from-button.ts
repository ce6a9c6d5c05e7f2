import { ruleOf, standsForShown } from '../acts.ts';
import type { FailureCode } from '../failure.ts';
import type { Generation, GenerationKey, NewGeneration } from '../generation.ts';
import { type PressedAct, pressedTerms } from '../pricing/button-prices.ts';
import { type Plan, planOrder } from '../pricing/plan-order.ts';
import { atShownPrice } from '../pricing/shown-price.ts';
import { type EarlierPress, hasEnded } from './earlier-presses.ts';
import { order, type RequestDeps, requestLike } from './order.ts';
import type { PriceChangedAnswer, RequestAnswer } from './request-image.ts';

/** Who pressed what, under which picture. */
export interface PressedButton {
  readonly act: PressedAct;
  readonly generation: Generation;
  readonly position: number;
  readonly userId: string;
  /** The credits that the person has seen on it; null: none. */
  readonly shown: number | null;
}

export type PressAnswer =
  | Exclude<RequestAnswer, { outcome: 'duplicate' }>
  | PriceChangedAnswer
  /** An earlier press is being worked on. */
  | { readonly outcome: 'under_way' }
  /** An earlier press has ended in a question that its own message's button settles. */
  | { readonly outcome: 'unclear' }
  /** A press at the same moment was the same order, and came to nothing. */
  | { readonly outcome: 'refused'; readonly failure: FailureCode }
  /** It is there: what is made once is not made twice. */
  | { readonly outcome: 'done'; readonly label: string }
  /** Its pictures were taken away, or it is nothing to start from. */
  | { readonly outcome: 'gone' };

/**
 * Orders what a button asks for: variations of a picture, the picture in high quality, the same request anew. Presses
 * at the same moment, by one person or by several, are one order. Throws when the database can't be reached.
 */
export async function orderFromButton(deps: RequestDeps, button: PressedButton): Promise<PressAnswer> {
  const from = await shownBy(deps, button.generation);
  const isThere = from && !from.deleted && from.pictures.some(({ position }) => position === button.position);
  if (!isThere) return { outcome: 'gone' };
  const { act, position } = button;
  const tries = await deps.store.listEarlierPresses({ teamId: from.teamId, id: from.id, position, act });
  const open = tries.filter((one) => !hasEnded(one, ruleOf({ act }).isOnce));
  if (open.length > 0) return answerOf(open);
  return await orderAct(deps, button, from, tries.length);
}

/** An undo shows an earlier version again: its buttons are that one's. */
async function shownBy({ store }: RequestDeps, generation: Generation): Promise<Generation | null> {
  if (!standsForShown(generation) || !generation.other) return generation;
  return await store.findGeneration({ teamId: generation.teamId, id: generation.other.id });
}

function answerOf(open: readonly EarlierPress[]): PressAnswer {
  const posted = open.find(({ state }) => state === 'posted');
  if (posted) return { outcome: 'done', label: posted.label ?? '1' };
  return { outcome: open.every(({ failure }) => failure !== null) ? 'unclear' : 'under_way' };
}

async function orderAct(
  deps: RequestDeps,
  button: PressedButton,
  from: Generation,
  ended: number,
): Promise<PressAnswer> {
  const { act, position, userId, shown } = button;
  const terms = pressedTerms(act, from, deps.offer());
  if (!terms) return { outcome: 'gone' };
  const given = { id: deps.newId(), userId, act, keys: [`${act}:${from.id}:${position}:${ended}`] };
  const answer = await order(
    deps,
    from,
    (offer, retired) => atShownPrice(planOrder(terms, offer, retired), shown),
    ({ plan }) => newRequest(from, position, { ...given, ...plan }),
  );
  switch (answer.outcome) {
    case 'not_ordered':
      return answer.problem.kind === 'price_changed'
        ? { outcome: 'price_changed', credits: answer.problem.credits }
        : { outcome: 'unreadable', id: from.id, problem: answer.problem, nearest: null };
    case 'duplicate':
      return await standing(deps, { teamId: from.teamId, id: answer.id });
    default:
      return answer;
  }
}

async function standing({ store }: RequestDeps, key: GenerationKey): Promise<PressAnswer> {
  const known = await store.findGeneration(key);
  return known?.state === 'failed' && known.failure
    ? { outcome: 'refused', failure: known.failure }
    : { outcome: 'under_way' };
}

type Given = Plan & Pick<NewGeneration, 'id' | 'userId' | 'keys'> & { readonly act: PressedAct };

/** In the thread of what it starts from. */
function newRequest(from: Generation, position: number, given: Given): NewGeneration {
  const place = { replyTs: from.replyTs ?? from.messageTs };
  if (given.act === 'again') return requestLike(from, { ...given, ...place, otherId: from.id });
  return requestLike(from, {
    ...given,
    ...place,
    kind: 'edit',
    parentId: from.id,
    parentPicture: position,
    fileIds: [],
    insteadCredits: given.act === 'finish' && from.count > 1 ? given.credits * from.count : null,
  });
}
