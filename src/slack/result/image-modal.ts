import type { Copy } from '../../copy/copy.ts';
import type { Generation } from '../../core/generation.ts';
import type { ListenerDeps } from '../deps.ts';
import { type About, onSubmission, type Submission, type SubmitArgs, type SubmitOutcome } from '../form/submission.ts';
import { LIMITS } from '../kit/limits.ts';
import { aboutOf, submittedAbout } from '../kit/may-touch.ts';
import { plain } from '../kit/text.ts';

/** A modal about one request, which it names and nothing else. */
export function imageModal(
  callbackId: string,
  generation: Generation,
  title: string,
  { submit, close }: { readonly submit: string; readonly close: string },
) {
  return {
    type: 'modal' as const,
    callback_id: callbackId,
    private_metadata: aboutOf(generation),
    title: plain(title, LIMITS.modalTitle),
    submit: plain(submit, LIMITS.modalTitle),
    close: plain(close, LIMITS.modalTitle),
  };
}

/** Such a modal is sent. */
export async function onImageView(
  deps: ListenerDeps,
  args: SubmitArgs,
  about: About,
  act: (submitted: Submission & { readonly generation: Generation }, copy: Copy) => Promise<SubmitOutcome>,
): Promise<void> {
  await onSubmission(deps, args, about, async (submission, copy) => {
    const generation = await submittedAbout(deps, submission);
    return generation ? await act({ ...submission, generation }, copy) : submission.complain(copy.notices.gone);
  });
}
