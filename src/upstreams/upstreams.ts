import { Failure } from '../core/failure.ts';
import { createCoolDowns } from '../core/upstream/cool-downs.ts';
import type { Lane, Upstream, Upstreams } from '../core/upstream/upstream.ts';
import { type Breaker, createBreaker } from './breaker.ts';
import { createPace, SOON_MS } from './pace.ts';

export interface UpstreamSettings {
  /** Of fewer calls within half a minute no breaker concludes anything. */
  readonly calls: number;
  /** Multiplies all waits; 1 in production. */
  readonly scale: number;
  /** A clock that only goes forward, in ms. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<unknown>;
}

/** What one process knows of its upstreams, and the ways to them that keep to it (decision 77). */
export interface ProcessUpstreams extends Upstreams {
  /** The way to Pixapi with one of its keys: each has its own 429s, and all share one breaker and one pace. */
  lane(account?: string): Lane;
  /** Makes a call to Slack, and learns from it whether Slack is there. Nothing is held back by it. */
  watchSlack<T>(call: () => Promise<T>): Promise<T>;
}

export function createUpstreams({ calls, scale, now, sleep }: UpstreamSettings): ProcessUpstreams {
  const breakers: Record<Upstream, Breaker> = {
    pixapi: createBreaker({ isTrouble: isPixapis, calls, scale, now }),
    slack: createBreaker({ isTrouble: () => true, calls, scale, now }),
  };
  const pace = createPace({ scale, now });
  const coolDowns = createCoolDowns({ scale, now });
  const { pixapi } = breakers;

  const refuse = (account: string) => {
    const cooling = coolDowns.leftMs(account);
    if (cooling > 0) throw notAsked('pixapi_busy', cooling);
    const state = pixapi.state();
    if (state === 'open' || state === 'probing')
      throw notAsked('pixapi_down', Math.max(SOON_MS * scale, pixapi.leftMs()));
  };
  const learn = (account: string, error: unknown) => {
    if (isBusy(error)) coolDowns.hold(account, error.retryAfterMs);
  };

  return {
    isAway: (upstream) => breakers[upstream].state() !== 'closed',
    room(upstream) {
      switch (breakers[upstream].state()) {
        case 'open':
        case 'probing':
          return 0;
        case 'due':
          return upstream === 'pixapi' && coolDowns.leftMs(OURS) > 0 ? 0 : 1;
        case 'closed':
          if (upstream === 'slack') return Number.POSITIVE_INFINITY;
          return coolDowns.leftMs(OURS) > 0 ? 0 : pace.room();
      }
    },
    lane: (account = OURS) => ({
      async order(call, knock) {
        refuse(account);
        const waitMs = pace.free - now();
        if (waitMs > SOON_MS * scale) throw notAsked('pixapi_down', waitMs);
        const turn = pace.take();
        if (turn > now()) await sleep(turn - now());
        refuse(account);
        const isProbe = pixapi.state() === 'due';
        try {
          const answer = await pixapi.run(async () => {
            if (isProbe) await knock();
            return await call();
          });
          pace.wentWell();
          return answer;
        } catch (error) {
          learn(account, error);
          if (isPixapis(error) || isBusy(error)) pace.wentWrong();
          else pace.wentWell();
          throw error;
        }
      },
      async read(call) {
        const cooling = coolDowns.leftMs(account);
        if (cooling > 0) throw notAsked('pixapi_busy', cooling);
        try {
          return await call();
        } catch (error) {
          learn(account, error);
          throw error;
        }
      },
    }),
    async watchSlack(call) {
      const state = breakers.slack.state();
      return await (state === 'open' || state === 'probing' ? call() : breakers.slack.run(call));
    },
  };
}

/** The deployment's own key. */
const OURS = '';

/** Pixapi's own trouble: no answer, a 5xx, or one that leaves open what became of the order. */
function isPixapis(error: unknown): boolean {
  return error instanceof Failure && (error.upstream === 'pixapi' || error.code === 'outcome_unknown');
}

function isBusy(error: unknown): error is Failure {
  return error instanceof Failure && error.code === 'pixapi_busy' && error.asked;
}

function notAsked(code: 'pixapi_busy' | 'pixapi_down', retryAfterMs: number): Failure {
  return new Failure(code, { asked: false, retryAfterMs });
}
