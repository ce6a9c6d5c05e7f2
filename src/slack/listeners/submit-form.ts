import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import { askedFor } from '../../core/asked-for.ts';
import type { Allowance } from '../../core/budget.ts';
import { type Choices, type FormOrder, formOrder } from '../../core/form-order.ts';
import { type Ask, requestImage } from '../../core/request-image.ts';
import { problemWords } from '../blocks/answers.ts';
import { COUNT, QUALITY } from '../blocks/form.ts';
import { isOver, readShownPrice } from '../blocks/form-price.ts';
import type { ListenerParts } from '../parts.ts';
import { canPost } from '../reach.ts';
import type { Complaint, Submission, SubmitOutcome } from './submission.ts';

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
  { requests }: ListenerParts,
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
    if (await isKnown(requests.store, ask)) return 'close';
    return overBudget(order, allowance, copy, (other) => formOrder(requests, retired, ask, other));
  }
  if (!asked.asked.isPrivate && (await canPost(at, ask.channelId)) === false) {
    const { notPart, outside } = copy.compose.where;
    return { field: placeField, words: ask.channelId.startsWith('D') ? notPart : outside };
  }
  const answered = await requestImage(requests, ask);
  if (answered.outcome === 'accepted' || answered.outcome === 'duplicate') return 'close';
  // Somebody was quicker with the last credits, or a model went.
  if (answered.outcome === 'unreadable') return await redraw(problemWords(answered.problem, copy), true);
  const over = copy.budget.over(answered.credits, answered.scope, answered.left, allowance.renews);
  return await redraw([over, copy.charge.nothing].join(' '), true);
}

async function isKnown({ isAccepted }: ListenerParts['requests']['store'], { teamId, keys }: Ask): Promise<boolean> {
  const [key] = keys;
  return key !== undefined && (await isAccepted(teamId, key));
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
