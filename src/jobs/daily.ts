import { toFailure } from '../core/failure.ts';
import type { Log } from '../core/making/chat.ts';

export interface DailyDeps {
  /** What is done at every look, by every process. */
  readonly look: () => Promise<void>;
  /** What is done once on each day, again at the next look where it failed. */
  readonly daily: (signal: AbortSignal) => Promise<void>;
  /** The day it is. */
  readonly day: () => string;
  readonly everyMs: number;
  readonly log: Log;
}

/** Looks now and then what day it is. The first look is after `everyMs`: whoever starts has better things to do. */
export function startDaily({ look, daily, day, everyMs, log }: DailyDeps): { stop(): Promise<void> } {
  const stopping = new AbortController();
  let done: string | null = null;
  let running: Promise<void> | null = null;
  const run = async () => {
    await look();
    const today = day();
    if (done === today) return;
    await daily(stopping.signal);
    done = today;
  };
  const timer = setInterval(() => {
    running ??= run()
      .catch((error) => log.failure(toFailure(error), { at: 'daily' }))
      .finally(() => {
        running = null;
      });
  }, everyMs);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await running;
    },
  };
}
