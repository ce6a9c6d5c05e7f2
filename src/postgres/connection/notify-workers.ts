import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';

/** What workers listen on; the payload is the queue that has jobs. */
export const JOBS_CHANNEL = 'imagine_jobs';

const PAUSE_MS = 5;

/**
 * Tells the workers that a queue has jobs. Not part of the transaction that put them there: such a NOTIFY locks out
 * every other commit of the server while its own is written (decision 2). So it
 * comes right after, one for many; a lost one costs half a second, after which workers look by themselves.
 */
export function createNotifier(pool: pg.Pool): (queue: string) => void {
  const waiting = new Set<string>();
  let ringing = false;
  const ringAll = async () => {
    while (waiting.size > 0) {
      const queues = [...waiting];
      waiting.clear();
      await pool.query('select pg_notify($1, queue) from unnest($2::text[]) queue', [JOBS_CHANNEL, queues]);
      await delay(PAUSE_MS);
    }
  };
  return (queue) => {
    waiting.add(queue);
    if (ringing) return;
    ringing = true;
    ringAll()
      .catch(() => undefined)
      .finally(() => {
        ringing = false;
      });
  };
}
