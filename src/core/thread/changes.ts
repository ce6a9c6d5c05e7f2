import type { FailureCode } from '../failure.ts';
import type { GenerationChanges, GenerationEnd, GenerationKey } from '../generation.ts';
import type { LoneFile } from '../making/chat.ts';

/** What becomes of a posted message. Every wish is a revision of its own, and enqueues `post`, which brings the message to it. */
export interface ChangeStore {
  /** posted: nobody can start from it, or from what shows it once more, and their messages are to go. */
  markDeleted(key: GenerationKey, userId: string): Promise<boolean>;
  /** Who wishes for a change that is still to come about. */
  noteChangedBy(key: GenerationKey, userId: string): Promise<void>;
  /** posted: by position, null for our own words. */
  saveAltTexts(key: GenerationKey, altTexts: readonly (string | null)[], userId: string): Promise<boolean>;
  /** The posted message shows this revision, for it came last; also where a later one was shown before it. */
  markShown(key: GenerationKey, revision: number): Promise<void>;
  /** posted: it can't be brought to this revision; enqueues `post`, which says so to whoever wished for it. */
  markUpdateFailed(key: GenerationKey, revision: number, failure: FailureCode): Promise<boolean>;
  /** That was said. */
  markUpdateFailureTold(key: GenerationKey, revision: number): Promise<void>;
  /** The Slack files of its pictures that no other message shows. */
  listLoneFiles(key: GenerationKey): Promise<LoneFile[]>;
}

/** Whether its posted message has still to be changed, or whoever wished for that to be told that it can't be. */
export function isOwed({
  state,
  revision,
  shownRevision,
  refusedRevision,
}: Pick<GenerationEnd, 'state'> & GenerationChanges): boolean {
  return state === 'posted' && revision > Math.max(shownRevision, refusedRevision);
}
