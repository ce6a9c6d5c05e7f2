import type { types } from '@slack/bolt';
import { LIMITS } from './limits.ts';
import { plain } from './text.ts';

/** A button; its value is an opaque id: what it may do is decided again when it is pressed. `confirm`: asked before that. */
export function button(
  actionId: string,
  label: string,
  value: string,
  confirm?: types.ConfirmationDialog | undefined,
): types.Button {
  return {
    type: 'button',
    action_id: actionId,
    text: plain(label, LIMITS.buttonText),
    value,
    ...(confirm ? { confirm } : {}),
  };
}

/** What Slack asks before a button does something. */
export function confirmation(words: {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly no: string;
}): types.ConfirmationDialog {
  return {
    title: plain(words.title, LIMITS.confirmTitle),
    text: plain(words.text, LIMITS.confirmText),
    confirm: plain(words.yes, LIMITS.confirmButton),
    deny: plain(words.no, LIMITS.confirmButton),
  };
}
