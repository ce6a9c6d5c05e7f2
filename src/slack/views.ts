import type { types } from '@slack/bolt';
import { Failure } from '../core/failure.ts';
import { slackErrorName, slackFailure } from './failures.ts';
import type { Installation } from './installations.ts';
import { notLonger } from './not-longer.ts';

/** A modal or Home tab as it stands: `hash` changes with every update. */
export interface StandingView {
  readonly id: string;
  readonly hash: string;
}

const OPEN_WITHIN_MS = 2_000;

/** Opens a modal. A trigger is good once and for three seconds: whatever is not there within two is given up. */
export async function openView(
  { client }: Installation,
  triggerId: string,
  view: types.ModalView,
): Promise<StandingView> {
  const opened = client.views.open({ trigger_id: triggerId, view }).catch((error) => {
    throw slackFailure(error, 'harmless');
  });
  const answer = await notLonger(OPEN_WITHIN_MS, opened);
  if (answer === 'late' || !answer.view?.id || !answer.view.hash) throw new Failure('chat_busy', { detail: 'no view' });
  return { id: answer.view.id, hash: answer.view.hash };
}

/**
 * Puts another content into a modal, unless it has changed or been closed meanwhile (`gone`). `refused`: Slack would not
 * take its blocks, as it does where a picture can't be shown.
 */
export async function updateView(
  { client }: Installation,
  { id, hash }: StandingView,
  view: types.ModalView,
): Promise<'updated' | 'gone' | 'refused'> {
  try {
    await client.views.update({ view_id: id, hash, view });
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
