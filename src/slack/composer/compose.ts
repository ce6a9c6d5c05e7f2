import type {
  BlockAction,
  GlobalShortcut,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackShortcutMiddlewareArgs,
  types,
} from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import type { Generation } from '../../core/generation.ts';
import { offerFor } from '../../core/ordering/offer-for.ts';
import type { Ask } from '../../core/ordering/request-image.ts';
import { type FormOrder, fieldsOf, formOrder } from '../../core/pricing/form-order.ts';
import type { Installation } from '../api/installations.ts';
import type { By, ListenerDeps } from '../deps.ts';
import { noticeModal } from '../form/fields.ts';
import { type Opening, onOpening, openForm } from '../form/open-form.ts';
import {
  keyOf,
  onSubmission,
  type SentForm,
  type Submission,
  type SubmitArgs,
  submitForm,
} from '../form/submission.ts';
import { type ComposeEntry, composeModal, type Origin, PROMPT, readComposeModal, WHERE } from './compose-modal.ts';

export const NO_CHOICES = { size: '1024x1024', quality: null, count: 1, style: null } as const;

/** A bare `/imagine`. */
export async function onBareImagine(
  deps: ListenerDeps,
  at: Installation,
  { team_id, channel_id, user_id, trigger_id, response_url }: SlackCommandMiddlewareArgs['command'],
): Promise<void> {
  const opening = { at, userId: user_id, userTeam: team_id, triggerId: trigger_id, responseUrl: response_url };
  await openComposer(deps, opening, emptyEntry({ channelId: channel_id }));
}

/** The global shortcut. */
export async function onNewImageShortcut(
  deps: ListenerDeps,
  { shortcut, ack }: SlackShortcutMiddlewareArgs<GlobalShortcut>,
): Promise<void> {
  await onOpening(deps, shortcut, ack, (opening) => openComposer(deps, opening, emptyEntry({})));
}

/** The button in the Home tab. */
export async function onNewImageButton(
  deps: ListenerDeps,
  { body, ack }: SlackActionMiddlewareArgs<BlockAction>,
): Promise<void> {
  await onOpening(deps, body, ack, (opening) => openComposer(deps, opening, emptyEntry({})));
}

async function openComposer(deps: ListenerDeps, opening: Opening, entry: ComposeEntry): Promise<void> {
  const by = { teamId: opening.at.teamId, userId: opening.userId };
  await openForm(deps, opening, {
    title: ({ compose }) => compose.title,
    notOpened: ({ compose }) => compose.notOpened,
    fill: async (copy) => ({ view: await firstComposeView(deps, by, entry, copy) }),
  });
}

/** Nothing typed or chosen yet. */
export function emptyEntry(origin: Partial<Origin>): ComposeEntry {
  const from = { channelId: null, threadTs: null, again: null, attempt: 0, ...origin };
  return {
    origin: from,
    text: '',
    choices: NO_CHOICES,
    fileIds: [],
    place: from.channelId ? 'here' : 'me',
  };
}

/** The composer is sent. */
export async function onComposeSubmit(deps: ListenerDeps, args: SubmitArgs): Promise<void> {
  const entry = readComposeModal(args.view);
  const key = keyOf(args.view.id, entry.origin.attempt);
  await onSubmission(deps, args, { field: PROMPT, key, cost: 'spends' }, async (sent, copy) => {
    const by = { teamId: sent.at.teamId, userId: sent.userId };
    const { allowance, retired, again } = await priceCompose(deps, by, entry);
    // Without what it is to start from, it would be another picture.
    if (entry.origin.again && !again) return sent.complain(copy.notices.gone);
    const form: SentForm = {
      ask: askOf(sent, entry, key, again?.sourceFileIds ?? []),
      kept: again?.sourceFileIds ?? [],
      choices: entry.choices,
      allowance,
      retired,
      textField: PROMPT,
      placeField: WHERE,
      redraw: (note, again) => composeView(deps, by, again ? nextTry(entry) : entry, copy, note),
    };
    return await submitForm(deps, sent, form, copy);
  });
}

function askOf(
  { at: { teamId }, userId, responseUrls }: Submission,
  entry: ComposeEntry,
  key: string,
  kept: readonly string[],
): Ask {
  const { text, choices, place, origin } = entry;
  const channelId = channelOf(entry, { teamId, userId });
  const fileIds = [...kept, ...entry.fileIds];
  return {
    ...{ teamId, userId, channelId, text, fileIds },
    keys: [key],
    fields: { ...fieldsOf(choices), ...(place === 'me' ? { isPrivate: true } : {}) },
    replyTs: place === 'thread' ? origin.threadTs : null,
    responseUrl: responseUrls.find(({ channel_id }) => channel_id === channelId)?.response_url ?? null,
    ...(fileIds.length > 0 ? { from: { parentId: null, parentPicture: null, terms: {} } } : {}),
  };
}

function nextTry(entry: ComposeEntry): ComposeEntry {
  return { ...entry, origin: { ...entry.origin, attempt: entry.origin.attempt + 1 } };
}

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
  const { allowance, retired, offer } = await priceCompose(deps, by, entry);
  const cheapest = formOrder(offer, retired, { text: '' }, NO_CHOICES)?.plan.credits ?? 0;
  const { left, scope, renews } = allowance;
  if (left === null || left >= cheapest) return await composeView(deps, by, entry, copy);
  const words = [copy.compose.nothingLeft(left, scope, renews), copy.budget.ask].join(' ');
  return noticeModal(copy.compose.title, words, copy);
}

/** What the entry would be ordered as, and what may be spent where it goes. */
async function priceCompose({ requests }: ListenerDeps, by: By, entry: ComposeEntry) {
  const { store, defaultCredits } = requests;
  const { again: id } = entry.origin;
  const place = { ...by, channelId: channelOf(entry, by) };
  const [allowance, retired, offer, again] = await Promise.all([
    store.readAllowance(place, defaultCredits),
    store.listRetiredModels(),
    offerFor(requests, place),
    id ? store.findGeneration({ teamId: by.teamId, id }) : null,
  ]);
  const order: FormOrder | null = formOrder(offer, retired, entry, entry.choices);
  return { order, allowance, retired, offer, again: ownOf(again, by) };
}

/** Nobody starts from what somebody else has uploaded. */
function ownOf(again: Generation | null, { userId }: By): Generation | null {
  return again?.userId === userId ? again : null;
}

/** The channel of which the request is one: for the asker alone, the one in which the form was opened, or none. */
function channelOf({ place, origin }: Pick<ComposeEntry, 'place' | 'origin'>, { userId }: By): string {
  return typeof place === 'object' ? place.channelId : (origin.channelId ?? userId);
}
