import { type Failure, toFailure } from '../failure.ts';
import type { Log } from '../making/chat.ts';

export interface NoteStore {
  /** True for whoever is to tell this manager now: nobody has, and whoever began has been silent for minutes. */
  claimNote(teamId: string, note: string, userId: string): Promise<boolean>;
  /** They know, or can't be told. */
  markNoteTold(teamId: string, note: string, userId: string): Promise<void>;
  /** They were not told, and may be at once. */
  dropNote(teamId: string, note: string, userId: string): Promise<void>;
}

export interface TellDeps {
  readonly store: NoteStore;
  /** The ids of all who manage the team's money, as Slack and the team say now. */
  readonly listManagers: (teamId: string) => Promise<readonly string[]>;
  readonly log: Log;
}

/** Failures after which the same may be said once more; what is unclear may stand already. */
const AGAIN = new Set(['chat_busy', 'chat_paced', 'internal']);

/**
 * Says a thing to each manager of a team, each once, however many processes are at it. A process that dies between
 * Slack's answer and its own note of it leaves one manager to be told twice: better than never. Throws where somebody
 * could not be told just now; the others are.
 */
export async function tellManagers(
  { store, listManagers, log }: TellDeps,
  teamId: string,
  note: string,
  tell: (userId: string) => Promise<void>,
): Promise<void> {
  let untold: Failure | null = null;
  for (const userId of await listManagers(teamId)) {
    if (!(await store.claimNote(teamId, note, userId))) continue;
    try {
      await tell(userId);
    } catch (error) {
      const failure = toFailure(error);
      if (AGAIN.has(failure.code)) {
        untold = failure;
        await store.dropNote(teamId, note, userId);
        continue;
      }
      log.failure(failure, { teamId, at: 'managers' });
    }
    await store.markNoteTold(teamId, note, userId);
  }
  if (untold) throw untold;
}
