import type { MessageShortcut, SlackShortcutMiddlewareArgs } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import { offerFor } from '../../core/ordering/offer-for.ts';
import type { Ask } from '../../core/ordering/request-image.ts';
import { type Choices, fieldsOf, formOrder } from '../../core/pricing/form-order.ts';
import type { By, ListenerDeps } from '../deps.ts';
import { noticeModal } from '../form/fields.ts';
import { type Filled, type Opening, onOpening, openForm, tell } from '../form/open-form.ts';
import {
  keyOf,
  onSubmission,
  type Submission,
  type SubmitArgs,
  type SubmitOutcome,
  submitForm,
} from '../form/submission.ts';
import { copyOf } from '../kit/copy-of.ts';
import { findTouched, mayTouch } from '../kit/may-touch.ts';
import { authorise, isPress, type PressArgs, pressRefusal } from '../kit/press.ts';
import { CHANGE, type EditEntry, type EditForm, editModal, readEditModal } from './edit-modal.ts';
import {
  type EditTarget,
  generationTarget,
  type NoTarget,
  type PointedMessage,
  readPointedMessage,
  uploadsOf,
  uploadTarget,
} from './edit-target.ts';

/** "Edit" under a picture. */
export async function onEditButton(deps: ListenerDeps, { body, ack }: PressArgs): Promise<void> {
  await onOpening(deps, body, ack, async (opening) => {
    await openEditor(deps, opening, async (copy) => {
      const press = await authorise(deps, opening.at, body, 'spends');
      if (!isPress(press)) return { view: noticeModal(copy.compose.editTitle, pressRefusal(press, copy).text, copy) };
      const held = { text: '', which: String(press.position) };
      return await firstEditView(deps, byOf(opening), generationTarget(press.generation, copy), held, copy);
    });
  });
}

/** "Edit this image" in the menu of any message. */
export async function onEditShortcut(
  deps: ListenerDeps,
  { shortcut, ack }: SlackShortcutMiddlewareArgs<MessageShortcut>,
): Promise<void> {
  await onOpening(deps, shortcut, ack, async (opening) => {
    const { at, userId } = opening;
    const pointed = readPointedMessage(shortcut.message);
    if (pointed.botId !== at.botId && pointed.fileIds.length === 0) {
      const { noPicture, pictureGone } = (await copyOf(deps, at, userId)).compose;
      return await tell(deps, opening, pointed.hadFiles ? pictureGone : noPicture);
    }
    await openEditor(deps, opening, async (copy) => {
      const target = await pointedTarget(deps, opening, shortcut.channel.id, pointed, copy);
      return await firstEditView(deps, byOf(opening), target, { text: '', which: null }, copy);
    });
  });
}

async function pointedTarget(
  { requests }: ListenerDeps,
  { at, userId }: Opening,
  channelId: string,
  { ts: messageTs, threadTs, botId, fileIds }: PointedMessage,
  copy: Copy,
): Promise<EditTarget | NoTarget> {
  const ours =
    botId === at.botId ? await requests.store.findShownIn({ teamId: at.teamId, channelId, threadTs, messageTs }) : null;
  if (ours) return mayTouch(ours, userId, channelId) ? generationTarget(ours, copy) : 'pictureGone';
  if (fileIds.length === 0) return 'noPicture';
  return await uploadTarget(at, { channelId, threadTs }, fileIds, copy);
}

async function openEditor(deps: ListenerDeps, opening: Opening, fill: (copy: Copy) => Promise<Filled>): Promise<void> {
  await openForm(deps, opening, {
    title: ({ compose }) => compose.editTitle,
    notOpened: ({ compose }) => compose.editNotOpened,
    fill,
  });
}

const byOf = ({ at, userId }: Opening): By => ({ teamId: at.teamId, userId });

/** The editor is sent. */
export async function onEditSubmit(deps: ListenerDeps, args: SubmitArgs): Promise<void> {
  const entry = readEditModal(args.view);
  const key = keyOf(args.view.id, entry.origin.attempt);
  await onSubmission(deps, args, { field: CHANGE, key, cost: 'spends' }, (sent, copy) =>
    submitEdit(deps, sent, entry, key, copy),
  );
}

async function submitEdit(
  deps: ListenerDeps,
  sent: Submission,
  entry: EditEntry,
  key: string,
  copy: Copy,
): Promise<SubmitOutcome> {
  const by = { teamId: sent.at.teamId, userId: sent.userId };
  const target = await targetOf(deps, by, entry, copy);
  if (typeof target === 'string') return { field: CHANGE, words: copy.compose[target] };
  const { which, text, choices, referenceIds } = entry;
  const { origin } = target;
  const { allowance, retired } = await priceEdit(deps, by, target, entry);
  const upload = origin.generationId === null ? (which ?? origin.fileIds[0]) : undefined;
  return await submitForm(
    deps,
    sent,
    {
      ask: {
        ...by,
        channelId: origin.channelId,
        text,
        fields: fieldsOf(choices),
        keys: [key],
        replyTs: origin.threadTs,
        responseUrl: null,
        fileIds: [...(upload ? [upload] : []), ...referenceIds],
        from: startOf(target, which),
      },
      ...{ choices, allowance, retired },
      textField: CHANGE,
      placeField: CHANGE,
      redraw: async (note, again) => (await editAgain(deps, by, again ? nextTry(entry) : entry, copy, note)).view,
    },
    copy,
  );
}

function nextTry(entry: EditEntry): EditEntry {
  return { ...entry, origin: { ...entry.origin, attempt: entry.origin.attempt + 1 } };
}

const AS_IT_IS: Choices = { size: null, quality: null, count: 1, style: null };

/** What the form holds when it is drawn. */
export interface EditHeld {
  readonly text: string;
  readonly choices: Choices;
  readonly which: string | null;
  readonly note: string | null;
}

/** The form for the target, priced; a word instead where there is none, or nothing can be paid. */
async function editView(
  deps: ListenerDeps,
  by: By,
  target: EditTarget | NoTarget,
  held: EditHeld,
  copy: Copy,
): Promise<Filled> {
  const notice = (words: string) => ({ view: noticeModal(copy.compose.editTitle, words, copy) });
  if (typeof target === 'string') return notice(copy.compose[target]);
  const { order, allowance } = await priceEdit(deps, by, target, held);
  if (!order) return notice(copy.compose.nothingOffered);
  const { origin, pictures } = target;
  const form: EditForm = { ...held, origin, order, allowance, pictures, which: held.which ?? pictures[0]?.value ?? '' };
  const unseen = pictures.map((picture) => ({ ...picture, fileId: null }));
  return { view: editModal(form, copy), plainer: editModal({ ...form, pictures: unseen }, copy) };
}

/** The same as it is first opened: where not even the cheapest can be paid, that is said before anything is typed. */
export async function firstEditView(
  deps: ListenerDeps,
  by: By,
  target: EditTarget | NoTarget,
  held: Pick<EditHeld, 'text' | 'which'>,
  copy: Copy,
): Promise<Filled> {
  const whole = { choices: AS_IT_IS, note: null, ...held };
  if (typeof target !== 'string') {
    const { order, allowance } = await priceEdit(deps, by, target, whole);
    const cheapest = Math.min(...(order?.qualities.map(({ plan }) => plan.credits) ?? []));
    const { left, scope, renews } = allowance;
    if (left !== null && left < cheapest) {
      const words = [copy.compose.nothingLeft(left, scope, renews), copy.budget.ask].join(' ');
      return { view: noticeModal(copy.compose.editTitle, words, copy) };
    }
  }
  return await editView(deps, by, target, whole, copy);
}

/** What it would be ordered as, and what may be spent where the picture is. */
async function priceEdit(
  { requests }: ListenerDeps,
  by: By,
  target: EditTarget,
  { text, choices, which }: Pick<EditHeld, 'text' | 'choices' | 'which'>,
) {
  const { store, defaultCredits } = requests;
  const place = { ...by, channelId: target.origin.channelId };
  const [allowance, retired, offer] = await Promise.all([
    store.readAllowance(place, defaultCredits),
    store.listRetiredModels(),
    offerFor(requests, place),
  ]);
  const from = startOf(target, which);
  return { order: formOrder(offer, retired, { text, from }, choices), allowance, retired };
}

/** What the edit starts from; the picture of an upload is a file of the request. */
function startOf({ origin, pictures, terms }: EditTarget, which: string | null): NonNullable<Ask['from']> {
  const position = Number(which ?? pictures[0]?.value);
  if (origin.generationId === null) return { parentId: null, parentPicture: null, terms };
  return { parentId: origin.generationId, parentPicture: position, terms };
}

/** The target of a form that is open: looked up once more, for it may be gone. */
async function targetOf(
  deps: ListenerDeps,
  by: By,
  { origin, shown, which }: Pick<EditEntry, 'origin' | 'shown' | 'which'>,
  copy: Copy,
): Promise<EditTarget | NoTarget> {
  const { generationId: id } = origin;
  const generation = id && (await findTouched(deps, by, id, origin.channelId));
  if (id && !generation) return 'pictureGone';
  const target = generation ? generationTarget(generation, copy, origin.attempt) : uploadsOf(origin, shown, copy);
  if (typeof target === 'string') return target;
  if (target.origin.channelId !== origin.channelId) return 'pictureGone';
  if (which !== null && !target.pictures.some(({ value }) => value === which)) return 'pictureGone';
  // What Slack would not show when the form was opened it would not take now.
  const pictures = target.pictures.map((one) => (shown.includes(one.value) ? one : { ...one, fileId: null }));
  return { ...target, pictures };
}

/** The form redrawn as it stands. */
export async function editAgain(
  deps: ListenerDeps,
  by: By,
  entry: EditEntry,
  copy: Copy,
  note: string | null = null,
): Promise<Filled> {
  const target = await targetOf(deps, by, entry, copy);
  return await editView(deps, by, target, { ...entry, note }, copy);
}
