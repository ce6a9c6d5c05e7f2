import { toFailure } from '../core/failure.ts';
import type { Log } from '../core/making/chat.ts';
import { type PlaceholderDeps, type PlaceholderStore, showWaiting } from '../core/making/update-placeholder.ts';
import type { LineStore } from '../core/making/waiting.ts';

export interface LineDeps extends PlaceholderDeps {
  readonly store: PlaceholderStore & LineStore;
  readonly log: Log;
  readonly teamConcurrency: number;
  /** How often places are looked at, and how long a placeholder keeps the place that it says, in ms. */
  readonly everyMs: number;
}

/** Of a team at once: so many in five seconds are half of the changes that Slack takes from us, and the rest is for results. */
const PER_TEAM = 2;

/** Keeps the places in line true that placeholders say. Two workers at once do no harm: whoever claims a place says it. */
export function startLine(deps: LineDeps): { stop(): Promise<void> } {
  const { store, log, teamConcurrency, everyMs } = deps;
  let looking: Promise<void> | undefined;
  const look = async () => {
    const moved = await store.moveLine({ teamConcurrency, everyMs, perTeam: PER_TEAM });
    await Promise.all(moved.map(({ place, ...key }) => showWaiting(deps, key, { kind: 'in_line', place })));
  };
  const timer = setInterval(() => {
    looking ??= look()
      .catch((error) => log.failure(toFailure(error), { at: 'line' }))
      .finally(() => {
        looking = undefined;
      });
  }, everyMs);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}
