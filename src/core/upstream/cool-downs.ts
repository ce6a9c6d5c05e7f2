/** Who may not be asked before a time that they named. */
export interface CoolDowns {
  /** What is left of it, in ms; 0: nothing. */
  leftMs(key: string): number;
  /** A 429: without a time that it named, for a second. */
  hold(key: string, ms: number | undefined): void;
}

const SHORTEST_MS = 1_000;
const MOST = 1_000;

export function createCoolDowns({ scale, now }: { readonly scale: number; readonly now: () => number }): CoolDowns {
  const until = new Map<string, number>();
  return {
    leftMs: (key) => Math.max(0, (until.get(key) ?? 0) - now()),
    hold(key, ms = SHORTEST_MS) {
      const before = until.get(key) ?? 0;
      until.delete(key);
      until.set(key, Math.max(before, now() + Math.max(SHORTEST_MS, ms) * scale));
      const [oldest = key] = until.keys();
      if (until.size > MOST) until.delete(oldest);
    },
  };
}
