import type { Failure } from './failure.ts';
import { FAILURES } from './failure.ts';
import type { GenerationKey } from './generation.ts';
import type { Store } from './store.ts';

/**
 * Ends a generation that can't be brought further by itself, in the state that is true of it: never ordered or
 * surely not made = failed, credits given back; perhaps made = unknown, hold kept; made = undelivered.
 */
export async function giveUp({ store }: { store: Store }, key: GenerationKey, failure: Failure): Promise<void> {
  const generation = await store.findGeneration(key);
  switch (generation?.state) {
    case 'requested':
      await store.markFailed(key, failure.code, failure.requestId);
      return;
    case 'submitting':
    case 'submitted':
      await store.markUnknown(
        key,
        FAILURES[failure.code].keepsHold ? failure.code : 'outcome_unknown',
        failure.requestId,
      );
      return;
    case 'made':
      await store.markUndelivered(key, failure.code);
      return;
    default:
      return;
  }
}
