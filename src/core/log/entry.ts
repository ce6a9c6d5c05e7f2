import type { Outcome } from './outcome.ts';
import type { Period } from './period.ts';

/** What of the log somebody wants to see; null: all of it. */
export interface LogFilter {
  readonly userId: string | null;
  /** Where it was asked; `direct`: in a conversation of two, whichever. */
  readonly channelId: string | null;
  /** `not_made`: refused or failed. */
  readonly outcome: Outcome | 'not_made' | null;
  readonly period: Period | null;
  readonly model?: string | null;
}

/** In place of a channel: the conversations of two. */
export const DIRECT = 'direct';

export const NO_FILTER: LogFilter = { userId: null, channelId: null, outcome: null, period: null };

/** One request, taken or refused, with what became of it. Its times are null for stages that it never came to. */
export interface LogEntry {
  readonly id: string;
  readonly requestedAt: Date;
  readonly userId: string;
  readonly channelId: string;
  readonly act: string;
  readonly kind: 'generation' | 'edit';
  /** Only the asker sees it, or it was asked in a conversation of two. */
  readonly isPrivate: boolean;
  /** null: not for whoever looks. */
  readonly prompt: string | null;
  /** When its words were erased; null: they are there. */
  readonly erasedAt: Date | null;
  readonly style: string | null;
  readonly model: string | null;
  readonly size: string | null;
  readonly quality: string | null;
  readonly count: number | null;
  /** Pictures that it starts from. */
  readonly inputs: number;
  readonly heldCredits: number;
  readonly chargedCredits: number | null;
  /** Pixapi reported no cost, and ours was booked. */
  readonly chargeEstimated: boolean;
  readonly taskId: string | null;
  /** Pixapi's own id of the failed call. */
  readonly pixapiRequestId: string | null;
  /** How many paid calls went out. */
  readonly orders: number;
  /** Of the step that it stands at. */
  readonly tries: number;
  readonly outcome: Outcome;
  readonly failure: string | null;
  readonly refusalRule: string | null;
  readonly refusedPart: string | null;
  readonly parentId: string | null;
  readonly announcedAt: Date | null;
  readonly orderedAt: Date | null;
  readonly takenAt: Date | null;
  readonly madeAt: Date | null;
  readonly postedAt: Date | null;
  readonly toldAt: Date | null;
  readonly canceledAt: Date | null;
  readonly canceledBy: string | null;
  readonly endedAt: Date | null;
  readonly deletedAt: Date | null;
  /** Its place in the order of time, from which the next page goes on. */
  readonly place: LogPlace;
}

/** A moment to the microsecond, as the database writes it, and the id that tells equal ones apart. */
export interface LogPlace {
  readonly at: string;
  readonly id: string;
}

/** Whose log. `sees`: whose private prompts are shown besides nobody's: the looker's own. */
export interface LogReader {
  readonly teamId: string;
  readonly sees: string;
}

export interface LogStore {
  /** The newest that fit, from before `before` on; one more than are wanted tells whether there is another page. */
  listLog(reader: LogReader, filter: LogFilter, limit: number, before: LogPlace | null): Promise<LogEntry[]>;
  /** The oldest first, from after `after` on, up to a moment: what comes while they are read changes nothing. */
  listLogForward(reader: LogReader, until: Date, limit: number, after: LogPlace | null): Promise<LogEntry[]>;
}
