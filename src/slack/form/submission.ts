import type { SlackViewMiddlewareArgs, types, ViewSubmitAction } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import { toFailure } from '../../core/failure.ts';
import type { Installation } from '../api/installations.ts';
import { withinMs } from '../api/within-ms.ts';
import type { ListenerDeps } from '../deps.ts';
import { copyAt } from '../kit/copy-of.ts';
import { type Cost, failedWords, refusedWords } from '../kit/failed.ts';
import { onlookerAnswer, onlookerOf } from '../kit/may-spend.ts';
import { asPlain } from '../kit/text.ts';
import { blockIdOf, noticeModal } from './fields.ts';

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
  /** Says what is wrong where this modal says it. */
  readonly complain: (words: string) => SubmitOutcome;
}

/** What a modal is: where it says what is wrong, and what sending it does. */
export interface About {
  /** The action_id at which it is said; absent: there is nothing to fill in, and the words take the modal's place. */
  readonly field?: string;
  /** Under which the request is stored, to look for it where it is not known whether it was. */
  readonly key?: string;
  readonly cost: Cost;
}

/** Slack waits for three seconds; the answer is on its way before that. */
const ANSWER_WITHIN_MS = 2_400;

/**
 * The frame of every submission; who sends it is authorised again here. What was typed is never lost: whatever goes
 * wrong is said at the field, and the form stays; also where something takes longer than Slack waits, while it goes on.
 * Guests who may only look send what is `free`, and nothing else.
 */
export async function onSubmission(
  deps: ListenerDeps,
  { body, view, ack }: SubmitArgs,
  { field, key, cost }: About,
  act: (submission: Submission, copy: Copy) => Promise<SubmitOutcome>,
): Promise<void> {
  const began = performance.now();
  const teamId = view.app_installed_team_id ?? body.team?.id ?? '';
  const userId = body.user.id;
  const finding = deps.installations.of(teamId);
  const copy = await copyAt(deps, finding, userId);
  const complain = (words: string): SubmitOutcome =>
    field === undefined ? noticeModal(view.title.text, words, copy) : { field, words };
  const maybe = async (): Promise<SubmitOutcome> => {
    const at = await finding;
    const onlooker = await onlookerOf(deps, at, userId, body.user.team_id);
    if (onlooker === 'outsider' || (onlooker && cost === 'spends'))
      return complain(onlookerAnswer(onlooker, copy).text);
    return await act({ at, userId, view, responseUrls: body.response_urls ?? [], complain }, copy);
  };
  const acting = maybe().catch(async (error): Promise<SubmitOutcome> => {
    const failure = toFailure(error);
    deps.log.failure(failure, { teamId, at: 'submission' });
    const known = failure.code === 'commit_unclear' && key !== undefined ? await find(deps, teamId, key) : 'unclear';
    // An earlier send of this form may have been stored: that nothing was charged is not known.
    const isUnsure = known === 'unclear' && key !== undefined && failure.code === 'internal';
    if (isUnsure) return complain(copy.notices.notSure);
    if (known === 'unclear') return complain(failedWords(failure, cost, copy));
    if (known === null) return complain(failedWords({ code: 'internal' }, cost, copy));
    return known.state === 'failed' ? complain(refusedWords(known, copy)) : 'close';
  });
  const outcome = await withinMs(ANSWER_WITHIN_MS - (performance.now() - began), acting);
  await answerWith(ack, view, outcome === 'late' ? complain(lateWords(key, cost, copy)) : outcome);
}

/** Only of what costs nothing, or is one request however often it is sent, is said that once more does no harm. */
function lateWords(key: string | undefined, cost: Cost, { presses, notices }: Copy): string {
  if (cost === 'free') return presses.lateDone;
  return key === undefined ? notices.notSure : presses.lateSent;
}

/** What became of it; null: it was not stored. */
async function find({ requests: { store } }: ListenerDeps, teamId: string, key: string) {
  return await store.findRequest(teamId, key).catch(() => 'unclear' as const);
}

async function answerWith(ack: SubmitArgs['ack'], view: SubmitArgs['view'], outcome: SubmitOutcome): Promise<void> {
  if (outcome === 'close') return await ack();
  if ('field' in outcome) {
    const errors = { [blockIdOf(view.blocks, outcome.field)]: asPlain(outcome.words) };
    return await ack({ response_action: 'errors', errors });
  }
  await ack({ response_action: 'update', view: outcome });
}
