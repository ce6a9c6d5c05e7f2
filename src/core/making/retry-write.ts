import { toFailure } from '../failure.ts';
import type { Log } from './chat.ts';

/** Between two tries, in ms: together a minute, as long as a worker waits for a database that it can't reach. */
export const RETRY_WAITS_MS: readonly number[] = [200, 400, 800, 1_600, 3_200, ...Array<number>(11).fill(5_000)];

/**
 * Writes down what was done outside and must not be forgotten: trouble with the store is no reason to buy or post it
 * again. Only for moves that are guarded by the state they leave, so that a second one is harmless. Insists for about a
 * minute, or until the process is to stop; then `about` is logged at error, and the last try's error thrown.
 */
export type RetryWrite = <T>(write: () => Promise<T>, about: Record<string, unknown>) => Promise<T>;

/** `stopping`: from then on nothing is waited for; each write has one more try. */
export function createRetryWrite(deps: {
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly stopping: AbortSignal;
  readonly log: Log;
}): RetryWrite {
  const { sleep, stopping, log } = deps;
  return async (write, about) => {
    for (const wait of RETRY_WAITS_MS) {
      try {
        return await write();
      } catch (error) {
        if (stopping.aborted) break;
        log.note('write retried', { ...about, code: toFailure(error).code });
      }
      await sleep(wait, stopping);
    }
    return await write().catch((error) => {
      log.failure(toFailure(error), { ...about, at: 'giving up a write' });
      throw error;
    });
  };
}
