import { CircuitState, circuitBreaker, handleWhen, type IBackoff, SamplingBreaker } from 'cockatiel';

export interface BreakerSettings {
  /** Whether an error is the upstream's own trouble, whoever asks; any other says that it is there. */
  readonly isTrouble: (error: unknown) => boolean;
  /** Of fewer calls within `SAMPLED_MS` nothing is concluded. */
  readonly calls: number;
  /** Multiplies the pauses; 1 in production. */
  readonly scale: number;
  readonly now: () => number;
}

export type BreakerState = 'closed' | 'open' | 'due' | 'probing';

export interface Breaker {
  /** `due`: the next call is the probe; `probing`: it is on its way. */
  state(): BreakerState;
  /** Until the next probe, in ms. */
  leftMs(): number;
  /** Makes the call and learns from it. Not for `open` and `probing`. */
  run<T>(call: () => Promise<T>): Promise<T>;
}

const SAMPLED_MS = 30_000;
const SHARE = 0.5;
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 30_000;

/** Opens where more than half of the calls of the last half minute failed; then lets one through after 5 s, 10 s, 20 s, and every 30 s. */
export function createBreaker({ isTrouble, calls, scale, now }: BreakerSettings): Breaker {
  let probeAt = 0;
  const pause = (ms: number): IBackoff<unknown> => {
    probeAt = now() + ms * scale;
    return {
      // read at each look: the time that counts is that of `now`
      get duration() {
        return now() >= probeAt ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
      },
      next: () => pause(Math.min(LONGEST_PAUSE_MS, ms * 2)),
    };
  };
  const policy = circuitBreaker(handleWhen(isTrouble), {
    breaker: new SamplingBreaker({
      threshold: SHARE,
      duration: SAMPLED_MS,
      minimumRps: (calls * 1_000) / SAMPLED_MS,
    }),
    halfOpenAfter: { next: () => pause(FIRST_PAUSE_MS) },
  });
  return {
    state() {
      switch (policy.state) {
        case CircuitState.Open:
          return now() >= probeAt ? 'due' : 'open';
        case CircuitState.HalfOpen:
          return 'probing';
        default:
          return 'closed';
      }
    },
    leftMs: () => Math.max(0, probeAt - now()),
    run: async (call) => await policy.execute(call),
  };
}
