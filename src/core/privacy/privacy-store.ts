import type { GenerationKey } from '../generation.ts';

/** The longest retention there is, in days; above it there is none. */
export const MOST_RETENTION_DAYS = 3_650;

/** Who does it. */
interface By {
  readonly teamId: string;
  readonly userId: string;
}

/** A wish to erase a person, or (`userId` null) everybody of a workspace, with all that they asked for until then. */
export interface Erasure {
  readonly teamId: string;
  readonly id: string;
  readonly userId: string | null;
  /** Of a workspace's, for one of its people. */
  readonly isPart: boolean;
  /** What stands in place of the id from then on. */
  readonly erasedId: string;
  readonly askedAt: Date;
  /** Prompts and pictures are gone. */
  readonly wordsGone: boolean;
  /** The id is gone wherever it says nothing about money that still counts. */
  readonly isSwept: boolean;
}

/** Where a look at what is to be erased stopped. */
export type Bookmark = { readonly at: string; readonly id: string };

/** How a look went: how many requests were looked at and how many erased; the rest runs still, or is held. */
export interface Erased {
  readonly seen: number;
  readonly erased: number;
  readonly last: Bookmark | null;
}

/** A message that quotes a request that is erased: the request's own, or (`id` null) another one. */
export interface ErasedMessage {
  readonly teamId: string;
  readonly id: string | null;
  readonly channelId: string;
  readonly messageTs: string;
  readonly userId: string;
  /** In the person's own conversation with the app. */
  readonly isPersonal: boolean;
  readonly erasedAt: Date;
  readonly tries: number;
}

/** A Slack file that is to go; `channelId`: where messages share it. */
export interface ErasedFile {
  readonly teamId: string;
  readonly fileId: string;
  readonly channelId: string | null;
  readonly tries: number;
}

export interface LegalHold {
  /** null: everybody of the workspace. */
  readonly userId: string | null;
  readonly setBy: string;
  readonly reason: string;
  readonly at: Date;
}

/** What a workspace has decided, and what is on its way. */
export interface Privacy {
  /** null: nothing is erased by age. */
  readonly retentionDays: number | null;
  /** Nothing is erased by age before; null: managers were not told yet. */
  readonly retentionFrom: Date | null;
  readonly holds: readonly LegalHold[];
  /** How many erasures, of persons or of the workspace, have not ended. */
  readonly erasing: number;
  /** Slack files that Slack has not deleted yet, after at least one try. */
  readonly filesLeft: number;
}

/** A private request, as who reads it with a reason sees it. */
export interface PrivatePrompt extends GenerationKey {
  readonly userId: string;
  readonly prompt: string;
  readonly erasedAt: Date | null;
}

/** A reading of which the author is still to be told. */
export interface PromptReading extends GenerationKey {
  readonly readerId: string;
  readonly authorId: string;
  readonly requestedAt: Date;
}

export interface PrivacyStore {
  readPrivacy(teamId: string): Promise<Privacy>;
  /** Audited where it changes anything. Answers what it was before. */
  setRetention(by: By, days: number | null, defaultCredits: number | null): Promise<number | null>;
  /** Audited; `userId` null: everybody. False: it held already. */
  setHold(by: By, userId: string | null, reason: string, defaultCredits: number | null): Promise<boolean>;
  /** Audited. False: there was none. */
  liftHold(by: By, userId: string | null, reason: string, defaultCredits: number | null): Promise<boolean>;
  isHeld(by: By): Promise<boolean>;
  /** Writes the wish down, audited. `asked_already`: an earlier one has not ended. `held`: nothing of theirs may be erased now; nothing was written. */
  askErasure(by: By, userId: string | null, defaultCredits: number | null): Promise<'asked' | 'asked_already' | 'held'>;
  /** Whether managers gave this person a budget, which stays, and until when (YYYY-MM-DD) what they spent counts against a limit of theirs. */
  readCounted(by: By): Promise<string | null>;
  /** The prompt of a private request, audited with the reason; its author is to be told, once of each reader. null: there is none. */
  readPrompt(by: By, id: string, reason: string): Promise<PrivatePrompt | null>;
}

/** What the task of erasing does, in steps of which each may be done again. */
export interface ErasingStore {
  /** Teams of which something is to be erased by age within a week, and whose managers have not been told; claimed for whoever gets them. */
  claimUntold(): Promise<{ readonly teamId: string; readonly days: number; readonly from: Date }[]>;
  /** They count as not told. */
  forgetTold(teamId: string): Promise<void>;
  /** Teams that erase by age. */
  listRetaining(): Promise<string[]>;
  /** Erases by age; `null`: this team does no such thing (any more). */
  eraseAged(teamId: string, after: Bookmark | null): Promise<Erased>;
  listErasures(): Promise<Erasure[]>;
  /** Cancels what of it has not been ordered yet, and erases what has ended. */
  eraseAsked(erasure: Erasure, after: Bookmark | null): Promise<Erased>;
  /** Requests of it whose words are still there; of a workspace's, without those that are held. */
  countLeft(erasure: Erasure): Promise<number>;
  markWordsGone(erasure: Erasure): Promise<void>;
  /** Begins the erasure of each person of the workspace. */
  splitErasure(erasure: Erasure): Promise<void>;
  /** The id is replaced wherever it is no figure. */
  sweepPerson(erasure: Erasure): Promise<void>;
  /** The id is replaced in the figures of some requests; answers of how many. */
  forgetFigures(erasure: Erasure): Promise<number>;
  /** Ends the erasure if no figure is left that names the person. */
  endErasure(erasure: Erasure): Promise<boolean>;
  listErasedMessages(): Promise<ErasedMessage[]>;
  markErasedShown(message: ErasedMessage): Promise<void>;
  /** Slack did not change it; it is tried again later. */
  countErasedTry(message: ErasedMessage): Promise<void>;
  listErasedFiles(): Promise<ErasedFile[]>;
  markFileGone(file: Pick<ErasedFile, 'teamId' | 'fileId'>): Promise<void>;
  /** Slack did not delete it; it is tried again later. */
  countFileTry(file: Pick<ErasedFile, 'teamId' | 'fileId'>): Promise<void>;
  /** Readings of which nobody has been told; claimed for whoever gets them. */
  claimReadings(): Promise<PromptReading[]>;
  forgetReadingTold(reading: Pick<PromptReading, 'teamId' | 'id' | 'readerId'>): Promise<void>;
}
