import type { FailureCode } from './failure.ts';
import type { Quality, Size } from './image-model.ts';

/**
 * requested -> submitting -> submitted -> made -> posted, or failed, canceled, unknown (Pixapi may have charged).
 * `submitting` is committed before the paid call leaves: whoever finds it later knows that the outcome is unknown.
 * A `made` generation with a `failure` is one that could not be delivered.
 */
export type State = 'requested' | 'submitting' | 'submitted' | 'made' | 'posted' | 'failed' | 'canceled' | 'unknown';

/** Names one generation; all that a job carries. */
export interface GenerationKey {
  readonly teamId: string;
  readonly id: string;
}

export interface Picture {
  /** From 1. */
  readonly position: number;
  readonly url: string | null;
  readonly bytes: Uint8Array | null;
  /** The Slack file, once Slack has it whole. */
  readonly fileId: string | null;
}

/** The picture that an edit starts from. */
export interface Parent {
  readonly id: string;
  readonly version: number;
  /** How many pictures its message shows. */
  readonly count: number;
  readonly picture: Picture;
}

/** One request of one person, from the command to the posted pictures. */
export interface Generation extends GenerationKey {
  readonly channelId: string;
  readonly userId: string;
  readonly kind: 'generation' | 'edit';
  readonly prompt: string;
  readonly model: string;
  readonly size: Size;
  readonly quality: Quality | null;
  readonly count: number;
  readonly state: State;
  readonly failure: FailureCode | null;
  /** First day of the budget month, YYYY-MM-DD. */
  readonly month: string;
  readonly heldCredits: number;
  readonly chargedCredits: number | null;
  readonly chargeEstimated: boolean;
  readonly parent: Parent | null;
  readonly sendBytes: boolean;
  readonly version: number | null;
  readonly replyTs: string | null;
  readonly messageTs: string | null;
  readonly responseUrl: string | null;
  /** How its answers reach people: by message, or by `response_url` where the app is no member. */
  readonly delivery: 'message' | 'response_url';
  readonly taskId: string | null;
  readonly attempts: number;
  readonly announced: boolean;
  readonly submittedAt: Date | null;
  readonly told: boolean;
  readonly pictures: readonly Picture[];
  /** Slack files attached as inputs. */
  readonly sourceFileIds: readonly string[];
}

/** What a person asked for, priced, before it is accepted. */
export interface NewGeneration extends GenerationKey {
  readonly channelId: string;
  readonly userId: string;
  readonly kind: 'generation' | 'edit';
  readonly prompt: string;
  readonly model: string;
  readonly size: Size;
  readonly quality: Quality | null;
  readonly count: number;
  readonly credits: number;
  /** What it came from (trigger, message, event, button), most specific first: any of them known = a duplicate. */
  readonly keys: readonly string[];
  readonly parentId: string | null;
  readonly parentPicture: number | null;
  readonly againOf: string | null;
  readonly replyTs: string | null;
  readonly responseUrl: string | null;
  readonly fileIds: readonly string[];
}
