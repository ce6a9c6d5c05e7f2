import type { Clock } from './clock.ts';

export interface Ids {
  /** The next id of a kind, the same in every run: `next('F')` is F00000001, then F00000002. */
  next(prefix: string): string;
  /** A message timestamp: the clock's second and a counter, so that two are never equal. */
  ts(): string;
}

export function createIds(clock: Clock): Ids {
  const counters = new Map<string, number>();
  const count = (kind: string) => {
    const value = (counters.get(kind) ?? 0) + 1;
    counters.set(kind, value);
    return value;
  };
  let latest = 0;
  return {
    next: (prefix) => `${prefix}${String(count(prefix)).padStart(8, '0')}`,
    ts: () => {
      latest = Math.max(latest, Math.floor(clock.now() / 1000));
      return `${latest}.${String(count('ts') % 1_000_000).padStart(6, '0')}`;
    },
  };
}
