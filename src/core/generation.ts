import { type Act, ruleOf } from './acts.ts';
import type { FailureCode } from './failure.ts';
import type { PictureType, Quality, Size } from './image-model.ts';
import type { Refusal } from './refusal.ts';
import { type StyleId, styleWords } from './styles.ts';
import type { Approval } from './team/approval.ts';
import type { Standing } from './team/standing.ts';

/**
 * requested -> submitting -> submitted -> made -> posted, or failed, canceled, unknown (Pixapi may have charged).
 * `submitting` is committed before the paid call leaves: whoever finds it later knows that the outcome is unknown.
 * A `made` generation with a `failure` is one that could not be delivered.
 */
export type State = 'requested' | 'submitting' | 'submitted' | 'made' | 'posted' | 'failed' | 'canceled' | 'unknown';

/**
 * Who begins what must not be done twice: a UUID of one's own for each beginning. Whoever could not hear whether that was
 * written down asks again with the same one, and is told the truth.
 */
export type Claim = string;

/** Names one generation; all that a job carries. */
export interface GenerationKey {
  readonly teamId: string;
  readonly id: string;
}

/** What is remembered of a generation. */
export interface GenerationStore {
  /** As it stands; null: there is none. */
  findGeneration(key: GenerationKey): Promise<Generation | null>;
}

export interface Picture {
  /** From 1. */
  readonly position: number;
  readonly url: string | null;
  /** How many bytes of it we keep ourselves, since Pixapi sent no address; null: none. `readPictureBytes` has them. */
  readonly bytes: number | null;
  /** The Slack file, once Slack has it whole. */
  readonly fileId: string | null;
  /** What a person wrote in place of our own alt text. */
  readonly altText: string | null;
  /** As it came and as it was posted; null: nobody has looked at it yet. */
  readonly look: PictureLook | null;
  /** Why Slack has no file of it, or not yet (`posting/missing.ts`); null: nothing is wrong with it. */
  readonly trouble: FailureCode | null;
  /** It is no longer tried to be had. */
  readonly isGivenUp: boolean;
  /** Shared as a file in the thread. */
  readonly isShared: boolean;
}

/** A picture's size in px, the type that Pixapi sent and the one that Slack was given. */
export interface PictureLook {
  readonly width: number;
  readonly height: number;
  readonly came: PictureType;
  readonly posted: PictureType;
}

/** The picture that an edit starts from; also the first one of a comparison. */
export interface Parent {
  readonly id: string;
  /** Its place in the thread's tree: `2b`. */
  readonly label: string;
  readonly prompt: string;
  /** How many pictures its message shows. */
  readonly count: number;
  readonly picture: Picture;
}

/** What is ordered, and on which terms. */
export interface OrderTerms {
  readonly act: Act;
  /** How Pixapi is asked: with inputs (an edit) or without. */
  readonly kind: 'generation' | 'edit';
  /** As it was typed; `orderPrompt` makes of it what Pixapi reads. */
  readonly prompt: string;
  readonly style: StyleId | null;
  /** Only the asker sees it, in the direct messages with the app. */
  readonly isPrivate: boolean;
  readonly model: string;
  readonly size: Size;
  readonly quality: Quality | null;
  readonly count: number;
}

/** Who asked for what, and what it starts from. */
export interface GenerationRequest extends OrderTerms {
  readonly userId: string;
  /** Where it was asked. Its pictures are in `channelId`: another place for private ones. */
  readonly askedChannelId: string;
  readonly requestedAt: Date;
  /** Slack files attached as inputs. */
  readonly sourceFileIds: readonly string[];
  /** Somebody's own files are in it, or in what it was made from. */
  readonly startsFromFiles: boolean;
  /** The longest edge, in px, of the smaller copy that Slack keeps of an attached picture and that was sent in its place; null: none was. */
  readonly rendition: number | null;
  readonly parent: Parent | null;
  /** Whose pictures it shows once more (undo, publish, hide), or the second one of a comparison. */
  readonly other: Parent | null;
}

/** Its credits. */
export interface GenerationMoney {
  /** First day of the budget month, YYYY-MM-DD. */
  readonly month: string;
  readonly heldCredits: number;
  readonly chargedCredits: number | null;
  readonly chargeEstimated: boolean;
}

/** What is known of it at Pixapi. */
export interface GenerationTask {
  readonly taskId: string | null;
  /** How long ago Pixapi took it, in ms by the store's clock; null: it has not. */
  readonly taskAgeMs: number | null;
  readonly sendBytes: boolean;
  /** Of the workspace's own key that it was ordered with; null: the deployment's, or it was not ordered. */
  readonly ownKeyId: string | null;
  readonly attempts: number;
}

/** How it stands, and how it ended. */
export interface GenerationEnd {
  readonly state: State;
  readonly failure: FailureCode | null;
  /** Of `prompt_refused`, as far as Pixapi said. */
  readonly refusal: Refusal | null;
  /** Somebody does not want it any more; who. */
  readonly canceledAt: Date | null;
  readonly canceledBy: string | null;
  readonly told: boolean;
}

/** Its message: where it stands, and what it says of the wait. */
export interface GenerationMessage {
  readonly channelId: string;
  readonly replyTs: string | null;
  readonly messageTs: string | null;
  readonly responseUrl: string | null;
  /** How its answers reach people: by message, or by `response_url` where the app is no member. */
  readonly delivery: 'message' | 'response_url';
  readonly announced: boolean;
  /** Its place in the team's line as its placeholder says it; null: it says none. */
  readonly placeShown: number | null;
  /** The time that its next message was promised, in a channel that had too many. */
  readonly turnAt: Date | null;
  /** The placeholder is becoming the pictures: too late to cancel. */
  readonly showing: boolean;
}

/** What it is in its thread. */
export interface GenerationVersion {
  readonly pictures: readonly Picture[];
  /** Place in its thread by time, from 1. */
  readonly version: number | null;
  /** Place in its thread's tree: depth, and a letter for every branch after the first: `1`, `2`, `2b`. */
  readonly label: string | null;
  /** What led to it, itself last; of what is published or personal, empty of anything else. */
  readonly lineage: readonly LineageStep[];
  /** Of a personal one: the channel in which it was published. */
  readonly publishedIn: string | null;
}

/** What becomes of its posted message. */
export interface GenerationChanges {
  readonly deleted: boolean;
  /** When its words and pictures were erased: it counts as deleted, too. */
  readonly erasedAt: Date | null;
  /** How often what its posted message shows was changed, and which of these the message shows. */
  readonly revision: number;
  readonly shownRevision: number;
  /** The last revision that Slack did not take, and whoever wished for it was told so. */
  readonly refusedRevision: number;
  /** Why the message can't be brought to its revision. */
  readonly redrawFailure: FailureCode | null;
  /** Who last wished for a change of the posted message; null: nobody did. */
  readonly changedBy: string | null;
}

/** One request of one person, from the command to the posted pictures. Flat, in named parts: a function takes those it needs. */
export interface Generation
  extends GenerationKey,
    GenerationRequest,
    GenerationMoney,
    GenerationTask,
    GenerationEnd,
    GenerationMessage,
    GenerationVersion,
    GenerationChanges {}

/** One of the requests that led to a picture. */
export interface LineageStep {
  /** Null: that picture was deleted or made private, and with it go its words. */
  readonly prompt: string | null;
  readonly credits: number;
  readonly askedChannelId: string;
}

/** Whether only its asker sees it: they wanted it so, or said it in direct messages. */
export function isPersonal({ isPrivate, channelId }: Pick<Generation, 'isPrivate' | 'channelId'>): boolean {
  return isPrivate || isDirect(channelId);
}

/** A conversation of two. */
export function isDirect(channelId: string): boolean {
  // by the person's own id where it is asked for in no channel, before the conversation's is known
  return /^[DUW]/.test(channelId);
}

/** What a person asked for, priced, before it is accepted. */
export interface NewGeneration extends GenerationKey, OrderTerms {
  readonly channelId: string;
  readonly userId: string;
  readonly credits: number;
  /** What it came from (trigger, message, event, button), most specific first: any of them known = a duplicate. */
  readonly keys: readonly string[];
  readonly parentId: string | null;
  readonly parentPicture: number | null;
  readonly otherId: string | null;
  readonly otherPicture: number | null;
  /** The request of unknown outcome that a person chose to repeat. */
  readonly againOf: string | null;
  readonly replyTs: string | null;
  readonly responseUrl: string | null;
  readonly fileIds: readonly string[];
  /** Null: not asked, which is enough where no group has a budget. */
  readonly standing?: Standing | null;
  /** What a manager has allowed it. */
  readonly approval?: Approval | null;
  /** Of a finished draft: what as many finished ones as there are drafts would cost. */
  readonly insteadCredits?: number | null;
  /** Under which policy it was planned. */
  readonly policyVersion?: number;
}

/** The words that Pixapi reads: the prompt as it was typed, then what the act and the style add to it. */
export function orderPrompt({ prompt, act, style }: Pick<OrderTerms, 'prompt' | 'act' | 'style'>): string {
  return [prompt, ...addedWords({ act, style })].join('\n\n');
}

/** What is added to the prompt, sentence by sentence. */
export function addedWords({ act, style }: Pick<OrderTerms, 'act' | 'style'>): string[] {
  const look = styleWords(style);
  return [ruleOf({ act }).words ?? '', look && `Style: ${look}.`].filter((words) => words !== '');
}
