import type { Generation } from '../generation.ts';
import type { ImageModel, Made } from '../image-model.ts';

/**
 * What to charge for what was made: Pixapi's own figure, or ours for as many pictures as came, marked as an estimate and
 * never above the price that was shown; for a figure that nobody can believe, what was held.
 */
export function priceOf(
  generation: Pick<Generation, 'model' | 'size' | 'quality' | 'heldCredits'>,
  models: readonly ImageModel[],
  made: Pick<Made, 'credits' | 'pictures'>,
): { amount: number; estimated: boolean } {
  const { heldCredits } = generation;
  if (!isPlausible(made.credits, heldCredits)) return { amount: heldCredits, estimated: true };
  if (made.credits !== null) return { amount: Math.ceil(made.credits), estimated: false };
  const model = models.find(({ id }) => id === generation.model);
  const today = model ? model.credits(generation.size, generation.quality) * made.pictures.length : heldCredits;
  return { amount: Math.min(today, heldCredits), estimated: true };
}

const MOST_TIMES = 10;

/** Whether a reported cost can be meant: at most ten times what was held for it. None is none to doubt. */
export function isPlausible(credits: number | null, held: number): boolean {
  return credits === null || credits <= held * MOST_TIMES;
}
