import { z } from 'zod';
import type { Copy } from '../../copy/copy.ts';
import type { Generation } from '../../core/generation.ts';
import type { ListenerDeps } from '../deps.ts';
import { noticeModal } from '../form/fields.ts';
import { type About, onSubmission, type Submission, type SubmitArgs, type SubmitOutcome } from '../form/submission.ts';
import { mayChange } from '../kit/may-change.ts';
import { messageCopyOf } from '../kit/message-copy.ts';
import { ALT_TEXT, readAltTexts } from './alt-text-modal.ts';
import { submittedAbout } from './submitted-about.ts';
import { orderPressed } from './vary-finish.ts';

/** "Delete": the message goes, and what was made can't be started from any more. */
export async function onDeleteImage(deps: ListenerDeps, args: SubmitArgs): Promise<void> {
  await onImageView(deps, args, { cost: 'free' }, async (submitted, copy) => {
    if (!(await mayChange(deps, submitted))) return submitted.complain(copy.result.onlyAsker);
    const isDeleted = await deps.requests.store.markDeleted(submitted.generation, submitted.userId);
    return isDeleted ? 'close' : submitted.complain(copy.result.gone);
  });
}

/** The alt texts of a message, as somebody wrote them. */
export async function onAltText(deps: ListenerDeps, args: SubmitArgs): Promise<void> {
  await onImageView(deps, args, { field: ALT_TEXT, cost: 'free' }, async (submitted, copy) => {
    const { generation, view } = submitted;
    // Nothing that is typed helps here: the form makes way.
    const hopeless = (words: string) => noticeModal(view.title.text, words, copy);
    if (!(await mayChange(deps, submitted))) return hopeless(copy.result.onlyAsker);
    const altTexts = readAltTexts(view, generation, await messageCopyOf(deps, submitted));
    return (await deps.requests.store.saveAltTexts(generation, altTexts, submitted.userId))
      ? 'close'
      : hopeless(copy.result.gone);
  });
}

/** The same request anew, after it was asked whether that may cost so much. */
export async function onAgainImage(deps: ListenerDeps, args: SubmitArgs): Promise<void> {
  await onImageView(deps, args, { cost: 'spends' }, async (submitted, copy) => {
    const { generation, userId, complain } = submitted;
    const outcome = await orderPressed(deps, 'again', { generation, position: 1, userId }, copy);
    return outcome === 'leave' ? 'close' : complain(outcome.text);
  });
}

/** A modal about one request, whose id it carries. */
async function onImageView(
  deps: ListenerDeps,
  args: SubmitArgs,
  about: About,
  act: (submitted: Submission & { readonly generation: Generation }, copy: Copy) => Promise<SubmitOutcome>,
): Promise<void> {
  await onSubmission(deps, args, about, async (submission, copy) => {
    const id = z.uuid().safeParse(submission.view.private_metadata);
    const generation = id.success ? await submittedAbout(deps, submission, id.data) : null;
    return generation ? await act({ ...submission, generation }, copy) : submission.complain(copy.notices.gone);
  });
}
