import type { Failure, FailureCode } from './failure.ts';
import type { Generation, GenerationKey, NewGeneration, Parent, Picture, State } from './generation.ts';
import type { MadePicture, Quality } from './image-model.ts';
import type { Step } from './jobs.ts';
import type { Cancellation } from './making/cancel.ts';
import type { Announcement, MessagePlace } from './making/chat.ts';
import type { SaidPlace } from './making/update-placeholder.ts';
import type { Figures } from './making/waiting.ts';
import type { EarlierPress, PressedPicture } from './ordering/earlier-presses.ts';
import type { Allowance, BudgetChange, BudgetMonth } from './team/budget.ts';
import type { SettingChange, TeamSettings } from './team/settings.ts';
import type { ChangeStore } from './thread/changes.ts';
import type { ThreadKey, VersionStore } from './thread/versions.ts';

export type AcceptAnswer =
  | { readonly outcome: 'accepted'; readonly id: string }
  | { readonly outcome: 'duplicate'; readonly id: string }
  /** Nothing was stored: Pixapi no longer has the model. A request made again (`againOf`) is let through, to be moved later. */
  | { readonly outcome: 'retired' }
  | {
      readonly outcome: 'over';
      readonly id: string;
      readonly scope: 'team' | 'channel' | 'person';
      readonly left: number;
      readonly budget: number;
      readonly month: string;
    };

/**
 * A refused request as it is kept in the log, with all that is needed to ask for it again: the whole text as it was
 * typed is its prompt. Nothing was priced or held.
 */
export interface RefusedRequest
  extends Pick<
    NewGeneration,
    | 'teamId'
    | 'id'
    | 'channelId'
    | 'userId'
    | 'kind'
    | 'prompt'
    | 'keys'
    | 'parentId'
    | 'parentPicture'
    | 'replyTs'
    | 'fileIds'
    | 'againOf'
  > {
  readonly failure: FailureCode;
}

/** Who would spend, and where. */
export type Spender = Pick<NewGeneration, 'teamId' | 'channelId' | 'userId'>;

/** A line of `/imagine history`. */
export interface HistoryEntry {
  readonly prompt: string;
  readonly state: State;
  readonly failure: FailureCode | null;
  readonly heldCredits: number;
  readonly chargedCredits: number | null;
  readonly chargeEstimated: boolean;
  readonly requestedAt: Date;
}

/** A message, with its thread's `ts`: its own where nobody has answered it, or where it is answered. */
export interface MessageInThread extends ThreadKey {
  readonly messageTs: string;
}

/** Which picture of a thread is meant: null = the newest version, its first picture. */
export interface ThreadPlace extends ThreadKey {
  readonly label: string | null;
  readonly picture: number | null;
}

export type ThreadPicture =
  | {
      readonly found: true;
      readonly parent: Parent;
      readonly model: string;
      readonly size: string;
      readonly quality: Quality | null;
    }
  /** `newest` null: the thread has none of our pictures. `pictures` > 0: the version is there, with that many. */
  | { readonly found: false; readonly newest: string | null; readonly pictures: number };

/** A made picture, or one that is in Slack already. */
export type StoredPicture = MadePicture | Pick<Picture, 'url' | 'fileId' | 'altText'>;

/**
 * Everything that is remembered. Each `mark…` is one transaction, guarded by the state it leaves, and answers
 * whether it moved; the job of the next step and the movement of credits are part of the same transaction.
 */
export interface Store extends VersionStore, ChangeStore {
  /** Key, hold, generation and job `announce`, or nothing of them. */
  acceptGeneration(request: NewGeneration, defaultCredits: number | null): Promise<AcceptAnswer>;
  /** The request that was committed with this key, as it stands: also one that was refused (`failed`). null: there is none. */
  findRequest(teamId: string, key: string): Promise<Generation | null>;
  /** False: this request was logged already. */
  logRefused(request: RefusedRequest, defaultCredits: number | null): Promise<boolean>;
  findGeneration(key: GenerationKey): Promise<Generation | null>;
  /** The generation whose version a message shows. */
  findShownIn(message: MessageInThread): Promise<Generation | null>;
  findThreadPicture(place: ThreadPlace): Promise<ThreadPicture>;
  /** Everything that was asked for by this button so far. */
  listEarlierPresses(of: PressedPicture): Promise<EarlierPress[]>;
  listHistory(teamId: string, userId: string, limit: number): Promise<HistoryEntry[]>;

  /** requested: whoever gets `true` posts the placeholder. */
  markAnnouncing(key: GenerationKey): Promise<boolean>;
  /** The placeholder was surely not posted. */
  unmarkAnnouncing(key: GenerationKey): Promise<void>;
  /** Enqueues `next`. */
  markAnnounced(key: GenerationKey, announcement: Announcement, next: 'make' | 'post'): Promise<boolean>;

  /** A placeholder of this generation was seen: it becomes its message, or (`orphan`) comes too late for that. */
  adoptPlaceholder(key: GenerationKey, channelId: string, messageTs: string): Promise<'ours' | 'orphan'>;

  /** requested -> submitting */
  markSubmitting(key: GenerationKey): Promise<boolean>;
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
  /** unknown, hold unresolved: captures the hold in full, as an estimate. */
  settleUnknown(key: GenerationKey): Promise<boolean>;

  /** requested -> canceled, with the hold released; later only the wish, or (made, not shown yet) the reason to keep it back. Enqueues `post`. */
  cancel(
    key: GenerationKey,
    by: { readonly userId: string; readonly placeholder: MessagePlace | null },
  ): Promise<Cancellation['outcome']>;
  /** The place in the team's line, from 1; null: it is not in line. */
  readPlace(key: GenerationKey, teamConcurrency: number): Promise<number | null>;
  /** Claims some whose place has changed since their placeholder said it, as `claimPlaceholder` does. */
  moveLine(pace: LinePace): Promise<Moved[]>;
  /** From the last pictures of all teams that were ordered alike; null before there are ten. */
  readFigures(order: Pick<Generation, 'kind' | 'model' | 'size' | 'quality' | 'count'>): Promise<Figures | null>;
  /** Before a placeholder is changed for the wait's sake. False: nobody waits before it any more. */
  claimPlaceholder(key: GenerationKey): Promise<boolean>;
  /** Enqueues `post` where it ended, or was canceled unknown to the speaker, meanwhile: that is to be the last word. */
  releasePlaceholder(
    key: GenerationKey,
    said: { readonly knewCanceled: boolean; readonly place: SaidPlace },
  ): Promise<void>;
  /** Those that somebody began to speak of and never ended. */
  listClaimedPlaceholders(): Promise<GenerationKey[]>;
  /** The time that its next message was promised. */
  giveTurn(key: GenerationKey, at: Date): Promise<void>;

  savePictureUrls(key: GenerationKey, urls: readonly (string | null)[]): Promise<void>;
  savePictureFile(key: GenerationKey, position: number, fileId: string): Promise<void>;
  /** By position; besides those that were shared of them before. */
  addSharedFiles(key: GenerationKey, fileIds: readonly string[]): Promise<void>;
  /** made: from here on it is too late to cancel. False: it was canceled. */
  markShowing(key: GenerationKey): Promise<boolean>;
  /** made: whoever gets `true` posts a new result message. */
  markPosting(key: GenerationKey): Promise<boolean>;
  unmarkPosting(key: GenerationKey): Promise<void>;
  /**
   * made -> posted. `channelId` null: where it was announced. What is made private is deleted where it was; what shows a
   * deleted one once more is deleted at once; what is published is said so where it is private.
   */
  markPosted(key: GenerationKey, messageTs: string | null, channelId?: string | null): Promise<boolean>;
  /** made: stays made, with the reason why nobody can see it. */
  markUndelivered(key: GenerationKey, failure: FailureCode): Promise<boolean>;
  /** made and undelivered: enqueues `post` again. */
  deliverAgain(key: GenerationKey): Promise<boolean>;
  markTold(key: GenerationKey): Promise<void>;
  /** What has not come to its end and has no job that would bring it on, with the step it needs. */
  listStranded(): Promise<(GenerationKey & { readonly step: Step })[]>;
  /** Counts a failed try of the step in hand and answers how many there were. */
  countAttempt(key: GenerationKey): Promise<number>;

  readBudget(teamId: string, defaultCredits: number | null): Promise<BudgetMonth>;
  /** What this person may still spend in this channel. */
  readAllowance(who: Spender, defaultCredits: number | null): Promise<Allowance>;
  /** What is left of the team's month, null when unlimited. */
  readLeft(teamId: string, month: string): Promise<number | null>;
  /** Sets a budget and writes the audit entry; none where it was the same before. Answers what it was before; `from` undefined: that scope had none. */
  setBudget(
    change: BudgetChange,
    defaultCredits: number | null,
  ): Promise<{ from: number | null | undefined; month: BudgetMonth }>;
  readSettings(teamId: string): Promise<TeamSettings>;
  /** Changes one setting and writes the audit entry. Answers what holds now. */
  changeSetting(
    by: { readonly teamId: string; readonly userId: string },
    change: SettingChange,
    defaultCredits: number | null,
  ): Promise<TeamSettings>;
  readLanguage(teamId: string): Promise<string>;
  setLanguage(teamId: string, userId: string, language: string, defaultCredits: number | null): Promise<void>;

  /** Whether the team's Slack takes carousels; null: not tried yet. */
  readCarousels(teamId: string): Promise<boolean | null>;
  saveCarousels(teamId: string, taken: boolean): Promise<void>;

  retireModel(model: string): Promise<void>;
  listRetiredModels(): Promise<Set<string>>;
  /** True for the first caller of this team and notice. */
  claimNotice(teamId: string, notice: string): Promise<boolean>;
  /** True for whoever is first to answer this message in words. */
  claimReply(teamId: string, message: string, defaultCredits: number | null): Promise<boolean>;
}

/** What is kept of a failure besides its code. */
export type FailureDetails = Partial<Pick<Failure, 'requestId' | 'refusal'>>;

export interface LinePace {
  readonly teamConcurrency: number;
  /** A placeholder says its place no oftener than this. */
  readonly everyMs: number;
  /** How many of a team's placeholders at once. */
  readonly perTeam: number;
}

export interface Moved extends GenerationKey {
  readonly place: number;
}

export interface OrderChange {
  readonly model?: string;
  readonly quality?: Quality | null;
  readonly sendBytes?: boolean;
}
