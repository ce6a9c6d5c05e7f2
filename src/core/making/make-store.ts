import type { Failure, FailureCode } from '../failure.ts';
import type { Claim, GenerationKey, GenerationStore, Picture } from '../generation.ts';
import type { MadePicture, Quality } from '../image-model.ts';

/** A made picture, or one that is in Slack already. */
export type StoredPicture =
  | MadePicture
  | Pick<Picture, 'url' | 'fileId' | 'altText' | 'look'>
  | (Extract<MadePicture, { bytes: Uint8Array }> & Pick<Picture, 'altText'>);

/** What is kept of a failure besides its code. */
export type FailureDetails = Partial<Pick<Failure, 'requestId' | 'refusal'>>;

export interface OrderChange {
  readonly model?: string;
  readonly quality?: Quality | null;
  readonly sendBytes?: boolean;
}

/**
 * The way from `requested` to `made`, or to the end that was there instead. Each `mark…` is one transaction, guarded by
 * the state it leaves, and answers whether it moved; the job of the next step and the movement of credits are part of
 * the same transaction.
 */
export interface MakeStore extends GenerationStore {
  /** requested -> submitting; `ownKeyId`: of the workspace's own key that it goes out with. */
  markSubmitting(key: GenerationKey, claim: Claim, ownKeyId?: string | null): Promise<boolean>;
  /** Pixapi gets a JPEG of Slack's in place of this attached file: its longest edge, in px. */
  saveRendition(key: GenerationKey, fileId: string, edgePx: number): Promise<void>;
  /** submitting -> requested, with other terms where the order has to change; or -> canceled, if it was canceled meanwhile. */
  markRequested(key: GenerationKey, change?: OrderChange): Promise<boolean>;
  /** submitting | unknown -> submitted; from unknown it also enqueues `make`, for somebody to follow the task. */
  markSubmitted(key: GenerationKey, taskId: string): Promise<boolean>;
  /** submitted -> requested (or canceled): Pixapi surely did not make it, and the bytes are sent instead of a URL. */
  markUnmade(key: GenerationKey, change: OrderChange): Promise<boolean>;
  /**
   * submitting | submitted | unknown (what is free: requested) -> made; captures `credits`, gives version and label, enqueues
   * `post`. One that was canceled has that as its failure, and is not shown.
   */
  markMade(
    key: GenerationKey,
    pictures: readonly StoredPicture[],
    credits: { amount: number; estimated: boolean },
  ): Promise<boolean>;
  /** Any state before `made` -> failed (canceled, if it was canceled meanwhile); releases the hold, enqueues `post`. */
  markFailed(key: GenerationKey, failure: FailureCode, about?: FailureDetails): Promise<boolean>;
  /** submitting | submitted -> unknown; keeps the hold, enqueues `post` and, later, `settle`. */
  markUnknown(key: GenerationKey, failure: FailureCode, requestId?: string): Promise<boolean>;
  /**
   * unknown with a task -> submitted, for Pixapi to be asked once more; enqueues `make`. `not_lately`: not within ten
   * minutes. What was charged for it stays charged.
   */
  askAgain(key: GenerationKey, unless: 'never_asked' | 'not_lately'): Promise<boolean>;
  /** unknown, hold unresolved: captures the hold in full, as an estimate. */
  settleUnknown(key: GenerationKey): Promise<boolean>;
  /** Pixapi no longer has it: nothing new is ordered from it. */
  retireModel(model: string): Promise<void>;
}
