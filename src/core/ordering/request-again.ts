import { nearestText } from '../asking/nearest-text.ts';
import type { Asked } from '../asking/prompt.ts';
import type { Generation, GenerationKey } from '../generation.ts';
import { DRAFT } from '../image-model.ts';
import type { MakeStore } from '../making/make-store.ts';
import { isPolicyProblem } from '../policy/problem.ts';
import { planOrder } from '../pricing/plan-order.ts';
import { atShownPrice } from '../pricing/shown-price.ts';
import { order, type RequestDeps, requestLike } from './order.ts';
import { type Ask, type PriceChangedAnswer, type RequestAnswer, readOrder, requestAtPrice } from './request-image.ts';
import { type Accepted, acceptUnder, type Stale, underPolicy } from './under-policy.ts';

/** Who presses, and Slack's address to answer this press. */
interface By {
  /** The credits that stood on the button; null: none did. */
  readonly shown: number | null;
  readonly userId: string;
  readonly responseUrl: string | null;
}

type Answer = RequestAnswer | PriceChangedAnswer;

/**
 * Orders a request that was over the budget in the lowest quality, where it was asked: a new request with a hold of its own.
 * A second press finds the first one's request (`duplicate`); one that still could not be paid may be pressed again.
 * null: this person has nothing here to order.
 */
export async function requestAtLow(deps: RequestDeps, key: GenerationKey, by: By): Promise<Answer | null> {
  const before = await deps.store.findGeneration(key);
  if (before?.failure !== 'budget_exhausted' || before.userId !== by.userId) return null;
  const { store } = deps;
  const offer = deps.offer();
  const { prompt, model, size, count } = before;
  const takesLow = offer.models.some(({ id, qualities }) => id === model && qualities.length > 0);
  const own = takesLow && model !== null ? ({ model, isModelInherited: true } as const) : {};
  const asked: Asked = { prompt, size, count, quality: DRAFT, ...own };
  const { shown, ...who } = by;
  const given = { ...who, id: deps.newId(), act: before.act, keys: [`low:${before.id}`], againOf: before.id };
  const answer = await order(
    deps,
    before,
    (offer, retired) => atShownPrice(planOrder(asked, offer, retired), shown),
    ({ plan }) => requestLike(before, { ...plan, ...given }),
    // One that is made again is let through on any model: so what is gone is asked beforehand.
    await store.listRetiredModels(),
  );
  if (answer.outcome !== 'not_ordered') return answer;
  const { problem } = answer;
  if (isPolicyProblem(problem)) return { outcome: 'unreadable', id: before.id, problem, nearest: null };
  return problem.kind === 'price_changed' ? { outcome: 'price_changed', credits: problem.credits } : null;
}

/** Of a request that could not be read one follows: by its button, or in the new words of its message. */
export const mendedKey = (id: string) => `nearest:${id}`;

/** Orders a request that could not be read with what was probably meant in place of what was wrong; otherwise as `requestAtLow`. */
export async function requestNearest(deps: RequestDeps, key: GenerationKey, by: By): Promise<Answer | null> {
  const before = await deps.store.findGeneration(key);
  if (before?.failure !== 'flag_invalid' || before.userId !== by.userId) return null;
  const { teamId, id, channelId, prompt: text, replyTs, sourceFileIds: fileIds } = before;
  const place = { teamId, channelId, replyTs, fileIds, keys: [mendedKey(id)], againOf: id };
  const { shown, ...who } = by;
  const ask: Ask = { ...who, ...place, text, ...(await startOf(deps, before)) };
  const read = readOrder(deps.offer(), ask, await deps.store.listRetiredModels());
  const nearest = read.ok ? null : nearestText(text, read.problem);
  return nearest && (await requestAtPrice(deps, { ...ask, text: nearest.text }, shown));
}

/** The terms of an edit are those of what it starts from. */
async function startOf({ store }: RequestDeps, { teamId, kind, parent }: Generation): Promise<Pick<Ask, 'from'>> {
  if (kind !== 'edit') return {};
  const source = parent && (await store.findGeneration({ teamId, id: parent.id }));
  if (!source) return { from: { parentId: null, parentPicture: null, terms: { size: 'auto' } } };
  const { model, size, quality } = source;
  return {
    from: {
      parentId: source.id,
      parentPicture: parent.picture.position,
      terms: { model, size, ...(quality ? { quality } : {}) },
    },
  };
}

/**
 * Orders once more what has an unknown outcome: a new request with a hold of its own. A second press of the
 * button finds the first one's request (`duplicate`). `asking`: nothing was ordered, for Pixapi gave us a task for the
 * first order, and is asked for that before anybody pays twice. null: there is nothing (any more) to repeat.
 */
export async function repeatImage(
  deps: RequestDeps & { readonly store: Pick<MakeStore, 'askAgain'> },
  key: GenerationKey,
  by: { readonly userId: string; readonly responseUrl: string | null },
): Promise<Exclude<Accepted, Stale> | { readonly outcome: 'asking' } | null> {
  const { store, newId } = deps;
  const before = await store.findGeneration(key);
  if (before?.state !== 'unknown') return null;
  if (await store.askAgain(before, 'not_lately')) return { outcome: 'asking' };
  const request = requestLike(before, {
    id: newId(),
    userId: by.userId,
    act: before.act,
    keys: [`again:${before.id}`],
    credits: before.heldCredits,
    againOf: before.id,
    responseUrl: before.delivery === 'response_url' ? by.responseUrl : null,
  });
  return await underPolicy(deps.policies, request.teamId, (policy) => acceptUnder(policy, deps, request));
}
