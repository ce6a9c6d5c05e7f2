import type { Plan } from './plan-order.ts';

/** It would cost something else than who pressed has seen: `credits`. */
export interface PriceChanged {
  readonly kind: 'price_changed';
  readonly credits: number;
}

/** Lets through what costs as much as was shown. `shown` null: no price stood there, which is permission for none. */
export function atShownPrice<Order extends { readonly ok: true; readonly plan: Plan }, Problem>(
  planned: Order | { readonly ok: false; readonly problem: Problem },
  shown: number | null,
): Order | { readonly ok: false; readonly problem: Problem | PriceChanged } {
  if (!planned.ok || planned.plan.credits === shown) return planned;
  return { ok: false, problem: { kind: 'price_changed', credits: planned.plan.credits } };
}
