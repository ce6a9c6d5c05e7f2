import { Failure, toFailure } from '../failure.ts';
import type { TeamTask } from '../jobs.ts';
import type { Log } from '../making/chat.ts';
import type { PrivacyChat } from './privacy-chat.ts';
import type { Bookmark, Erased, ErasingStore, Erasure } from './privacy-store.ts';

export interface ErasingDeps {
  readonly store: ErasingStore;
  readonly chat: PrivacyChat;
  readonly listManagers: (teamId: string) => Promise<readonly string[]>;
  readonly log: Log;
}

/** So many steps of one team's erasing at a time: the others wait for them, and the next minute goes on. */
const MOST_STEPS = 100;

/**
 * Erases what is old, and whom somebody asked to be forgotten: from the database first, then from Slack. Each step is whole
 * in itself and is done again where a process died in it. What fails for one team or at Slack keeps nothing else waiting.
 */
export function erasingTask(deps: ErasingDeps): TeamTask {
  return {
    name: 'erase',
    async run(signal) {
      const { store } = deps;
      await tellFirst(deps);
      for (const teamId of await store.listRetaining())
        await alone(deps, signal, { teamId }, () => inSteps(signal, (after) => store.eraseAged(teamId, after)));
      for (const erasure of await store.listErasures())
        await alone(deps, signal, { teamId: erasure.teamId, erasure: erasure.id }, () =>
          eraseAsked(deps, erasure, signal),
        );
      await clearSlack(deps, signal);
      await tellReadings(deps, signal);
    },
  };
}

async function alone(
  { log }: ErasingDeps,
  signal: AbortSignal,
  about: Record<string, unknown>,
  work: () => Promise<unknown>,
): Promise<void> {
  if (signal.aborted) return;
  await work().catch((error) => log.failure(toFailure(error), { ...about, at: 'erase' }));
}

/** Step by step through what there is, past what can't be erased yet. */
async function inSteps(signal: AbortSignal, step: (after: Bookmark | null) => Promise<Erased>): Promise<void> {
  let after: Bookmark | null = null;
  for (let n = 0; n < MOST_STEPS && !signal.aborted; n++) {
    const { last }: Erased = await step(after);
    if (!last) return;
    after = last;
  }
}

/** Words and pictures first; then the name, wherever it says nothing of money that still counts; then the figures. */
async function eraseAsked(deps: ErasingDeps, erasure: Erasure, signal: AbortSignal): Promise<void> {
  const { store, log } = deps;
  const { teamId, userId } = erasure;
  if (!erasure.wordsGone) {
    await inSteps(signal, (after) => store.eraseAsked(erasure, after));
    if (signal.aborted || (await store.countLeft(erasure)) > 0) return;
    await store.markWordsGone(erasure);
    await emptyHomes(deps, erasure);
  }
  if (userId === null) return await store.splitErasure(erasure);
  if (!erasure.isSwept) await store.sweepPerson(erasure);
  for (let n = 0; n < MOST_STEPS && !signal.aborted; n++) if ((await store.forgetFigures(erasure)) === 0) break;
  if (await store.endErasure(erasure)) log.note('erased', { teamId, erasure: erasure.id });
}

/** Their own, and those of managers, where the newest requests of everybody stand; of a whole workspace those once. */
async function emptyHomes(
  { chat, listManagers, log }: ErasingDeps,
  { teamId, userId, isPart }: Erasure,
): Promise<void> {
  const attempt = (work: Promise<unknown>) =>
    work.catch((error) => log.failure(toFailure(error), { teamId, at: 'erase' }));
  const othersIn = async () => {
    for (const manager of await listManagers(teamId))
      if (manager !== userId) await attempt(chat.emptyHome(teamId, manager, 'others'));
  };
  if (userId !== null) await attempt(chat.emptyHome(teamId, userId, 'own'));
  if (!isPart) await attempt(othersIn());
}

/** Managers hear of it before the first request goes by its age. */
async function tellFirst({ store, chat, log }: ErasingDeps): Promise<void> {
  for (const { teamId, days, from } of await store.claimUntold())
    await chat.tellRetention(teamId, days, from).catch(async (error) => {
      const failure = toFailure(error);
      log.failure(failure, { teamId, at: 'erase' });
      if (failure.code === 'chat_busy') await store.forgetTold(teamId);
    });
}

/** What Slack has of it: the files, then the messages that showed them. */
async function clearSlack({ store, chat, log }: ErasingDeps, signal: AbortSignal): Promise<void> {
  for (const file of await store.listErasedFiles()) {
    if (signal.aborted) return;
    const done = await outcomeOf(log, file.teamId, () => chat.deleteErased(file));
    if (done === 'busy') break;
    if (done === 'done') await store.markFileGone(file);
    else await store.countFileTry(file);
  }
  for (const message of await store.listErasedMessages()) {
    if (signal.aborted) return;
    const done = await outcomeOf(log, message.teamId, () => chat.showErased(message));
    if (done === 'busy') break;
    if (done === 'done') await store.markErasedShown(message);
    else await store.countErasedTry(message);
  }
}

/** `busy`: whatever is asked of Slack next would fare no better. What Slack refuses is tried again, with longer and longer pauses. */
async function outcomeOf(
  log: Log,
  teamId: string,
  work: () => Promise<'done' | 'refused'>,
): Promise<'done' | 'refused' | 'busy'> {
  try {
    const outcome = await work();
    if (outcome === 'refused') log.failure(new Failure('chat_refused'), { teamId, at: 'erase' });
    return outcome;
  } catch (error) {
    const failure = toFailure(error);
    log.failure(failure, { teamId, at: 'erase' });
    return failure.retryAfterMs === undefined ? 'refused' : 'busy';
  }
}

async function tellReadings({ store, chat, log }: ErasingDeps, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  for (const reading of await store.claimReadings())
    await chat.tellPromptRead(reading).catch(async (error) => {
      const failure = toFailure(error);
      log.failure(failure, { teamId: reading.teamId, at: 'erase' });
      if (failure.code === 'chat_busy') await store.forgetReadingTold(reading);
    });
}
