import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import type { Generation } from '../../core/generation.ts';
import { type FormOrder, formOrder } from '../../core/pricing/form-order.ts';
import type { By, ListenerDeps } from '../deps.ts';
import { noticeModal } from '../form/fields.ts';
import { type ComposeEntry, composeModal } from './compose-modal.ts';

export const NO_CHOICES = { size: '1024x1024', quality: null, count: 1, style: null } as const;

/** The composer with what is chosen in it, priced; a word instead where nothing can be ordered. */
export async function composeView(
  deps: ListenerDeps,
  by: By,
  entry: ComposeEntry,
  copy: Copy,
  note: string | null = null,
): Promise<types.ModalView> {
  const { order, allowance, again } = await priceCompose(deps, by, entry);
  const { title, nothingOffered } = copy.compose;
  if (!order) return noticeModal(title, nothingOffered, copy);
  const kept = again?.sourceFileIds.length ?? 0;
  return composeModal({ ...entry, order, allowance, kept, note }, copy);
}

/** The same as it is first opened: where not even the cheapest picture can be paid, that is said before anything is typed. */
export async function firstComposeView(
  deps: ListenerDeps,
  by: By,
  entry: ComposeEntry,
  copy: Copy,
): Promise<types.ModalView> {
  const { allowance, retired } = await priceCompose(deps, by, entry);
  const cheapest = formOrder(deps.requests, retired, { text: '' }, NO_CHOICES)?.plan.credits ?? 0;
  const { left, scope, renews } = allowance;
  if (left === null || left >= cheapest) return await composeView(deps, by, entry, copy);
  const words = [copy.compose.nothingLeft(left, scope, renews), copy.budget.ask].join(' ');
  return noticeModal(copy.compose.title, words, copy);
}

/** What the entry would be ordered as, and what may be spent where it goes. */
export async function priceCompose({ requests }: ListenerDeps, by: By, entry: ComposeEntry) {
  const { store, defaultCredits } = requests;
  const { again: id } = entry.origin;
  const [allowance, retired, again] = await Promise.all([
    store.readAllowance({ ...by, channelId: channelOf(entry, by) }, defaultCredits),
    store.listRetiredModels(),
    id ? store.findGeneration({ teamId: by.teamId, id }) : null,
  ]);
  const order: FormOrder | null = formOrder(requests, retired, entry, entry.choices);
  return { order, allowance, retired, again: ownOf(again, by) };
}

/** Nobody starts from what somebody else has uploaded. */
function ownOf(again: Generation | null, { userId }: By): Generation | null {
  return again?.userId === userId ? again : null;
}

/** The channel of which the request is one: for the asker alone, the one in which the form was opened, or none. */
export function channelOf({ place, origin }: Pick<ComposeEntry, 'place' | 'origin'>, { userId }: By): string {
  return typeof place === 'object' ? place.channelId : (origin.channelId ?? userId);
}
