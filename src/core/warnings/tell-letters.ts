import { toFailure } from '../failure.ts';
import { forecast } from './forecast.ts';
import type { ChannelShare, Counted, Letter, RefusalClass } from './letter.ts';
import type { SpentRow } from './letter-csv.ts';
import { classOf } from './refusal-class.ts';
import { type NoteStore, type TellDeps, tellManagers } from './tell-managers.ts';
import type { Share } from './warning.ts';

/** A month of a team that is over and of which its managers have not had their letter. Days are YYYY-MM-DD. */
export interface DueLetter {
  readonly teamId: string;
  readonly month: string;
  /** First days of the month that has begun, and of the one after it. */
  readonly next: string;
  readonly after: string;
  /** Of that month, as it ended. */
  readonly budget: number | null;
  /** As it is now. */
  readonly budgetNow: number | null;
}

/** What a letter is made of, besides the sums. */
export interface LetterParts {
  readonly spent: number;
  readonly requests: number;
  readonly pictures: number;
  readonly savedByDrafts: number;
  /** Credits of each day of the month, from the first one on. */
  readonly days: readonly number[];
  /** Direct messages are one; dearest first. */
  readonly channels: readonly ChannelShare[];
  readonly moreChannels: number;
  readonly tags: readonly Share[];
  readonly failures: readonly Counted[];
  readonly styles: readonly Counted[];
  /** For the file: at most so many that it stays one. */
  readonly rows: readonly SpentRow[];
}

export interface LetterStore extends NoteStore {
  listDueLetters(): Promise<DueLetter[]>;
  readLetter(due: DueLetter): Promise<LetterParts>;
  markLetterTold(due: DueLetter): Promise<void>;
}

export interface LetterDeps extends TellDeps {
  readonly store: LetterStore;
  readonly chat: {
    /** Posts the letter with its chart, and the file under it. Fails as `Chat` does. */
    sendLetter(
      teamId: string,
      userId: string,
      letter: Letter,
      parts: Pick<LetterParts, 'days' | 'rows'>,
    ): Promise<void>;
  };
}

/** Sends each team's managers the letter of the month that is over, once; of a month without requests there is none. */
export async function tellLetters(deps: LetterDeps, signal: AbortSignal): Promise<void> {
  for (const due of await deps.store.listDueLetters()) {
    if (signal.aborted) return;
    await sendLetter(deps, due).catch((error) =>
      deps.log.failure(toFailure(error), { teamId: due.teamId, at: 'letter' }),
    );
  }
}

async function sendLetter(deps: LetterDeps, due: DueLetter): Promise<void> {
  const parts = await deps.store.readLetter(due);
  if (parts.requests > 0) {
    const letter = letterOf(due, parts);
    await tellManagers(deps, due.teamId, `letter:${due.month}`, (userId) =>
      deps.chat.sendLetter(due.teamId, userId, letter, parts),
    );
  }
  await deps.store.markLetterTold(due);
}

/** The letter that these parts make. */
export function letterOf({ month, next, after, budget, budgetNow }: DueLetter, parts: LetterParts): Letter {
  const { spent, requests, pictures, savedByDrafts, days, channels, moreChannels, tags, failures, styles } = parts;
  return {
    ...{ month, next, budget, spent, requests, pictures, savedByDrafts, channels, moreChannels, tags, styles },
    refusals: byClass(failures),
    forecast:
      budgetNow === null ? { kind: 'silent' } : forecast({ days, today: 0, left: budgetNow, on: next, renews: after }),
  };
}

function byClass(failures: readonly Counted[]): Counted<RefusalClass>[] {
  const counts = new Map<RefusalClass, number>();
  for (const { name, count } of failures) {
    const one = classOf(name);
    if (one) counts.set(one, (counts.get(one) ?? 0) + count);
  }
  return [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count);
}
