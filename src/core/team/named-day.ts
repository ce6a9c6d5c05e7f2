import type { NamedDay } from '../asking/team-command.ts';

const DAY_MS = 24 * 3_600_000;

/** The day that was named, YYYY-MM-DD, said on the day `today`: of a day of the week the next one to come, never today. */
export function dayNamed(named: NamedDay, today: string): string {
  if (named.kind === 'date') return named.date;
  const sunday = new Date(today).getUTCDay();
  const ahead = (named.day - sunday + 7) % 7 || 7;
  return new Date(Date.parse(today) + ahead * DAY_MS).toISOString().slice(0, 10);
}
