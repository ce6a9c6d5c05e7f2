import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import type { Receipt } from '../../core/chat.ts';
import type { FailureCode } from '../../core/failure.ts';
import type { Generation } from '../../core/generation.ts';
import { context, type Message, moneyLine, section } from './image-message.ts';
import { LIMITS } from './limits.ts';
import { richLine } from './rich.ts';
import { clip, escapeMrkdwn, oneLine } from './text.ts';

export const TRY_AGAIN = 'try_again';
export const DELIVER_AGAIN = 'deliver_again';

/** How a request ended that brought no picture: the cause, what was charged, the next step, and the button that helps. */
export function failureMessage(generation: Generation, code: FailureCode, receipt: Receipt, copy: Copy): Message {
  const { why, next } = copy.failures[code];
  const made = generation.state === 'made' ? [copy.charge.undelivered] : [];
  const words = [...made, why, chargeOf(generation, receipt, copy), next].join(' ');
  const button = buttonOf(generation, copy);
  return {
    text: `${escapeMrkdwn(oneLine(generation.prompt, LIMITS.promptShown))}: ${words}`,
    blocks: [
      richLine(clip(generation.prompt, LIMITS.promptShown), generation.userId, (what) => what),
      section(words),
      context([copy.images.by(`<@${generation.userId}>`), moneyLine(receipt, copy)].join(' · ')),
      ...(button ? [{ type: 'actions' as const, elements: [button] }] : []),
    ],
  };
}

function chargeOf({ state, heldCredits, chargedCredits }: Generation, { charged }: Receipt, copy: Copy): string {
  if (state === 'unknown' && chargedCredits === null) return copy.charge.held(heldCredits);
  return charged > 0 ? copy.charge.charged(charged) : copy.charge.nothing;
}

/** The button carries the generation's id and nothing else; what it may do is decided again when it is pressed. */
function buttonOf({ id, state, heldCredits }: Generation, copy: Copy): types.Button | null {
  if (state === 'made')
    return { type: 'button', action_id: DELIVER_AGAIN, text: label(copy.buttons.deliverAgain), value: id };
  if (state !== 'unknown') return null;
  return {
    type: 'button',
    action_id: TRY_AGAIN,
    text: label(copy.buttons.tryAgain),
    value: id,
    confirm: {
      title: plain(copy.buttons.tryAgainTitle, LIMITS.confirmTitle),
      text: plain(copy.buttons.tryAgainText(heldCredits), LIMITS.confirmText),
      confirm: plain(copy.buttons.yes, LIMITS.confirmButton),
      deny: plain(copy.buttons.no, LIMITS.confirmButton),
    },
  };
}

function label(text: string): types.PlainTextElement {
  return plain(text, LIMITS.buttonText);
}

function plain(text: string, most: number): types.PlainTextElement {
  return { type: 'plain_text', text: clip(text, most) };
}
