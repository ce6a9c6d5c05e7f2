import type { Generation } from '../generation.ts';
import type { Offer } from '../pricing/offer.ts';
import { type Plan, planOrder } from '../pricing/plan-order.ts';

/**
 * A refused request at today's price, on its own terms: the same model, size, quality and number. What stands in for a
 * model that is gone is told by its price; a model that isn't offered (any more, or by the policy) is no other one.
 * null: nobody draws it any more.
 */
export function replan(
  { model, size, quality, count }: Pick<Generation, 'model' | 'size' | 'quality' | 'count'>,
  offer: Offer,
  retired: ReadonlySet<string>,
): Plan | null {
  if (!offer.models.some(({ id }) => id === model)) return null;
  const inherited = quality === null ? {} : ({ quality, isQualityInherited: true } as const);
  const planned = planOrder({ model, isModelInherited: true, size, count, ...inherited }, offer, retired);
  if (planned.ok) return planned.plan;
  return planned.problem.kind === 'model_retired' ? planned.problem.plan : null;
}
