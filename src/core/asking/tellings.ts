/** A file of a message, as Slack tells it. */
export interface ToldFile {
  readonly id: string;
  readonly mimetype: string | null;
  readonly file_access: string | null;
}

/** What one of the two events of a mention tells beside its words. */
export interface Telling {
  readonly threadTs: string | null;
  readonly userTeam: string | null;
  readonly files: readonly ToldFile[];
}

export type ToldBy = 'message' | 'app_mention';

export interface TellingStore {
  /** Keeps what an event tells, for the other one to find. Once more changes nothing. */
  saveTelling(
    teamId: string,
    message: string,
    by: ToldBy,
    telling: Telling,
    defaultCredits: number | null,
  ): Promise<void>;
  /** What the other event tells, null where it has not come; and for how many ms the first of them has been known. */
  findOtherTelling(
    teamId: string,
    message: string,
    by: ToldBy,
  ): Promise<{ readonly other: Telling | null; readonly knownMs: number }>;
}

/** What two events know together. Where they do not agree on whose message it is, neither is believed. */
export function together(one: Telling, other: Telling): Telling {
  const files = new Map([...one.files, ...other.files].map((file) => [file.id, file]));
  for (const { id, mimetype, file_access } of one.files) {
    const twin = files.get(id);
    if (twin) files.set(id, { id, mimetype: twin.mimetype || mimetype, file_access: twin.file_access && file_access });
  }
  const agree = !one.userTeam || !other.userTeam || one.userTeam === other.userTeam;
  return {
    threadTs: one.threadTs ?? other.threadTs,
    userTeam: agree ? (one.userTeam ?? other.userTeam) : null,
    files: [...files.values()],
  };
}
