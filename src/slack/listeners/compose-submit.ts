import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import { askedFor } from '../../core/asked-for.ts';
import type { Allowance } from '../../core/budget.ts';
import { type FormOrder, fieldsOf, formOrder } from '../../core/form-order.ts';
import { requestImage } from '../../core/request-image.ts';
import { problemWords } from '../blocks/answers.ts';
import { type ComposeEntry, PROMPT, readComposeModal, WHERE } from '../blocks/compose-modal.ts';
import { COUNT, QUALITY } from '../blocks/form.ts';
import { isOver, readShownPrice } from '../blocks/form-price.ts';
import type { ListenerParts } from '../parts.ts';
import { canPost } from '../reach.ts';
import { channelOf, composeView, priceCompose } from './compose-view.ts';
import { onlookerAnswer, onlookerOf } from './may-spend.ts';
import { type Complaint, onSubmission, type Submission, type SubmitArgs, type SubmitOutcome } from './submission.ts';

/** The composer is sent. Nothing is ordered at a price that did not stand there: flags in the text may have changed it. */
export async function onComposeSubmit(parts: ListenerParts, args: SubmitArgs): Promise<void> {
  const entry = readComposeModal(args.view);
  const key = keyOf(args.view.id, entry);
  await onSubmission(parts, args, { field: PROMPT, key }, (sent, copy) => accept(parts, sent, entry, key, copy));
}

/** One form is one request, however often it is sent. */
const keyOf = (viewId: string, { origin: { attempt } }: ComposeEntry) =>
  attempt === 0 ? `view:${viewId}` : `view:${viewId}:${attempt}`;

async function accept(
  parts: ListenerParts,
  { at, userId, userTeam, view, responseUrls }: Submission,
  entry: ComposeEntry,
  key: string,
  copy: Copy,
): Promise<SubmitOutcome> {
  const { requests } = parts;
  const by = { teamId: at.teamId, userId };
  const onlooker = await onlookerOf(parts, at, userId, userTeam);
  if (onlooker) return { field: PROMPT, words: onlookerAnswer(onlooker, copy).text };
  const fields = { ...fieldsOf(entry.choices), ...(entry.place === 'me' ? { isPrivate: true as const } : {}) };
  const asked = askedFor({ text: entry.text, fields });
  if (!asked.ok) return { field: PROMPT, words: problemWords(asked.problem, copy) };

  const { order, allowance, retired, again } = await priceCompose(parts, by, entry);
  if (order?.plan.credits !== readShownPrice(view.blocks)) return await repriced(parts, by, entry, order, copy);
  if (isOver(order.plan.credits, allowance)) {
    if (await requests.store.isAccepted(at.teamId, key)) return 'close';
    return overBudget(order, allowance, copy, (choices) => formOrder(requests, retired, entry, choices));
  }
  const channelId = channelOf(entry, by);
  if (!asked.asked.isPrivate && (await canPost(at, channelId)) === false) {
    const { notPart, outside } = copy.compose.where;
    return { field: WHERE, words: channelId.startsWith('D') ? notPart : outside };
  }

  const fileIds = [...(again?.sourceFileIds ?? []), ...entry.fileIds];
  const answered = await requestImage(requests, {
    ...by,
    channelId,
    text: entry.text,
    fields,
    keys: [key],
    replyTs: entry.place === 'thread' ? entry.origin.threadTs : null,
    responseUrl: responseUrls.find(({ channel_id }) => channel_id === channelId)?.response_url ?? null,
    fileIds,
    ...(fileIds.length > 0 ? { from: { parentId: null, parentPicture: null, terms: {} } } : {}),
  });
  if (answered.outcome === 'accepted' || answered.outcome === 'duplicate') return 'close';
  // Somebody was quicker with the last credits, or a model went. The request is logged as refused: the next try is another one.
  const next = { ...entry, origin: { ...entry.origin, attempt: entry.origin.attempt + 1 } };
  const why =
    answered.outcome === 'over'
      ? [copy.budget.over(answered.credits, answered.scope, answered.left, allowance.renews), copy.charge.nothing].join(
          ' ',
        )
      : problemWords(answered.problem, copy);
  return await composeView(parts, by, next, copy, why);
}

/** The same form with the price as it is now. */
async function repriced(
  parts: ListenerParts,
  by: { teamId: string; userId: string },
  entry: ComposeEntry,
  order: FormOrder | null,
  copy: Copy,
): Promise<types.ModalView> {
  return await composeView(parts, by, entry, copy, order && copy.compose.priceChanged(order.plan.credits));
}

/** What is left, and what would fit, at the field that would make it so. */
function overBudget(
  { plan, choices }: FormOrder,
  { left, scope, renews }: Allowance,
  copy: Copy,
  orderOf: (choices: FormOrder['choices']) => FormOrder | null,
): Complaint {
  const fits = (order: FormOrder | null) => (order && order.plan.credits <= (left ?? 0) ? order.plan : null);
  const low = fits(orderOf({ ...choices, quality: 'low' }));
  const counts = Array.from({ length: plan.count - 1 }, (_, i) => plan.count - 1 - i);
  const fewer = counts.map((count) => fits(orderOf({ ...choices, count }))).find((one) => one !== null);
  return {
    field: fewer || !low ? COUNT : QUALITY,
    words: [
      copy.budget.over(plan.credits, scope, left ?? 0, renews),
      ...(fewer ? [copy.compose.fewer(fewer.count, fewer.credits)] : []),
      ...(low ? [copy.compose.low(low.credits)] : []),
      copy.charge.nothing,
    ].join(' '),
  };
}
