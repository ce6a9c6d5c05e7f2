import { type Asked, nearestWord } from '../asking/prompt.ts';
import { DRAFT, type ImageModel, type Quality, qualityOf, type Size } from '../image-model.ts';
import { SIZE_WORDS, sizeProblem } from '../size.ts';
import { liveModels, type Offer, successorOf } from './offer.ts';

/** What will be ordered, with its price: `credits` is for all the pictures together. */
export interface Plan {
  readonly model: string;
  readonly size: Size;
  readonly quality: Quality | null;
  readonly count: number;
  readonly credits: number;
}

/** Why nothing can be ordered. `able`: the models that can draw it. */
export type PlanProblem =
  | {
      readonly kind: 'model_unknown';
      readonly model: string;
      readonly nearest: string | null;
      readonly allowed: readonly string[];
    }
  | {
      readonly kind: 'model_cannot_draw';
      readonly model: string;
      /** Null when the size is not what it can't. */
      readonly size: Size | null;
      /** Null when the quality is not what it can't. */
      readonly quality: Quality | null;
      readonly able: readonly string[];
    }
  /** The model is gone and what stands in for it is dearer: `plan` is what it would be. */
  | { readonly kind: 'model_retired'; readonly model: string; readonly successor: string; readonly plan: Plan };

export type PlannedOrder =
  | { readonly ok: true; readonly plan: Plan }
  | { readonly ok: false; readonly problem: PlanProblem };

/** What was asked, but for the words. */
export type Wish = Omit<Asked, 'prompt'>;

/**
 * Chooses model, size, quality and price for what was asked. A model that is gone, or whose last day is over and that
 * nobody named, is replaced, never silently by a dearer one. `retired`: what Pixapi said it no longer has.
 */
export function planOrder(said: Wish, offer: Offer, retired: ReadonlySet<string> = new Set()): PlannedOrder {
  const asked = known(withDrafts(said, offer), offer, retired);
  const { models, defaultModel, past } = offer;
  const size = asked.size ?? offer.defaultSize ?? SIZE_WORDS.square;
  const wishedId = (asked.model ?? defaultModel).toLowerCase();
  const wished = models.find(({ id }) => id.toLowerCase() === wishedId);
  const named = asked.isModelInherited ? undefined : asked.model && wished?.id;
  const isGone = (id: string) => retired.has(id) || (past.has(id) && id !== named);
  const live = models.filter(({ id }) => !isGone(id));
  if (!wished) return no(unknownModel(wishedId, asked.model ?? defaultModel, live));

  const able = live.filter((model) => draws(model, size) && takes(model, asked.quality));
  const wishedCan = draws(wished, size) && takes(wished, asked.quality);
  const gone = wishedCan && isGone(wished.id);
  const standIn = gone ? successorFor(wished, size, asked, offer, isGone) : null;
  const chosen = wishedCan && !gone ? wished : (standIn?.model ?? able[0]);
  if (!chosen || (asked.model && !wishedCan)) {
    const word = asked.quality === undefined ? null : (able[0] && qualityOf(able[0], asked.quality)) || asked.quality;
    return no({
      kind: 'model_cannot_draw',
      model: wished.id,
      size: draws(wished, size) ? null : size,
      quality: takes(wished, asked.quality) ? null : word,
      able: able.map(({ id }) => id),
    });
  }

  const plan = planWith(chosen, size, asked, offer, standIn?.quality);
  if (gone && plan.credits > planWith(wished, size, asked, offer).credits) {
    return no({ kind: 'model_retired', model: wished.id, successor: chosen.id, plan });
  }
  return { ok: true, plan };
}

/**
 * What was meant by saying nothing: several pictures are drafts to choose from, in the lowest quality, unless a model or
 * a quality is named.
 */
function withDrafts(asked: Wish, { lowestQuality = DRAFT }: Offer): Wish {
  const isDraft = (asked.count ?? 1) > 1 && asked.quality === undefined && asked.model === undefined;
  return isDraft ? { ...asked, quality: lowestQuality } : asked;
}

/** Of the terms of what it starts from, what nobody knows any more is nothing to go by. A model that a policy is against is known. */
function known(asked: Wish, offer: Offer, retired: ReadonlySet<string>): Wish {
  const { model, quality, isModelInherited, isQualityInherited, ...rest } = asked;
  const isKnown = (id: string) => offer.models.some((one) => one.id === id) || offer.barred?.has(id);
  const isModelLost = isModelInherited && !(model !== undefined && isKnown(model));
  if (isModelLost) return isQualityInherited || quality === undefined ? rest : { ...rest, quality };
  const isQualityLost =
    isQualityInherited && !isModelInherited && !liveModels(offer, retired).some((one) => takes(one, quality));
  return isQualityLost ? { ...rest, ...(model === undefined ? {} : { model }) } : asked;
}

const no = (problem: PlanProblem): PlannedOrder => ({ ok: false, problem });

/** Whether a model draws a size. */
export const draws = ({ sizes }: ImageModel, size: Size) =>
  sizes === 'any' ? sizeProblem(size) === null : sizes.includes(size);

const takes = (model: ImageModel, quality: Quality | undefined) =>
  quality === undefined || qualityOf(model, quality) !== null;

/** Where only the picture's own terms say a quality, the successor need not know the word. */
function successorFor(wished: ImageModel, size: Size, asked: Wish, { models }: Offer, isGone: (id: string) => boolean) {
  const next = successorOf(wished, models, isGone);
  const can = next && draws(next.model, size) && (asked.isQualityInherited || takes(next.model, asked.quality));
  return can ? next : null;
}

function unknownModel(typed: string, model: string, live: readonly ImageModel[]): PlanProblem {
  const allowed = live.map(({ id }) => id);
  return { kind: 'model_unknown', model, nearest: nearestWord(typed, allowed), allowed };
}

/** On a model with qualities the quality is always said: left out, it bills as the highest. */
function planWith(model: ImageModel, size: Size, asked: Wish, { defaultQuality }: Offer, standIn?: Quality): Plan {
  const words = [asked.quality, standIn, defaultQuality, DRAFT].flatMap((one) =>
    one === undefined ? [] : [qualityOf(model, one)],
  );
  const quality = words.find((one) => one !== null) ?? null;
  const count = asked.count ?? 1;
  return { model: model.id, size, quality, count, credits: model.credits(size, quality) * count };
}
