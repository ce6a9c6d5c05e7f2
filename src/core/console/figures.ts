import type { BudgetMonth } from '../team/budget.ts';
import type { Bar } from '../team/chart.ts';
import { type Forecast, forecast } from '../warnings/forecast.ts';

/** What was spent from one day up to another (which is not in it), YYYY-MM-DD in the team's time zone; credits are charged ones. */
export interface Figures {
  readonly total: Sum;
  /** Of the days on which something was spent, in their order. */
  readonly days: readonly { readonly day: string; readonly credits: number }[];
  /** Conversations of two are one channel, `direct`. */
  readonly channels: Ranking;
  readonly people: Ranking;
  readonly models: Ranking;
}

export interface Sum {
  /** That came to an end, well or not. */
  readonly requests: number;
  readonly pictures: number;
  readonly credits: number;
  /** Of the requests: what made nothing. Not the canceled ones. */
  readonly failed: number;
  readonly savedByDrafts: number;
}

/** Who or what spent most, at most MOST_RANKED, and how many others spent anything. */
export interface Ranking {
  readonly first: readonly { readonly name: string; readonly credits: number }[];
  readonly more: number;
}

export const MOST_RANKED = 5;

/** Of a team and a span of days. */
export interface Span {
  readonly teamId: string;
  /** Both YYYY-MM-DD; `until` is not in it. */
  readonly since: string;
  readonly until: string;
}

export interface FigureStore {
  /** From the daily roll-ups, in one statement. `userId`: one person's alone; null: the whole team's. */
  readSpending(span: Span, userId: string | null): Promise<Figures>;
}

/** A bar for each day of the span, those without spending too. */
export function barsOf({ since, until }: Pick<Span, 'since' | 'until'>, { days }: Figures): readonly Bar[] {
  const spent = new Map(days.map(({ day, credits }) => [day, credits]));
  const bars: Bar[] = [];
  for (let ms = Date.parse(since); ms < Date.parse(until) && bars.length < MOST_BARS; ms += DAY_MS) {
    const day = new Date(ms).toISOString().slice(0, 10);
    // What was taken back after it was charged may leave less than nothing on a day.
    bars.push({ label: Number(day.slice(8)), value: Math.max(0, spent.get(day) ?? 0) });
  }
  return bars;
}

const DAY_MS = 24 * 3_600_000;
/** A month whose end was moved is no longer than two. */
const MOST_BARS = 62;

/** By the days of this month that are over; silent without a budget, and where it renews tomorrow anyhow: a budget by day has no days. */
export function monthForecast(
  { since }: Pick<Span, 'since'>,
  figures: Figures,
  { left, held, renews, today }: Pick<BudgetMonth, 'left' | 'held' | 'renews'> & { readonly today: string },
): Forecast {
  if (left === null || Date.parse(renews) - Date.parse(today) <= DAY_MS) return { kind: 'silent' };
  const days = barsOf({ since, until: today }, figures).map(({ value }) => value);
  const spentToday = figures.days.find(({ day }) => day === today)?.credits ?? 0;
  return forecast({ days, today: spentToday + held, left, on: today, renews });
}
