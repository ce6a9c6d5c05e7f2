import type { Policies } from '../policy/policy.ts';
import type { Offer } from '../pricing/offer.ts';
import type { Standing } from '../team/standing.ts';
import type { OrderStore } from './order-store.ts';

export interface RequestDeps {
  readonly store: OrderStore;
  readonly policies: Policies;
  /** What may be ordered today. */
  readonly offer: () => Offer;
  /** Credits a month for a team that has set no budget; null: unlimited. */
  readonly defaultCredits: number | null;
  readonly newId: () => string;
  /** What Slack says of somebody, at most a minute old; asked only where a budget or a rule wants to know. */
  readonly standingOf: (who: { readonly teamId: string; readonly userId: string }) => Promise<Standing>;
}
