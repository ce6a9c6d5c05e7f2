/** Work that nobody waits for, and that has an end of its own. */
export interface Background {
  start(work: () => Promise<void>): void;
  /** Settles when none is under way. */
  ended(): Promise<void>;
}

export function createBackground(onError: (error: unknown) => void): Background {
  const running = new Set<Promise<void>>();
  return {
    start(work) {
      const one = work()
        .catch(onError)
        .finally(() => running.delete(one));
      running.add(one);
    },
    async ended() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
