import type { SlackViewMiddlewareArgs, types, ViewSubmitAction } from '@slack/bolt';
import { type Copy, copyFor } from '../../copy/copy.ts';
import { toFailure } from '../../core/failure.ts';
import { blockIdOf } from '../blocks/form.ts';
import { asPlain } from '../blocks/text.ts';
import type { Installation } from '../installations.ts';
import { notLonger } from '../not-longer.ts';
import type { ListenerParts } from '../parts.ts';
import { onlookerAnswer, onlookerOf } from './may-spend.ts';
import { wordsOf } from './open-form.ts';

export type SubmitArgs = SlackViewMiddlewareArgs<ViewSubmitAction>;

/** What follows a submission: the modal closes, shows something else, or says at one of its fields what is wrong. */
export type SubmitOutcome = 'close' | types.ModalView | Complaint;

export interface Complaint {
  /** The action_id of the field. */
  readonly field: string;
  /** As mrkdwn, as all our words are. */
  readonly words: string;
}

export interface Submission {
  readonly at: Installation;
  readonly userId: string;
  readonly view: SubmitArgs['view'];
  readonly responseUrls: readonly { readonly channel_id: string; readonly response_url: string }[];
}

/** Slack waits for three seconds; the answer is on its way before that. */
const ANSWER_WITHIN_MS = 2_400;

/**
 * The frame of every submission; who sends it is authorised again here. What was typed is never lost: whatever goes wrong is said at `field`, and the form stays.
 * Guests who may only look send what is `free`, and nothing else. `key`: under which the request is stored, to look for it where it is not known whether it was.
 */
export async function onSubmission(
  parts: ListenerParts,
  { body, view, ack }: SubmitArgs,
  { field, key, cost = 'spends' }: { readonly field: string; readonly key: string; readonly cost?: 'spends' | 'free' },
  act: (submission: Submission, copy: Copy) => Promise<SubmitOutcome>,
): Promise<void> {
  const began = performance.now();
  const teamId = view.app_installed_team_id ?? body.team?.id ?? '';
  const userId = body.user.id;
  const at = await parts.installations.of(teamId);
  const copy = copyFor(await parts.people.localeOf(at, userId));
  const notSure: Complaint = { field, words: copy.notices.notSure };
  const maybe = async (): Promise<SubmitOutcome> => {
    const onlooker = await onlookerOf(parts, at, userId, body.user.team_id);
    if (onlooker === 'outsider' || (onlooker && cost === 'spends'))
      return { field, words: onlookerAnswer(onlooker, copy).text };
    return await act({ at, userId, view, responseUrls: body.response_urls ?? [] }, copy);
  };
  const acting = maybe().catch(async (error): Promise<SubmitOutcome> => {
    const failure = toFailure(error);
    parts.log.failure(failure, { teamId, at: 'submission' });
    if (failure.code !== 'commit_unclear') return { field, words: wordsOf(failure, copy) };
    const taken = await parts.requests.store.isAccepted(teamId, key).catch(() => null);
    if (taken === null) return notSure;
    return taken ? 'close' : { field, words: copy.notices.notAccepted };
  });
  const outcome = await notLonger(ANSWER_WITHIN_MS - (performance.now() - began), acting);
  await answerWith(ack, view, outcome === 'late' ? notSure : outcome);
}

async function answerWith(ack: SubmitArgs['ack'], view: SubmitArgs['view'], outcome: SubmitOutcome): Promise<void> {
  if (outcome === 'close') return await ack();
  if ('field' in outcome) {
    const errors = { [blockIdOf(view.blocks, outcome.field)]: asPlain(outcome.words) };
    return await ack({ response_action: 'errors', errors });
  }
  await ack({ response_action: 'update', view: outcome });
}
