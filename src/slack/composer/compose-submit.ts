import type { Ask } from '../../core/ordering/request-image.ts';
import { fieldsOf } from '../../core/pricing/form-order.ts';
import type { ListenerDeps } from '../deps.ts';
import { onSubmission, type Submission, type SubmitArgs } from '../form/submission.ts';
import { keyOf, type SentForm, submitForm } from '../form/submit-form.ts';
import { type ComposeEntry, PROMPT, readComposeModal, WHERE } from './compose-modal.ts';
import { channelOf, composeView, priceCompose } from './compose-view.ts';

/** The composer is sent. */
export async function onComposeSubmit(deps: ListenerDeps, args: SubmitArgs): Promise<void> {
  const entry = readComposeModal(args.view);
  const key = keyOf(args.view.id, entry.origin.attempt);
  await onSubmission(deps, args, { field: PROMPT, key, cost: 'spends' }, async (sent, copy) => {
    const by = { teamId: sent.at.teamId, userId: sent.userId };
    const { allowance, retired, again } = await priceCompose(deps, by, entry);
    const form: SentForm = {
      ask: askOf(sent, entry, key, again?.sourceFileIds ?? []),
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
