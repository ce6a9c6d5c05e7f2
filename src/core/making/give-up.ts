import { FAILURES, type Failure } from '../failure.ts';
import type { Generation, GenerationKey } from '../generation.ts';
import { isAwaited } from '../posting/missing.ts';
import { type ChangeStore, isOwed } from '../thread/changes.ts';
import { STUCK_MS } from './await-image.ts';
import type { MakeStore } from './make-store.ts';
import type { PostStore } from './post-image.ts';

export type GiveUpStore = Pick<MakeStore, 'findGeneration' | 'markFailed' | 'markUnknown'> &
  Pick<PostStore, 'markUndelivered' | 'giveUpPictures'> &
  Pick<ChangeStore, 'markUpdateFailed'>;

/**
 * Ends a generation that can't be brought further by itself, in the state that is true of it: never ordered or
 * surely not made = failed, credits given back; perhaps made = unknown, hold kept; made = undelivered. With a task at
 * Pixapi it is `under_way`: only Pixapi's word ends it, or its age, never trouble of ours, unless we die of it. One that has
 * ended already stays as it is: `still_untold` when nobody could be told of it yet. A change of what is posted is owed
 * as long as it `mayWait`; then whoever wished for it is to be told that it can't be. So is a picture that is missing from it.
 */
export async function giveUp(
  { store }: { store: GiveUpStore },
  key: GenerationKey,
  failure: Failure,
  mayWait: boolean,
): Promise<'ended' | 'still_untold' | 'under_way'> {
  const generation = await store.findGeneration(key);
  if (generation?.failure) return generation.told ? 'ended' : 'still_untold';
  switch (generation?.state) {
    case 'requested':
      await store.markFailed(key, failure.code, failure);
      return 'ended';
    case 'submitted':
    case 'submitting':
      // It is polled again, unless it killed its holders or is older than any task: then nothing of ours keeps it for ever.
      if (generation.state === 'submitted' && failure.code !== 'crashed' && !isStuck(generation)) return 'under_way';
      await store.markUnknown(
        key,
        FAILURES[failure.code].keepsHold ? failure.code : 'outcome_unknown',
        failure.requestId,
      );
      return 'ended';
    case 'made':
      await store.markUndelivered(key, failure.code);
      return 'ended';
    case 'posted':
      if (!isOwed(generation)) {
        if (generation.deleted || !generation.pictures.some(isAwaited)) return 'ended';
        if (mayWait) return 'still_untold';
        await store.giveUpPictures(key);
        return 'ended';
      }
      if (mayWait || generation.redrawFailure) return 'still_untold';
      await store.markUpdateFailed(key, generation.revision, failure.code);
      return 'ended';
    default:
      return 'ended';
  }
}

function isStuck({ taskAgeMs }: Generation): boolean {
  return (taskAgeMs ?? 0) > STUCK_MS;
}

/**
 * Ends an unknown outcome whose hold has waited long enough: Pixapi is asked once more for a task that it gave us; where
 * it gave none, or was asked already, the hold is captured in full, as an estimate.
 */
export async function settleImage(
  { store }: { readonly store: Pick<MakeStore, 'askAgain' | 'settleUnknown'> },
  key: GenerationKey,
): Promise<void> {
  if (!(await store.askAgain(key, 'never_asked'))) await store.settleUnknown(key);
}
