import { toFailure } from '../core/failure.ts';
import type { Log } from '../core/making/chat.ts';
import { type PlaceholderDeps, showWaiting } from '../core/making/update-placeholder.ts';
import type { LineStore } from '../core/making/waiting.ts';
import { type AwayStore, tellAwayToSome } from '../core/upstream/tell-away.ts';
import type { Upstreams } from '../core/upstream/upstream.ts';

export interface LineDeps extends PlaceholderDeps {
  readonly store: AwayStore & LineStore;
  readonly log: Log;
  readonly upstreams: Pick<Upstreams, 'isAway'>;
  readonly teamConcurrency: number;
  /** How often places are looked at, and how long a placeholder keeps the place that it says, in ms. */
  readonly everyMs: number;
}

/** Of a team at once: so many in five seconds are half of the changes that Slack takes from us, and the rest is for results. */
const PER_TEAM = 2;

/** Keeps true what placeholders say of the line, and of Pixapi where that is away. Two workers at once do no harm: whoever claims a place says it. */
export function startLine(deps: LineDeps): { stop(): Promise<void> } {
  const { store, log, upstreams, teamConcurrency, everyMs } = deps;
  let looking: Promise<void> | undefined;
  const look = async () => {
    if (upstreams.isAway('pixapi')) return await tellAwayToSome(deps, { everyMs, perTeam: PER_TEAM });
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
