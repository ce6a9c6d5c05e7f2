import type { Copy } from '../../copy/copy.ts';
import type { Ask } from '../../core/ordering/request-image.ts';
import { type Choices, formOrder } from '../../core/pricing/form-order.ts';
import type { By, ListenerDeps } from '../deps.ts';
import { noticeModal } from '../form/fields.ts';
import type { Filled } from '../form/put-into.ts';
import { type EditEntry, type EditForm, editModal } from './edit-modal.ts';
import { type EditTarget, generationTarget, type NoTarget, uploadsOf } from './edit-target.ts';

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
export async function priceEdit(
  { requests }: ListenerDeps,
  by: By,
  target: EditTarget,
  { text, choices, which }: Pick<EditHeld, 'text' | 'choices' | 'which'>,
) {
  const { store, defaultCredits } = requests;
  const [allowance, retired] = await Promise.all([
    store.readAllowance({ ...by, channelId: target.origin.channelId }, defaultCredits),
    store.listRetiredModels(),
  ]);
  const from = startOf(target, which);
  return { order: formOrder(requests, retired, { text, from }, choices), allowance, retired };
}

/** What the edit starts from; the picture of an upload is a file of the request. */
export function startOf({ origin, pictures, terms }: EditTarget, which: string | null): NonNullable<Ask['from']> {
  const position = Number(which ?? pictures[0]?.value);
  if (origin.generationId === null) return { parentId: null, parentPicture: null, terms };
  return { parentId: origin.generationId, parentPicture: position, terms };
}

/** The target of a form that is open: looked up once more, for it may be gone. */
export async function targetOf(
  { requests }: ListenerDeps,
  { teamId }: By,
  { origin, shown }: Pick<EditEntry, 'origin' | 'shown'>,
  copy: Copy,
): Promise<EditTarget | NoTarget> {
  const { generationId: id } = origin;
  if (id === null) return uploadsOf(origin, shown, copy);
  const generation = await requests.store.findGeneration({ teamId, id });
  if (!generation) return 'pictureGone';
  const target = generationTarget(generation, copy);
  if (typeof target === 'string') return target;
  // What Slack would not show when the form was opened it would not take now.
  const pictures = target.pictures.map((one) => (shown.includes(one.value) ? one : { ...one, fileId: null }));
  return { ...target, origin, pictures };
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
