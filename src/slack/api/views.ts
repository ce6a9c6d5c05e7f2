import type { types } from '@slack/bolt';
import { Failure } from '../../core/failure.ts';
import { slackErrorName, slackFailure } from './failures.ts';
import type { Installation } from './installations.ts';

/** A modal or Home tab as it stands: `hash` changes with every update. */
export interface StandingView {
  readonly id: string;
  readonly hash: string;
}

/** Where a modal is: as it was last seen, or by the name that we gave it. */
export type ViewPlace = StandingView | { readonly externalId: string };

/** A trigger is good once and for three seconds: nobody is kept waiting longer for the answer to it. */
export const OPEN_WITHIN_MS = 2_000;

/** Opens a modal. `chat_busy`: Slack's answer was lost, and the modal may stand. */
export async function openView(
  { client }: Installation,
  triggerId: string,
  view: types.ModalView,
): Promise<StandingView> {
  const { view: opened } = await client.views.open({ trigger_id: triggerId, view }).catch((error) => {
    throw slackFailure(error, 'harmless');
  });
  if (!opened?.id || !opened.hash) throw new Failure('chat_busy', { detail: 'no view' });
  return { id: opened.id, hash: opened.hash };
}

/**
 * Puts another content into a modal, unless it has changed or been closed meanwhile (`gone`). `refused`: Slack would not
 * take its blocks, as it does where a picture can't be shown.
 */
export async function updateView(
  { client }: Installation,
  place: ViewPlace,
  view: types.ModalView,
): Promise<'updated' | 'gone' | 'refused'> {
  try {
    const named = 'externalId' in place ? { external_id: place.externalId } : { view_id: place.id, hash: place.hash };
    await client.views.update({ ...named, view });
    return 'updated';
  } catch (error) {
    const failure = slackFailure(error, 'harmless');
    const name = slackErrorName(failure);
    if (name === 'not_found' || name === 'hash_conflict') return 'gone';
    if (name === 'invalid_blocks') return 'refused';
    throw failure;
  }
}

/** Publishes a person's Home tab, in place of the one with this hash; one that is newer stays. */
export async function publishHome(
  { client }: Installation,
  userId: string,
  view: types.HomeView,
  hash: string | null,
): Promise<void> {
  await client.views.publish({ user_id: userId, view, ...(hash ? { hash } : {}) }).catch((error) => {
    if (slackErrorName(slackFailure(error, 'harmless')) !== 'hash_conflict') throw slackFailure(error, 'harmless');
  });
}
