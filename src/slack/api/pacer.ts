import { setTimeout as delay } from 'node:timers/promises';
import { Failure } from '../../core/failure.ts';
import { createTurns } from './turns.ts';

export interface Pacer {
  /**
   * Waits for the message's turn when that is a moment away; else `chat_paced`, with the time that is now its own (ms from
   * now): whoever comes back with it (`turnAt`) goes, unless somebody who had fewer turns lately went first meanwhile: then it
   * is a turn later. A `courtesy` waits for nothing.
   */
  take(place: string, message: PacedMessage): Promise<void>;
  /** Slack said 429 there: nobody goes before `ms` are over, and then one after the other. */
  hold(place: string, ms: number): void;
}

export interface PacedMessage {
  readonly id: string;
  /** Whose turn it is. */
  readonly person: string;
  readonly turnAt?: Date | null;
  readonly courtesy?: boolean;
}

export interface Pace {
  readonly intervalMs: number;
  /** How many may go at once after a pause. Infinity: all, until Slack says otherwise. */
  readonly burst: number;
}

/** About one message a second to a channel, with short bursts (docs.slack.dev/apis/web-api/rate-limits). */
export const POSTS: Pace = { intervalMs: 1_000, burst: 4 };
/** Tier 3, fifty a minute to a workspace: kept for a minute when Slack insists, since it lets much more pass at other times. */
export const UPDATES: Pace = { intervalMs: 1_200, burst: Number.POSITIVE_INFINITY };

/** What is waited for in place, rather than by giving the job back. */
const MOMENT_MS = 250;
const STRICT_MS = 60_000;
const MOST = 10_000;

interface Bucket {
  /** When the place would be free if there were no bursts; grows by an interval with each message. */
  free: number;
  heldUntil: number;
  strictUntil: number;
  readonly turns: ReturnType<typeof createTurns>;
}

/**
 * A bucket for each place. It is this process's own: several together go a little over, which Slack's 429 tells each of
 * them (`hold`). `scale` multiplies all times; 1 in production.
 */
export function createPacer(
  { intervalMs, burst }: Pace,
  { scale = 1, now = Date.now }: { scale?: number; now?: () => number } = {},
): Pacer {
  const interval = intervalMs * scale;
  const moment = MOMENT_MS * scale;
  const isLenient = burst === Number.POSITIVE_INFINITY;
  const ahead = isLenient ? 0 : (burst - 1) * interval;
  const buckets = new Map<string, Bucket>();

  const bucketOf = (place: string): Bucket => {
    const known = buckets.get(place);
    if (known) return known;
    if (buckets.size >= MOST) forgetIdle(buckets, now() - STRICT_MS);
    const bucket = { free: 0, heldUntil: 0, strictUntil: 0, turns: createTurns(interval) };
    buckets.set(place, bucket);
    return bucket;
  };

  return {
    async take(place, { id, person, turnAt = null, courtesy = false }) {
      const bucket = bucketOf(place);
      const at = now();
      if (isLenient && at >= bucket.strictUntil) return;
      if (turnAt && at >= bucket.heldUntil) {
        const early = (bucket.turns.timeOf(id) ?? turnAt.getTime()) - at;
        if (early > moment) throw paced(early);
        bucket.turns.goes(id);
        return;
      }
      const due = Math.max(at, bucket.heldUntil, bucket.free - ahead);
      if (courtesy && due > at) throw paced(due - at);
      bucket.free = Math.max(bucket.free, due) + interval;
      const turn = bucket.turns.join({ id, person }, at, due);
      if (turn - at > moment) throw paced(turn - at);
      bucket.turns.goes(id);
      if (turn > at) await delay(turn - at);
    },
    hold(place, ms) {
      const bucket = bucketOf(place);
      const until = now() + ms * scale;
      bucket.heldUntil = Math.max(bucket.heldUntil, until);
      bucket.strictUntil = bucket.heldUntil + STRICT_MS * scale;
      // no burst right after it
      bucket.free = Math.max(bucket.free, bucket.heldUntil + ahead);
    },
  };
}

function paced(ms: number): Failure {
  return new Failure('chat_paced', { retryAfterMs: ms });
}

function forgetIdle(buckets: Map<string, Bucket>, before: number): void {
  for (const [place, { free, strictUntil }] of buckets) if (Math.max(free, strictUntil) < before) buckets.delete(place);
}
