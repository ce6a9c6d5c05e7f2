import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
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

/** What a button that costs `credits` asks first: nothing up to `confirmAbove`, and never where that is null. */
export function confirmFor(
  credits: number,
  confirmAbove: number | null,
  { settings: { confirm } }: Copy,
): types.ConfirmationDialog | undefined {
  if (confirmAbove === null || credits <= confirmAbove) return undefined;
  return confirmation({
    title: confirm.title(credits),
    text: confirm.text(credits, confirmAbove),
    yes: confirm.yes,
    no: confirm.no,
  });
}
