import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import { standsForShown } from '../../core/acts.ts';
import type { Generation } from '../../core/generation.ts';
import type { ListenerDeps } from '../deps.ts';
import type { SubmitArgs } from '../form/submission.ts';
import { mayChange } from '../kit/may-touch.ts';
import { section } from '../kit/message.ts';
import { type Outcome, type Press, showModal } from '../kit/press.ts';
import { imageModal, onImageView } from './image-modal.ts';

export const DELETE_IMAGE = 'delete_image';

/** "Delete" in the menu asks first. */
export async function openDelete(deps: ListenerDeps, press: Press, copy: Copy): Promise<Outcome> {
  return await showModal(deps, press, deleteModal(press.generation, copy), copy);
}

/** Asks before pictures are deleted: a menu of Slack can't ask about one of its options alone. */
export function deleteModal(generation: Generation, { result }: Copy): types.ModalView {
  const { pictures } = generation;
  return {
    ...imageModal(DELETE_IMAGE, generation, result.deleteTitle, { submit: result.deleteYes, close: result.keep }),
    blocks: [section(standsForShown(generation) ? result.deleteAgainText : result.deleteText(pictures.length))],
  };
}

/** "Delete": the message goes, and what was made can't be started from any more. */
export async function onDeleteImage(deps: ListenerDeps, args: SubmitArgs): Promise<void> {
  await onImageView(deps, args, { cost: 'free' }, async (submitted, copy) => {
    if (!(await mayChange(deps, submitted))) return submitted.complain(copy.result.onlyAsker);
    const { teamId } = submitted.at;
    if (await deps.requests.store.isHeld({ teamId, userId: submitted.generation.userId }))
      return submitted.complain(copy.team.privacy.held);
    const isDeleted = await deps.requests.store.markDeleted(submitted.generation, submitted.userId);
    return isDeleted ? 'close' : submitted.complain(copy.result.gone);
  });
}
