/** What is exported, and what its file ends in. The audit is JSON lines alone; `all` that is kept is a zip of them, and nothing else is. */
export type ExportKind = 'log' | 'audit' | 'all';
export type ExportFormat = 'csv' | 'jsonl' | 'zip';

export interface ExportKey {
  readonly teamId: string;
  readonly id: string;
}

/** A file of the log, the audit or all that is kept, that a manager asked for. */
export interface Export extends ExportKey {
  readonly userId: string;
  readonly kind: ExportKind;
  readonly format: ExportFormat;
  readonly askedAt: Date;
  /** The manager's conversation with the app, and the message there that says how far it is; null: not posted yet. */
  readonly channelId: string | null;
  readonly messageTs: string | null;
  /** The Slack file; null: nothing was sent yet. */
  readonly fileId: string | null;
  /** So many are in it so far. */
  readonly rows: number;
}

/** What became of it. */
export type ExportEnd =
  | { readonly outcome: 'done'; readonly rows: number }
  | { readonly outcome: 'empty' }
  | { readonly outcome: 'canceled' }
  | { readonly outcome: 'failed'; readonly why: 'no_manager' | 'too_large' | 'no_uploads' | 'no_room' | 'unknown' };

export interface LetterFileStore {
  /** A file under a monthly letter is about to be shown: it is erased with those that were exported. */
  noteLetterFile(
    of: Pick<Export, 'teamId' | 'userId'> & { readonly channelId: string; readonly fileId: string },
  ): Promise<void>;
}

export interface ExportStore {
  /** One at a time for each manager: null where theirs is still running. Whoever works is told. */
  startExport(
    asked: ExportKey & Pick<Export, 'userId' | 'kind' | 'format'>,
    defaultCredits: number | null,
  ): Promise<Export | null>;
  /** Those that have not come to their end, the oldest first. */
  listOpenExports(): Promise<Export[]>;
  saveExportMessage(key: ExportKey, channelId: string, messageTs: string): Promise<void>;
  /** So many rows are written. False: it was canceled. */
  noteExportRows(key: ExportKey, rows: number): Promise<boolean>;
  /** Its file is about to be shown: from here on it can't be canceled, and the audit has it. False: it was canceled. */
  sendExport(of: Export, fileId: string, rows: number): Promise<boolean>;
  /** How often it has failed by now. */
  countExportTry(key: ExportKey): Promise<number>;
  endExport(key: ExportKey, state: 'done' | 'failed'): Promise<void>;
  /** By who asked for it, as long as nothing is shown. */
  cancelExport(key: ExportKey, userId: string): Promise<'canceled' | 'too_late' | 'gone'>;
}

/**
 * A file that is written, then read from its beginning; nothing is left of it when it is closed, or its process dies.
 * It has one part or, as a zip, several: each is begun with its name, and `end` comes after the last.
 */
export interface Spool {
  readonly bytes: number;
  begin(part: string): Promise<void>;
  write(text: string): Promise<void>;
  end(): Promise<void>;
  read(): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

/** What a manager sees of an export, in their conversation with the app. */
export interface ExportChat {
  /** Asked of Slack now. */
  isManager(of: Export): Promise<boolean>;
  /** Posts the message that says how far it is, with its Cancel. */
  begin(of: Export): Promise<{ readonly channelId: string; readonly messageTs: string }>;
  progress(of: Export, rows: number): Promise<void>;
  end(of: Export, end: ExportEnd): Promise<void>;
  /** Gives Slack the file, which nobody sees yet. */
  upload(of: Export, spool: Spool): Promise<string>;
  share(of: Export, fileId: string, rows: number): Promise<void>;
  isShared(of: Export, fileId: string): Promise<boolean>;
}
