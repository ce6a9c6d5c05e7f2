import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import { button } from '../kit/button.ts';

export const EDIT_PROMPT = 'edit_prompt';

/** Opens the composer with what was typed. `id`: of the request in the log, where the refused ones are too. */
export function editPromptButton(id: string, copy: Copy): types.Button {
  return button(EDIT_PROMPT, copy.refusals.buttons.editPrompt, id);
}
