import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import type { Generation } from '../../core/generation.ts';
import { LIMITS } from '../kit/limits.ts';
import { section } from '../kit/message.ts';
import { plain } from '../kit/text.ts';

export const DELETE_IMAGE = 'delete_image';
export const AGAIN_IMAGE = 'again_image';

/** Asks before pictures are deleted: a menu of Slack can't ask about one of its options alone. */
export function deleteModal({ id, act, pictures }: Generation, { result }: Copy): types.ModalView {
  return {
    ...imageModal(DELETE_IMAGE, id, result.deleteTitle, { submit: result.deleteYes, close: result.keep }),
    blocks: [section(act === 'undo' ? result.deleteAgainText : result.deleteText(pictures.length))],
  };
}

/** Asks before a request is made anew that costs more than the workspace lets pass unasked. */
export function againModal(
  { id }: Generation,
  cost: number,
  confirmAbove: number,
  { result, settings: { confirm } }: Copy,
): types.ModalView {
  return {
    ...imageModal(AGAIN_IMAGE, id, result.againTitle, { submit: confirm.yes, close: confirm.no }),
    blocks: [section(confirm.text(cost, confirmAbove))],
  };
}

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
