import type { BudgetScope, Period } from '../team/budget.ts';
import type { Forecast } from './forecast.ts';

/** Credits that one person or one channel took of a budget. */
export interface Share {
  readonly id: string;
  readonly credits: number;
}

/** A budget has come to a threshold. Credits; `used` counts held ones, too. */
export interface Warning {
  readonly whose: BudgetScope;
  readonly period: Period;
  readonly percent: number;
  readonly credits: number;
  readonly used: number;
  readonly left: number;
  readonly renewsAt: Date;
  /** Who, and where, used most of it; null where that is the budget's own name, or nothing is known. */
  readonly person: Share | null;
  readonly channel: Share | null;
  readonly forecast: Forecast;
  /** From here on, what asks for no quality is made in low. */
  readonly isLow: boolean;
}

/** An hour has cost more than a usual day. */
export interface Spike {
  readonly credits: number;
  readonly usualDay: number;
  readonly person: Share | null;
  readonly channel: Share | null;
}
