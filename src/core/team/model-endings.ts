import { type Failure, toFailure } from '../failure.ts';
import type { Chat, Log } from '../making/chat.ts';
import { type AfterEnding, afterEnding } from '../pricing/after-ending.ts';
import type { Ending, Offers, Shutdowns } from '../pricing/offer.ts';

export interface EndingStore {
  /** True for whoever is the first, of all processes, on this day (UTC, YYYY-MM-DD) or a later one. */
  claimReading(day: string): Promise<boolean>;
  /** What Pixapi said, in place of what it said of the same models before. */
  saveShutdowns(shutdowns: Shutdowns): Promise<void>;
  listShutdowns(): Promise<Shutdowns>;
  /** The teams that had not been told this; from now on they count as told. */
  claimNoticeForAll(notice: string): Promise<string[]>;
  /** They count as not told. */
  forgetNotice(teamId: string, notice: string): Promise<void>;
  listRetiredModels(): Promise<Set<string>>;
}

export interface EndingDeps {
  readonly store: EndingStore;
  readonly offers: Offers;
  /** What Pixapi's list says; null: it said nothing. */
  readonly readShutdowns: (signal: AbortSignal) => Promise<Shutdowns | null>;
  readonly chat: Pick<Chat, 'tellModelEnds'>;
  readonly log: Log;
}

/** So many days before its last one it is told that a model ends. */
const TOLD_AT_DAYS = [1, 7, 30] as const;

/**
 * What is done once a day: one process of all reads Pixapi's list of models, and each workspace's admins are told of what
 * ends in 30, 7 and 1 days, each once. Who was away on such a day is told on the next one. Throws where Slack took no word
 * of it just now: then it is to be done again.
 */
export async function tellModelEndings(deps: EndingDeps, signal: AbortSignal): Promise<void> {
  const { store, offers } = deps;
  if (await store.claimReading(offers.day())) await readList(deps, signal);
  offers.learn(await store.listShutdowns());
  const retired = await store.listRetiredModels();
  const offer = offers.today();
  for (const ending of offer.endings)
    if (!retired.has(ending.model)) await tell(deps, ending, afterEnding(ending, offer, retired));
}

/** Only what it says of models that we have. */
async function readList({ store, offers, readShutdowns }: EndingDeps, signal: AbortSignal): Promise<void> {
  const said = await readShutdowns(signal);
  const ours = offers.today().models.flatMap(({ id }): [string, string][] => {
    const on = said?.get(id);
    return on === undefined ? [] : [[id, on]];
  });
  if (ours.length > 0) await store.saveShutdowns(new Map(ours));
}

async function tell({ store, chat, log }: EndingDeps, ending: Ending, after: AfterEnding): Promise<void> {
  const step = TOLD_AT_DAYS.find((days) => ending.daysLeft <= days);
  if (step === undefined) return;
  const notice = `ends:${ending.model}:${ending.on}:${step}`;
  let untold: Failure | null = null;
  for (const teamId of await store.claimNoticeForAll(notice)) {
    try {
      await chat.tellModelEnds(teamId, ending, after);
    } catch (error) {
      const failure = toFailure(error);
      if (failure.code === 'chat_busy') {
        untold = failure;
        await store.forgetNotice(teamId, notice);
      } else log.failure(failure, { teamId, at: 'ending' });
    }
  }
  if (untold) throw untold;
}
