import type { Failure, FailureCode } from '../failure.ts';
import type { Generation, Picture, PictureLook } from '../generation.ts';
import type { DownloadedPicture, PassingPicture, Quality, SourceImage } from '../image-model.ts';
import type { Lost } from '../posting/upload-each.ts';
import type { AfterEnding } from '../pricing/after-ending.ts';
import type { Ending } from '../pricing/offer.ts';
import type { PrivacyChat } from '../privacy/privacy-chat.ts';
import type { Period } from '../team/budget.ts';
import type { Waiting } from './waiting.ts';

export type SourceBytes = Extract<SourceImage, { bytes: Uint8Array }>;

/** Where a message stands. */
export interface MessagePlace {
  readonly channelId: string;
  readonly messageTs: string | null;
}

/** The end of a request in credits. `left` null: unlimited; of the team's month or day. */
export interface Receipt {
  readonly held: number;
  readonly charged: number;
  readonly estimated: boolean;
  readonly left: number | null;
  readonly period: Period;
  /** First day of the budget month, YYYY-MM-DD. */
  readonly month: string;
  /** Of a draft that was finished; null where nothing was saved by it. */
  readonly saving: Saving | null;
  /** With this request the asker came to so many percent of their own budget; null: to nothing worth a word. */
  readonly reached: number | null;
}

/** What drafts and finishing one came to, in credits, and what all of them in high quality would have cost. */
export interface Saving {
  readonly drafts: number;
  readonly finish: number;
  readonly instead: number;
}

/** A Slack file that no other message shows; `isShared`: it was shared as a message of its own. */
export interface LoneFile {
  readonly fileId: string;
  readonly isShared: boolean;
}

/** `messageTs` null: no placeholder stands. `channelId`: where it stands; null where that is not known. */
export interface Announcement {
  readonly delivery: 'message' | 'response_url';
  readonly messageTs: string | null;
  readonly channelId: string | null;
  /** The place in line that it says; null: none. */
  readonly place: number | null;
}

export interface UploadedPicture {
  readonly fileId: string;
  readonly look: PictureLook;
}

/** A Slack file of a picture, shared as a message of its own. */
export interface SharedFile {
  readonly position: number;
  readonly fileId: string;
}

/** Where people talk. Failures: `chat_busy` (try again), `chat_paced` (at the time it names), `chat_unclear` (it may be there), `chat_refused`, `channel_unreachable`, `not_installed`. */
export interface Chat extends PrivacyChat {
  /** Posts the placeholder, joining a public channel if need be; where the app can't be, answers through the response_url. */
  announce(generation: Generation, waiting: Waiting): Promise<Announcement>;
  /**
   * Uploads one picture, unseen by anybody yet: as it came where Slack shows its type. Answers its file id, once Slack has
   * it whole. `download_failed`: it broke off on its way here; `uploads_disabled`, `storage_full`: Slack takes none;
   * `image_unreadable`, `image_too_large`.
   */
  upload(
    generation: Generation,
    position: number,
    picture: DownloadedPicture | PassingPicture,
  ): Promise<UploadedPicture>;
  /** Waits until Slack has processed a file, so that a message may show it. False: not within about 15 s. */
  awaitFile(teamId: string, fileId: string): Promise<boolean>;
  /** Waits until Slack has processed the files, then turns the placeholder into the pictures. */
  showPictures(generation: Generation, receipt: Receipt): Promise<'shown' | 'placeholder_gone' | 'files_unprocessed'>;
  /** Posts the pictures as a new message and answers where it stands. */
  postPictures(generation: Generation, receipt: Receipt): Promise<MessagePlace>;
  /**
   * Where Slack never gets to process a file for a block: the files of `pictures` themselves, as they came, shared in the
   * thread; the placeholder says so. `read` is asked for one picture after the other; `keep` is given their ids before
   * anybody sees them. Answers which could not be had, as long as there is another; throws otherwise.
   */
  shareFiles(
    generation: Generation,
    receipt: Receipt,
    pictures: readonly Picture[],
    read: (picture: Picture) => Promise<DownloadedPicture>,
    keep: (files: readonly SharedFile[]) => Promise<void>,
  ): Promise<readonly Lost[]>;
  /** Pictures by their addresses, to the asker alone, through the response_url. */
  answerPictures(generation: Generation, receipt: Receipt): Promise<void>;
  /** Brings a posted message up to date; one that is gone stays gone. Harmless when done twice. */
  redraw(generation: Generation, receipt: Receipt): Promise<void>;
  /** Takes a posted message away, then these Slack files of it with the messages they were shared in. Harmless when done twice. */
  takeAway(generation: Generation, files: readonly LoneFile[]): Promise<void>;
  /** Says to whoever wished for it, alone, that the posted message could not be changed, why, and what to do. */
  explainUpdateFailed(generation: Generation, code: FailureCode): Promise<void>;
  /** Says in place, or to the asker alone, how it ended, with the button that helps. Harmless when said twice. */
  explain(generation: Generation, code: FailureCode, receipt: Receipt): Promise<void>;
  /** The placeholder says how it stands. `chat_paced`: not now; nothing is owed. */
  showWaiting(generation: Generation, waiting: Waiting): Promise<void>;
  /** Under an edit's thread Slack says that it is being made, for two minutes at most; or (`done`) no longer. Never fails. */
  showStatus(generation: Generation, status: 'making' | 'done'): Promise<void>;
  /**
   * The bytes of a Slack file, checked and re-encoded; of an iPhone's HEIC, and of what would cost too much to decode, the
   * largest copy that Slack keeps of it, with its longest edge in px. `image_missing`, `image_unreadable`, `image_too_large`, `source_failed` (Slack does not hand it out).
   */
  readFile(teamId: string, fileId: string): Promise<SourceBytes & { readonly rendition: number | null }>;
  /** The bytes of a Slack file of ours as they are. Fails as `readFile` does. */
  readOwnFile(teamId: string, fileId: string): Promise<DownloadedPicture>;
  /** Any picture, checked and re-encoded for sending as multipart. `image_unreadable`, `image_too_large`. */
  normalize(picture: { readonly bytes: Uint8Array }): Promise<SourceBytes>;
  /** Tells the team's owners and admins that a model is gone and what stands in for it. */
  tellModelRetired(teamId: string, model: string, successor: string, quality: Quality | null): Promise<void>;
  /** Tells the team's owners and admins how many days are left to a model, and what will follow it. */
  tellModelEnds(teamId: string, ending: Ending, after: AfterEnding): Promise<void>;
  /** Tells the team's owners and admins that Pixapi reported a cost which nobody can believe, and what was booked. */
  /** Tells the admins of the team that Pixapi does not serve its own key. */
  tellOwnKeyTrouble(teamId: string, code: 'own_key_refused' | 'own_credits_exhausted'): Promise<void>;
  tellCostDoubted(teamId: string, booked: number): Promise<void>;
}

/** What the operator reads: codes, ids and times; never a prompt, a token or an address. */
export interface Log {
  failure(failure: Failure, context: Record<string, unknown>): void;
  note(message: string, context: Record<string, unknown>): void;
}

/** What the operator's log says of a generation: ids and states, never what anybody typed. */
export function logContext({ teamId, id, state, model, attempts, taskId }: Generation): Record<string, unknown> {
  return { teamId, generationId: id, state, model, attempts, ...(taskId && { taskId }) };
}
