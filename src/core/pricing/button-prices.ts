import { type Act, isStart, ruleOf } from '../acts.ts';
import type { Generation } from '../generation.ts';
import { DRAFT, FINAL, qualityOf } from '../image-model.ts';
import type { TeamSettings } from '../team/settings.ts';
import type { Offer } from './offer.ts';
import { planOrder, type Wish } from './plan-order.ts';

/** The acts that order a picture by one press, on terms that follow from the picture they start from. */
export type PressedAct = Extract<Act, 'vary' | 'finish' | 'again'>;

/** What each press would cost, in credits; null: not offered. */
export interface ButtonPrices extends Readonly<Record<PressedAct, number | null>> {
  /** A press that costs more asks first; null: none does. */
  readonly confirmAbove: number | null;
}

const VARIATIONS = 4;

type From = Pick<Generation, 'act' | 'model' | 'size' | 'quality' | 'count'>;

/** What may be done with the pictures of a message, at today's prices. */
export function buttonPrices(
  from: From,
  offer: Offer,
  { confirmAbove }: Pick<TeamSettings, 'confirmAbove'>,
): ButtonPrices {
  const price = (act: PressedAct) => {
    const terms = pressedTerms(act, from, offer);
    const planned = terms && planOrder(terms, offer);
    return planned?.ok ? planned.plan.credits : null;
  };
  return { vary: price('vary'), finish: price('finish'), again: price('again'), confirmAbove };
}

/** What a press asks for; null where it makes no sense: nothing starts from a comparison, and the highest quality is finished already. */
export function pressedTerms(act: PressedAct, from: From, { models, past }: Offer): Wish | null {
  const { size, quality, model, count } = from;
  if (!isStart(from)) return null;
  const drawn = models.find(({ id }) => id === model);
  // Its own model goes on with a picture where it knows qualities.
  const goesOn = drawn && drawn.qualities.length > 0 && !past.has(drawn.id);
  const own: Wish = goesOn ? { model: drawn.id, isModelInherited: true } : {};
  switch (act) {
    case 'vary':
      return { ...own, size, quality: DRAFT, count: VARIATIONS };
    case 'finish':
      return drawn && quality !== null && quality === qualityOf(drawn, FINAL)
        ? null
        : { ...own, size, quality: FINAL, count: 1 };
    case 'again':
      return ruleOf(from).isRepeatable
        ? { size, count, model, isModelInherited: true, ...(quality ? { quality, isQualityInherited: true } : {}) }
        : null;
    default:
      return act satisfies never;
  }
}
