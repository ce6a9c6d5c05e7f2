interface Sleeper {
  until: number;
  wake: () => void;
}

export interface Clock {
  now(): number;
  sleep(ms: number): Promise<void>;
  /** Moves time forward at once: sleepers whose time has come wake, tasks that are due are done. */
  advance(ms: number): void;
  wakeEveryone(): void;
}

const LONGEST_TIMER_MS = 2 ** 31 - 1;

export function startClock(): Clock {
  const sleepers = new Set<Sleeper>();
  let skew = 0;
  const now = () => Date.now() + skew;

  return {
    now,
    sleep(ms) {
      if (ms <= 0) return Promise.resolve();
      return new Promise((resolve) => {
        const timer = setTimeout(() => sleeper.wake(), Math.min(ms, LONGEST_TIMER_MS));
        const sleeper: Sleeper = {
          until: now() + ms,
          wake() {
            clearTimeout(timer);
            sleepers.delete(sleeper);
            resolve();
          },
        };
        sleepers.add(sleeper);
      });
    },
    advance(ms) {
      skew += ms;
      for (const sleeper of sleepers) if (sleeper.until <= now()) sleeper.wake();
    },
    wakeEveryone() {
      for (const sleeper of sleepers) sleeper.wake();
    },
  };
}
