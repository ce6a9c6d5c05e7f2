import type { Copy } from '../../copy/copy.ts';
import { fieldsOf } from '../../core/pricing/form-order.ts';
import type { ListenerDeps } from '../deps.ts';
import { onSubmission, type Submission, type SubmitArgs, type SubmitOutcome } from '../form/submission.ts';
import { keyOf, submitForm } from '../form/submit-form.ts';
import { CHANGE, type EditEntry, readEditModal } from './edit-modal.ts';
import { editAgain, priceEdit, startOf, targetOf } from './edit-view.ts';

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
  const { origin, which, text, choices, referenceIds } = entry;
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
