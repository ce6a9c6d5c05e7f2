import { z } from 'zod';
import type { Copy } from '../../copy/copy.ts';
import type { Generation } from '../../core/generation.ts';
import type { ListenerDeps } from '../deps.ts';
import { type About, onSubmission, type Submission, type SubmitArgs, type SubmitOutcome } from '../form/submission.ts';
import { LIMITS } from '../kit/limits.ts';
import { submittedAbout } from '../kit/may-change.ts';
import { plain } from '../kit/text.ts';

/** A modal about one request, whose id it carries and nothing else. */
export function imageModal(
  callbackId: string,
  id: string,
  title: string,
  { submit, close }: { readonly submit: string; readonly close: string },
) {
  return {
    type: 'modal' as const,
    callback_id: callbackId,
    private_metadata: id,
    title: plain(title, LIMITS.modalTitle),
    submit: plain(submit, LIMITS.modalTitle),
    close: plain(close, LIMITS.modalTitle),
  };
}

/** A modal about one request, whose id it carries. */
export async function onImageView(
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
