import { FAILURES, toFailure } from '../failure.ts';
import type { GenerationKey, GenerationStore } from '../generation.ts';
import type { Chat, Log } from './chat.ts';
import type { Waiting } from './waiting.ts';

export interface PlaceholderStore extends GenerationStore {
  /** Before a placeholder is changed for the wait's sake. False: nobody waits before it any more. */
  claimPlaceholder(key: GenerationKey): Promise<boolean>;
  /** Enqueues `post` where it ended, or was canceled unknown to the speaker, meanwhile: that is to be the last word. */
  releasePlaceholder(
    key: GenerationKey,
    said: { readonly knewCanceled: boolean; readonly place: SaidPlace },
  ): Promise<void>;
}

export interface PlaceholderDeps {
  readonly store: PlaceholderStore;
  readonly chat: Chat;
  readonly log: Log;
}

/** What a placeholder says of its place in line after somebody spoke on it; `unsure`: what it said before, or not. */
export type SaidPlace = number | 'unsure' | null;

/**
 * Changes what a placeholder says of the wait; answers whether it says so now, or need not. A courtesy: never a reason
 * to fail, and left out where Slack has enough of us. Slack takes the last word for the true one, so an end that was
 * told while this was on its way is told again.
 */
export async function updatePlaceholder(deps: PlaceholderDeps, key: GenerationKey, waiting: Waiting): Promise<boolean> {
  try {
    return !(await deps.store.claimPlaceholder(key)) || (await showWaiting(deps, key, waiting));
  } catch (error) {
    logFailure(deps, key, error);
    return false;
  }
}

/** The same, after `claimPlaceholder` or what stands for it. */
export async function showWaiting(deps: PlaceholderDeps, key: GenerationKey, waiting: Waiting): Promise<boolean> {
  const { store, chat } = deps;
  const generation = await store.findGeneration(key);
  const knewCanceled = generation?.canceledAt !== null;
  let isSaid = true;
  if (generation && !generation.failure) {
    await chat.showWaiting(generation, knewCanceled ? { kind: 'canceling' } : waiting).catch((error) => {
      // What is refused for good (the placeholder was taken away) will not be taken later either.
      isSaid = FAILURES[toFailure(error).code].tries === 1;
      logFailure(deps, key, error);
    });
  }
  const place = placeSaid(waiting);
  await store.releasePlaceholder(key, { knewCanceled, place: isSaid ? place : 'unsure' });
  return isSaid && waiting.kind === 'in_line' ? await unlessMovedOn(deps, key) : isSaid;
}

/** What it says while Pixapi is away is put right like a place that is no longer true. */
function placeSaid(waiting: Waiting): number | null {
  if (waiting.kind === 'down') return 0;
  return waiting.kind === 'in_line' ? waiting.place : null;
}

/** A place in line that was told while the order went out is the last word, and no longer true. */
async function unlessMovedOn(deps: PlaceholderDeps, key: GenerationKey): Promise<boolean> {
  const generation = await deps.store.findGeneration(key);
  const isMade = generation?.state === 'submitting' || generation?.state === 'submitted';
  return isMade ? await updatePlaceholder(deps, key, { kind: 'making', figures: null }) : true;
}

function logFailure({ log }: PlaceholderDeps, { teamId, id }: GenerationKey, error: unknown): void {
  const failure = toFailure(error);
  if (failure.code !== 'chat_paced') log.failure(failure, { teamId, generationId: id, at: 'waiting' });
}
