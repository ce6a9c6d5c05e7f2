import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import type { Asked } from '../../core/asking/prompt.ts';
import type { Generation } from '../../core/generation.ts';
import { type Ask, askedFor, requestImage } from '../../core/ordering/request-image.ts';
import { type Choices, type FormOrder, formOrder } from '../../core/pricing/form-order.ts';
import type { Plan } from '../../core/pricing/plan-order.ts';
import type { Allowance } from '../../core/team/budget.ts';
import { canPost } from '../api/can-post.ts';
import { withinMs } from '../api/within-ms.ts';
import { problemWords } from '../ask/answer-request.ts';
import type { ListenerDeps } from '../deps.ts';
import { refusedWords } from '../kit/failed.ts';
import { LIMITS } from '../kit/limits.ts';
import { escapeMrkdwn, oneLine } from '../kit/text.ts';
import { COUNT, QUALITY } from './fields.ts';
import { isOver, readShownPrice } from './form-price.ts';
import type { Complaint, Submission, SubmitOutcome } from './submission.ts';

const ASK_PLACE_MS = 1_000;

/** A form that is sent: what it asks for, and what it looks like. */
export interface SentForm {
  readonly ask: Ask;
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
  const asked = askedFor(ask);
  if (!asked.ok) return { field: textField, words: problemWords(asked.problem, copy) };
  const order = formOrder(requests, retired, ask, choices);
  if (order?.plan.credits !== readShownPrice(view.blocks)) {
    return await redraw(order && copy.compose.priceChanged(order.plan.credits), false);
  }
  if (isOver(order.plan.credits, allowance)) {
    // Sent twice with the last credits: it is what they were spent on.
    const known = await findSent(requests, ask);
    if (known) return await afterSent(known, form, asked.asked, order.plan, copy);
    return overBudget(order, allowance, copy, (other) => formOrder(requests, retired, ask, other));
  }
  // Where Slack takes long to say it, the order is not kept waiting for it.
  const mayPost = asked.asked.isPrivate || (await withinMs(ASK_PLACE_MS, canPost(at, ask.channelId)));
  if (mayPost === false) {
    const { notPart, outside } = copy.compose.where;
    return { field: placeField, words: ask.channelId.startsWith('D') ? notPart : outside };
  }
  const answered = await requestImage(requests, ask);
  if (answered.outcome === 'accepted') return 'close';
  if (answered.outcome === 'duplicate') {
    const known = await requests.store.findGeneration({ teamId: ask.teamId, id: answered.id });
    return known ? await afterSent(known, form, asked.asked, order.plan, copy) : 'close';
  }
  // Somebody was quicker with the last credits, or a model went.
  if (answered.outcome === 'unreadable') return await redraw(problemWords(answered.problem, copy), true);
  const over = copy.budget.over(answered.credits, answered.scope, answered.left, allowance.renews);
  return await redraw([over, copy.charge.nothing].join(' '), true);
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

/** What is left, and what would fit, at the field that would make it so. */
function overBudget(
  { plan, choices, counts }: FormOrder,
  { left, scope, renews }: Allowance,
  copy: Copy,
  orderOf: (choices: Choices) => FormOrder | null,
): Complaint {
  const fits = (other: Choices) => {
    const credits = orderOf(other)?.plan.credits ?? Number.POSITIVE_INFINITY;
    return credits <= (left ?? 0) ? { count: other.count, credits } : null;
  };
  const low = fits({ ...choices, quality: 'low' });
  const smaller = counts.filter((count) => count < plan.count).toReversed();
  const fewer = smaller.map((count) => fits({ ...choices, count })).find((one) => one !== null);
  return {
    field: fewer ? COUNT : QUALITY,
    words: [
      copy.budget.over(plan.credits, scope, left ?? 0, renews),
      ...(fewer ? [copy.compose.fewer(fewer.count, fewer.credits)] : []),
      ...(low ? [copy.compose.low(low.credits)] : []),
      copy.charge.nothing,
    ].join(' '),
  };
}
