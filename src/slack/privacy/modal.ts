import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import { LIMITS } from '../kit/limits.ts';
import { plain } from '../kit/text.ts';

/** A form of this room. */
export function privacyModal(
  callbackId: string,
  { title, submit, about }: { readonly title: string; readonly submit: string; readonly about?: string },
  blocks: types.KnownBlock[],
  copy: Copy,
): types.ModalView {
  return {
    type: 'modal',
    callback_id: callbackId,
    ...(about ? { private_metadata: about } : {}),
    title: plain(title, LIMITS.modalTitle),
    submit: plain(submit, LIMITS.modalTitle),
    close: plain(copy.result.cancel, LIMITS.modalTitle),
    blocks,
  };
}

/** A field for words; `lines`: for more than a line. */
export function wordsField(
  id: string,
  label: string,
  { most, lines = false }: { most: number; lines?: boolean },
): types.InputBlock {
  return {
    type: 'input',
    block_id: id,
    label: plain(label, LIMITS.label),
    element: { type: 'plain_text_input', action_id: id, multiline: lines, max_length: most },
  };
}
