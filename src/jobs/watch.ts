import type { PgBoss } from 'pg-boss';
import { toFailure } from '../core/failure.ts';
import type { JobStore, Step } from '../core/jobs.ts';
import type { Log } from '../core/making/chat.ts';
import type { TASKS } from './queue.ts';

export interface WatchDeps {
  readonly boss: PgBoss;
  readonly store: Pick<JobStore, 'listQueues'>;
  readonly log: Log;
  readonly wake: (queue: Step | typeof TASKS) => void;
  readonly everyMs: number;
}

/**
 * The one look at all queues for what nothing announces: jobs whose time has come, rings that were lost, and jobs whose
 * process died, which are given back to their queue. A look is one statement, however many queues there are (decision 45).
 */
export function startWatch({ boss, store, log, wake, everyMs }: WatchDeps): { stop(): Promise<void> } {
  let looking: Promise<void> | undefined;
  const look = async () => {
    for (const { step, isDue, isLost } of await store.listQueues()) {
      if (isLost) await boss.supervise(step);
      if (isDue || isLost) wake(step);
    }
  };
  const timer = setInterval(() => {
    looking ??= look()
      .catch((error) => log.failure(toFailure(error), { at: 'watch' }))
      .finally(() => {
        looking = undefined;
      });
  }, everyMs);
  return {
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}
