import type { SlackViewMiddlewareArgs, types, ViewSubmitAction } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import { longDate } from '../../copy/format.ts';
import type { Asked } from '../../core/asking/prompt.ts';
import { vocabularyOf } from '../../core/asking/vocabulary.ts';
import { toFailure } from '../../core/failure.ts';
import type { Generation } from '../../core/generation.ts';
import { offerFor } from '../../core/ordering/offer-for.ts';
import { type Ask, askedFor, requestAtPrice } from '../../core/ordering/request-image.ts';
import { type Choices, type FormOrder, formOrder } from '../../core/pricing/form-order.ts';
import type { Plan } from '../../core/pricing/plan-order.ts';
import type { Allowance } from '../../core/team/budget.ts';
import { canPost } from '../api/can-post.ts';
import { mayUseFile } from '../api/files.ts';
import type { Installation } from '../api/installations.ts';
import { withinMs } from '../api/within-ms.ts';
import { withAskForMore } from '../approvals/ask-button.ts';
import { problemWords } from '../ask/answer-request.ts';
import type { ListenerDeps } from '../deps.ts';
import { copyAt } from '../kit/copy-of.ts';
import { type Cost, failedWords, refusedWords } from '../kit/failed.ts';
import { LIMITS } from '../kit/limits.ts';
import { onlookerAnswer, onlookerOf } from '../kit/may-spend.ts';
import { qualityWord } from '../kit/quality.ts';
import { asPlain, escapeMrkdwn, oneLine } from '../kit/text.ts';
import { blockIdOf, noticeModal } from './fields.ts';
import { isOver, readShownPrice } from './form-price.ts';

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
    if (cost === 'spends') deps.people.askAnew(at, userId);
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

const ASK_PLACE_MS = 1_000;

/** A form that is sent: what it asks for, and what it looks like. */
export interface SentForm {
  readonly ask: Ask;
  /** Of its files, those of the person's own request that is asked for once more. */
  readonly kept?: readonly string[];
  readonly choices: Choices;
  readonly allowance: Allowance;
  readonly retired: ReadonlySet<string>;
  /** The action_ids of the fields at which is said what is wrong with the text, and with the place. */
  readonly textField: string;
  readonly placeField: string;
  /** The form once more, with a word above it. `again`: what it asked for is logged as refused, so that the next try is another request. */
  readonly redraw: (note: string | null, again: boolean) => Promise<types.ModalView>;
}

/** One form is one request, however often it is sent; another one after each try that was logged as refused. */
export function keyOf(viewId: string, attempt: number): string {
  return attempt === 0 ? `view:${viewId}` : `view:${viewId}:${attempt}`;
}

/** Orders what a form asks for, or says why not. Nothing is ordered at a price that did not stand there: flags in the text may have changed it. */
export async function submitForm(
  { requests }: ListenerDeps,
  { at, view }: Pick<Submission, 'at' | 'view'>,
  form: SentForm,
  copy: Copy,
): Promise<SubmitOutcome> {
  const { ask, choices, allowance, retired, textField, placeField, redraw } = form;
  const offer = await offerFor(requests, ask);
  const asked = askedFor(ask, vocabularyOf(offer.models));
  if (!asked.ok) return { field: textField, words: problemWords(asked.problem, copy) };
  const order = formOrder(offer, retired, ask, choices);
  if (order?.plan.credits !== readShownPrice(view.blocks)) {
    return await redraw(order && copy.compose.priceChanged(order.plan.credits), false);
  }
  const isTooDear = isOver(order.plan.credits, allowance);
  // Sent twice with the last credits: it is what they were spent on.
  const known = isTooDear ? await findSent(requests, ask) : null;
  if (known) return await afterSent(known, form, asked.asked, order.plan, copy);
  const picked = ask.fileIds.filter((id) => !form.kept?.includes(id));
  const mayUse = await Promise.all(picked.map((id) => mayUseFile(at, id, ask)));
  if (mayUse.includes(false)) return { field: textField, words: copy.compose.pictureUnseen };
  // Where Slack takes long to say it, the order is not kept waiting for it.
  const mayPost = asked.asked.isPrivate || (await withinMs(ASK_PLACE_MS, canPost(at, ask.channelId)));
  if (mayPost === false) {
    const { notPart, outside } = copy.compose.where;
    return { field: placeField, words: ask.channelId.startsWith('D') ? notPart : outside };
  }
  const answered = await requestAtPrice(requests, ask, order.plan.credits);
  if (answered.outcome === 'accepted') return 'close';
  if (answered.outcome === 'duplicate') {
    const sent = await requests.store.findGeneration({ teamId: ask.teamId, id: answered.id });
    return sent ? await afterSent(sent, form, asked.asked, order.plan, copy) : 'close';
  }
  if (answered.outcome === 'price_changed') return await redraw(copy.compose.priceChanged(answered.credits), false);
  // Somebody was quicker with the last credits, or a model went.
  if (answered.outcome === 'unreadable') return await redraw(problemWords(answered.problem, copy), true);
  const rest = isTooDear ? allowance : { ...allowance, left: answered.left + answered.granted, scope: answered.scope };
  const words = overBudget(order, rest, copy, (other) => formOrder(offer, retired, ask, other));
  return withAskForMore(await redraw(words, true), answered, copy);
}

async function findSent({ store }: ListenerDeps['requests'], { teamId, keys: [key] }: Ask): Promise<Generation | null> {
  return key === undefined ? null : await store.findRequest(teamId, key);
}

/** What the form asked for when it was sent before. If that failed, or other things stand in it now, the next try is another request. */
async function afterSent(
  known: Generation,
  { ask, redraw }: SentForm,
  asked: Asked,
  plan: Plan,
  copy: Copy,
): Promise<SubmitOutcome> {
  if (known.state === 'failed') return await redraw(refusedWords(known, copy), true);
  const isSame =
    known.prompt === asked.prompt &&
    known.style === (asked.style ?? null) &&
    known.isPrivate === (asked.isPrivate ?? false) &&
    known.askedChannelId === ask.channelId &&
    (known.parent?.picture.position ?? null) === (ask.from?.parentPicture ?? null) &&
    `${known.sourceFileIds}` === `${ask.fileIds}` &&
    known.size === plan.size &&
    known.quality === plan.quality &&
    known.count === plan.count;
  if (isSame) return 'close';
  return await redraw(copy.presses.sentBefore(escapeMrkdwn(oneLine(known.prompt, LIMITS.promptShown))), true);
}

/** What is left, and what would fit. */
function overBudget(
  { plan, choices, counts, qualities }: FormOrder,
  { left, scope, renews }: Allowance,
  copy: Copy,
  orderOf: (choices: Choices) => FormOrder | null,
): string {
  const fits = (other: Choices) => {
    const credits = orderOf(other)?.plan.credits ?? Number.POSITIVE_INFINITY;
    return credits <= (left ?? 0) ? { count: other.count, credits } : null;
  };
  const byPrice = qualities.toSorted((a, b) => a.plan.credits - b.plan.credits);
  const cheapest = byPrice.find(({ quality }) => quality !== null)?.quality ?? null;
  const low = cheapest && fits({ ...choices, quality: cheapest });
  const smaller = counts.filter((count) => count < plan.count).toReversed();
  const fewer = smaller.map((count) => fits({ ...choices, count })).find((one) => one !== null);
  return [
    copy.budget.over(plan.credits, copy.budget.holders[scope], left ?? 0, longDate(copy.locale, renews)),
    ...(fewer ? [copy.compose.fewer(fewer.count, fewer.credits)] : []),
    ...(low && cheapest ? [copy.compose.low(low.credits, qualityWord(cheapest, copy))] : []),
    copy.charge.nothing,
  ].join(' ');
}
