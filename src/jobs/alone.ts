import { Failure } from '../core/failure.ts';
import type { GenerationKey } from '../core/generation.ts';
import type { JobStore } from '../core/jobs.ts';
import type { RetryWrite } from '../core/making/retry-write.ts';

/** So many processes may die of one request; listStranded leaves alone what has reached it. */
const MOST_DEATHS = 3;

/** Does a part of a step whose end shows that nobody dies of it. */
export type Part = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * For jobs that were taken up before and never came to an end: whoever had them died, perhaps of them. Such a job's
 * parts are done one at a time in this process, so that the next death has one suspect and not a hundred, and each is
 * counted before it begins. Rejects with `crashed` after three deaths (decision 28).
 */
export function createAlone({
  store,
  retryWrite,
}: {
  readonly store: Pick<JobStore, 'countDeath' | 'clearDeaths'>;
  readonly retryWrite: RetryWrite;
}): (key: GenerationKey) => Part {
  let last: Promise<unknown> = Promise.resolve();
  return (key) => async (work) => {
    const counted = async () => {
      if (!(await store.countDeath(key, MOST_DEATHS))) throw new Failure('crashed');
      try {
        return await work();
      } finally {
        await retryWrite(() => store.clearDeaths(key), { ...key, generationId: key.id });
      }
    };
    const mine = last.then(counted);
    last = mine.catch(() => undefined);
    return await mine;
  };
}

/** For a job that is taken up for the first time. */
export const together: Part = (work) => work();
