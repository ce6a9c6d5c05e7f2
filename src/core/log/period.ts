/** A span of days as people name it; `date` and its like in the team's time zone. */
export type Period =
  | { readonly kind: 'day' | 'week' | 'month'; readonly ago: 0 | 1 }
  | { readonly kind: 'last'; readonly days: number }
  /** Both days belong to it; null: no end on that side. */
  | { readonly kind: 'dates'; readonly from: string | null; readonly to: string | null };

/** Its first day and the day after its last, YYYY-MM-DD; null: no end on that side. Weeks begin on Monday. */
export function daysOf(period: Period, today: string): { readonly from: string | null; readonly until: string | null } {
  switch (period.kind) {
    case 'day':
      return span(plusDays(today, -period.ago), 1);
    case 'week':
      return span(plusDays(today, -weekday(today) - 7 * period.ago), 7);
    case 'month':
      return { from: monthOf(today, -period.ago), until: monthOf(today, 1 - period.ago) };
    case 'last':
      return span(plusDays(today, 1 - period.days), period.days);
    case 'dates':
      return { from: period.from, until: period.to && plusDays(period.to, 1) };
    default:
      return period satisfies never;
  }
}

function span(from: string, days: number) {
  return { from, until: plusDays(from, days) };
}

function plusDays(day: string, days: number): string {
  return dayOf(Date.parse(day) + days * 86_400_000);
}

/** 0: Monday. */
function weekday(day: string): number {
  return (new Date(day).getUTCDay() + 6) % 7;
}

function monthOf(day: string, months: number): string {
  const at = new Date(day);
  return dayOf(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months, 1));
}

const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** Whether there is such a day: 2026-02-30 is none. */
export function isDay(said: string): boolean {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(said) ? Date.parse(said) : Number.NaN;
  return !Number.isNaN(ms) && dayOf(ms) === said;
}
