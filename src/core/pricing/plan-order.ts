import { type Asked, nearestWord } from '../asking/prompt.ts';
import { type ImageModel, QUALITIES, type Quality, type Size } from '../image-model.ts';
import { SIZE_WORDS, sizeProblem } from '../size.ts';

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

/** Chooses model, size, quality and price for what was asked. A retired model is replaced, never silently by a dearer one. */
export function planOrder(
  said: Wish,
  models: readonly ImageModel[],
  defaultModelId: string,
  retired: ReadonlySet<string> = new Set(),
): PlannedOrder {
  const asked = withDrafts(said);
  const size = asked.size ?? SIZE_WORDS.square;
  const live = models.filter(({ id }) => !retired.has(id));
  const able = live.filter((model) => draws(model, size) && takes(model, asked.quality));

  const wishedId = (asked.model ?? defaultModelId).toLowerCase();
  const wished = models.find(({ id }) => id.toLowerCase() === wishedId);
  if (!wished) return no(unknownModel(asked.model ?? defaultModelId, live));

  const wishedCan = draws(wished, size) && takes(wished, asked.quality);
  const gone = wishedCan && retired.has(wished.id);
  const successor = gone ? able.find(({ id }) => id === wished.retires?.successor) : undefined;
  const chosen = wishedCan && !gone ? wished : (successor ?? able[0]);
  if (!chosen || (asked.model && !wishedCan)) {
    return no({
      kind: 'model_cannot_draw',
      model: wished.id,
      size: draws(wished, size) ? null : size,
      quality: takes(wished, asked.quality) ? null : (asked.quality ?? null),
      able: able.map(({ id }) => id),
    });
  }

  const plan = planWith(chosen, size, asked, successor && wished.retires?.quality);
  if (gone && plan.credits > planWith(wished, size, asked).credits) {
    return no({ kind: 'model_retired', model: wished.id, successor: chosen.id, plan });
  }
  return { ok: true, plan };
}

/**
 * What was meant by saying nothing: several pictures are drafts to choose from, in low quality, unless a model or a
 * quality is named.
 */
function withDrafts(asked: Wish): Wish {
  const isDraft = (asked.count ?? 1) > 1 && asked.quality === undefined && asked.model === undefined;
  return isDraft ? { ...asked, quality: 'low' } : asked;
}

const no = (problem: PlanProblem): PlannedOrder => ({ ok: false, problem });

const draws = ({ sizes }: ImageModel, size: Size) =>
  sizes === 'any' ? sizeProblem(size) === null : sizes.includes(size);

const takes = ({ qualities }: ImageModel, quality: Quality | undefined) =>
  quality === undefined || qualities.includes(quality);

function unknownModel(model: string, live: readonly ImageModel[]): PlanProblem {
  const allowed = live.map(({ id }) => id);
  return { kind: 'model_unknown', model, nearest: nearestWord(model.toLowerCase(), allowed), allowed };
}

/** On a model with qualities the quality is always said: left out, it bills as high. */
function planWith(model: ImageModel, size: Size, asked: Wish, standIn?: Quality): Plan {
  const quality =
    [asked.quality, standIn, ...QUALITIES].find((one) => one !== undefined && model.qualities.includes(one)) ?? null;
  const count = asked.count ?? 1;
  return { model: model.id, size, quality, count, credits: model.credits(size, quality) * count };
}
