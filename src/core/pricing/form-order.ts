import { type Vocabulary, vocabularyOf } from '../asking/vocabulary.ts';
import type { Quality, Size } from '../image-model.ts';
import { type Ask, askedFor, type Fields, withTerms } from '../ordering/request-image.ts';
import { SIZE_WORDS } from '../size.ts';
import type { StyleId } from '../styles.ts';
import type { Offer } from './offer.ts';
import { type Plan, planOrder, type Wish } from './plan-order.ts';

/** What is chosen in a form; null = nothing: the app decides, or (an edit) it stays as it is. */
export interface Choices {
  readonly size: Size | null;
  readonly quality: Quality | null;
  readonly count: number;
  readonly style: StyleId | null;
}

/** What a form may offer beside what is chosen, and what it would cost. */
export interface FormOrder {
  /** As they were, but for what can't be had (any more): the quality stays before the size, and both before the count. */
  readonly choices: Choices;
  readonly plan: Plan;
  readonly sizes: readonly Size[];
  readonly qualities: readonly { readonly quality: Quality | null; readonly plan: Plan }[];
  readonly counts: readonly number[];
  /** The size that was chosen and can't be had. */
  readonly dropped: Size | null;
}

export const COUNTS = [1, 2, 3, 4] as const;
/** Slack's menus hold a hundred. */
const MOST_SIZES = 90;

type Started = Pick<Ask, 'text' | 'from'>;

/**
 * The order that a form stands for, with the flags in its text, and the other choices that are possible beside it.
 * Which those are is `planOrder`'s to say. null: nothing can be ordered (any more).
 */
export function formOrder(
  offer: Offer,
  retired: ReadonlySet<string>,
  started: Started,
  chosen: Choices,
): FormOrder | null {
  const planned = (choices: Choices) => {
    const order = planOrder(wishOf(started, fieldsOf(choices), vocabularyOf(offer.models)), offer, retired);
    return order.ok && (offer.allows?.(order.plan) ?? true) ? order.plan : null;
  };
  const listed = offer.models.flatMap(({ sizes }) => (sizes === 'any' ? [] : sizes));
  const words: readonly Size[] = [...new Set([...Object.values(SIZE_WORDS), ...listed])].slice(0, MOST_SIZES);
  const own = chosen.size !== null && !words.includes(chosen.size) ? [chosen.size] : [];
  const sizesIn = (quality: Quality | null) =>
    [...own, ...words].filter((size) => planned({ ...chosen, quality, size }));

  const anySize = (quality: Quality | null) => (chosen.size === null ? null : (sizesIn(quality)[0] ?? null));
  const qualities = [null, ...vocabularyOf(offer.models).qualities].flatMap((quality) => {
    const plan = planned({ ...chosen, quality }) ?? planned({ ...chosen, quality, size: anySize(quality) });
    return plan ? [{ quality, plan }] : [];
  });
  const quality = (qualities.find((one) => one.quality === chosen.quality) ?? qualities[0])?.quality ?? null;
  const sizes = sizesIn(quality);
  const isPossible = chosen.size === null || sizes.includes(chosen.size);
  const choices = { ...chosen, quality, size: isPossible ? chosen.size : (sizes[0] ?? null) };
  const plan = planned(choices);
  if (!plan) return chosen.count > 1 ? formOrder(offer, retired, started, { ...chosen, count: 1 }) : null;
  const counts = COUNTS.filter((count) => planned({ ...choices, count }));
  return { choices, plan, sizes, qualities, counts, dropped: isPossible ? null : chosen.size };
}

/** What was chosen, as `requestImage` takes it. */
export function fieldsOf({ size, quality, count, style }: Choices): Fields {
  return { count, ...(size ? { size } : {}), ...(quality ? { quality } : {}), ...(style ? { style } : {}) };
}

/** With the flags of the text where it can be read; a text that can't is complained of when it is sent. */
function wishOf({ text, from }: Started, fields: Fields, vocabulary: Vocabulary): Wish {
  const asked = askedFor({ text, fields, ...(from ? { from } : {}) }, vocabulary);
  return asked.ok ? asked.asked : withTerms({ prompt: '', ...fields }, from?.terms);
}
