import type { ImageModel, Size } from '../image-model.ts';
import { SIZE_WORDS } from '../size.ts';
import type { Ending, Offer } from './offer.ts';
import { draws, planOrder } from './plan-order.ts';

/** What becomes, from its last day on, of requests that an ending model would draw unasked. */
export type AfterEnding =
  /** Nothing is set to follow it: they fail once Pixapi refuses it. */
  | { readonly kind: 'nothing' }
  /** The operator insists on it (`DEFAULT_MODEL`): they go to it as long as Pixapi has it. */
  | { readonly kind: 'stays' }
  | { readonly kind: 'moves'; readonly successor: string }
  /** They are refused, with the price. `isDefault`: so is every request that names no model. */
  | { readonly kind: 'dearer'; readonly successor: string; readonly isDefault: boolean };

/** As a plain order of that day would be planned. `retired`: what Pixapi said it no longer has. */
export function afterEnding(ending: Ending, offer: Offer, retired: ReadonlySet<string>): AfterEnding {
  const { model, past, isKept } = ending;
  if (isKept) return { kind: 'stays' };
  const size = usualSize(offer.models.find(({ id }) => id === model));
  const planned = planOrder({ model, isModelInherited: true, size }, { ...offer, past }, retired);
  if (planned.ok) {
    const successor = planned.plan.model;
    return successor === model ? { kind: 'nothing' } : { kind: 'moves', successor };
  }
  const { problem } = planned;
  if (problem.kind !== 'model_retired') return { kind: 'nothing' };
  return { kind: 'dearer', successor: problem.successor, isDefault: offer.defaultModel === model };
}

function usualSize(model: ImageModel | undefined): Size {
  const first = model && model.sizes !== 'any' && !draws(model, SIZE_WORDS.square) ? model.sizes[0] : undefined;
  return first ?? SIZE_WORDS.square;
}
