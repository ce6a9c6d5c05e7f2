import type { Db } from 'pg-boss';
import { toFailure } from '../core/failure.ts';
import type { Enqueue, JobStore } from '../core/jobs.ts';
import type { Log } from '../core/making/chat.ts';
import type { PlaceholderStore } from '../core/making/update-placeholder.ts';

const UNSURE = { knewCanceled: false, place: 'unsure' } as const;

export interface SweepDeps {
  readonly store: JobStore & PlaceholderStore;
  readonly enqueue: Enqueue;
  readonly within: <T>(work: (db: Db) => Promise<T>) => Promise<T>;
  readonly log: Log;
  readonly everyMs: number;
}

/**
 * Now and then gives a job to what has lost its own: after a hundred deaths in its hands the queue drops a job, and no
 * request may be lost with it; and has told again what somebody spoke into and died. Two sweeps at once do no harm, since a step does only what is missing.
 */
export function startSweep({ store, enqueue, within, log, everyMs }: SweepDeps): { stop(): void } {
  const sweep = async () => {
    for (const key of await store.listClaimedPlaceholders()) await store.releasePlaceholder(key, UNSURE);
    for (const { step, ...key } of await store.listStranded()) {
      log.note('stranded', { teamId: key.teamId, generationId: key.id, step });
      await within((db) => enqueue(db, step, [key]));
    }
  };
  const timer = setInterval(() => {
    sweep().catch((error) => log.failure(toFailure(error), { at: 'sweep' }));
  }, everyMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
