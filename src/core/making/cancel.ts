import { Failure } from '../failure.ts';
import type { Generation, GenerationKey, GenerationStore } from '../generation.ts';
import type { MessagePlace } from './chat.ts';

/**
 * What became of a wish to cancel:
 * - `canceled`: nothing was ordered, and nothing is charged.
 * - `ordered`: the order is with Pixapi, which takes none back: it is charged if it is made, and not shown.
 * - `kept`: it was made and charged, and is not shown.
 * - `nothing`: there is nothing (any more) to cancel; `generation` says why.
 */
export interface Cancellation {
  readonly outcome: 'canceled' | 'ordered' | 'kept' | 'nothing';
  /** As it is now. */
  readonly generation: Generation;
}

export interface CancelStore extends GenerationStore {
  /** requested -> canceled, with the hold released; later only the wish, or (made, not shown yet) the reason to keep it back. Enqueues `post`. */
  cancel(
    key: GenerationKey,
    by: { readonly userId: string; readonly placeholder: MessagePlace | null },
  ): Promise<Cancellation['outcome']>;
}

/** `placeholder`: on which it was pressed; so it is known where that stands even before its post has been answered. */
export async function cancelImage(
  store: CancelStore,
  key: GenerationKey,
  by: { readonly userId: string; readonly placeholder: MessagePlace | null },
): Promise<Cancellation | null> {
  const outcome = await store.cancel(key, by);
  const generation = await store.findGeneration(key).catch((error) => {
    // It was stored; only how it stands now could not be read.
    throw new Failure('commit_unclear', { cause: error });
  });
  return generation && { outcome, generation };
}
