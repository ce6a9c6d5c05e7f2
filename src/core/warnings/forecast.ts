/** What one budget has spent in its running period, day by day. Days are YYYY-MM-DD in the team's time zone. */
export interface Spending {
  /** Credits of each day of the period that is over, the first one first; 0 where nothing was spent. */
  readonly days: readonly number[];
  /** Credits of today so far, held ones too. */
  readonly today: number;
  /** What the budget still has, grants included, in credits. */
  readonly left: number;
  readonly on: string;
  /** The day on which the next period begins. */
  readonly renews: string;
}

/** `ends.on`: the day on which nothing will be left, YYYY-MM-DD. `silent`: too little is known to say anything. */
export type Forecast =
  | { readonly kind: 'silent' }
  | { readonly kind: 'lasts' }
  | { readonly kind: 'ends'; readonly on: string };

/** So many whole days must be over, and on so many of them something spent: one busy afternoon is no pace. */
const FEWEST_DAYS = 3;
const FEWEST_SPENT = 2;

const DAY_MS = 24 * 3_600_000;

/**
 * Where the budget gets to at the pace of this period's days. Today counts as a day once it has cost more than the others
 * do: it can only grow. Budgets of a day have no days that are over, so nothing is said of them.
 */
export function forecast({ days, today, left, on, renews }: Spending): Forecast {
  const spentOn = days.filter((credits) => credits > 0).length;
  if (left <= 0 || days.length < FEWEST_DAYS || spentOn < FEWEST_SPENT) return { kind: 'silent' };
  const over = days.reduce((sum, credits) => sum + credits, 0);
  const usual = over / days.length;
  const pace = today > usual ? (over + today) / (days.length + 1) : usual;
  const leftTonight = left - Math.max(0, pace - today);
  const daysMore = Math.max(0, Math.ceil(leftTonight / pace));
  const daysToCome = daysBetween(on, renews) - 1;
  return daysMore <= daysToCome ? { kind: 'ends', on: dayAfter(on, daysMore) } : { kind: 'lasts' };
}

const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

const dayAfter = (day: string, days: number) => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
