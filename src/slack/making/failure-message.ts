import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import type { FailureCode } from '../../core/failure.ts';
import type { Generation } from '../../core/generation.ts';
import type { Receipt } from '../../core/making/chat.ts';
import { editPromptButton } from '../ask/answer-request.ts';
import { button, confirmation } from '../kit/button.ts';
import { LIMITS } from '../kit/limits.ts';
import { context, type Message, section } from '../kit/message.ts';
import { richLine } from '../kit/rich.ts';
import { clip, escapeMrkdwn, oneLine } from '../kit/text.ts';
import { moneyLine } from '../result/image-message.ts';

export const TRY_AGAIN = 'try_again';
export const DELIVER_AGAIN = 'deliver_again';

/** Refusals that other words may mend. */
const MENDED_BY_WORDS: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'prompt_refused',
  'request_rejected',
  'prompt_too_long',
  'request_too_large',
]);

/** What somebody has to mend before a picture that is made can be delivered; of anything else only the delivery is to be tried again. */
const MENDED_BEFORE: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'channel_unreachable',
  'download_refused',
  'not_installed',
  'secret_unreadable',
]);

/** How a request ended that brought no picture: the cause, what was charged, the next step, and the button that helps. */
export function failureMessage(generation: Generation, code: FailureCode, receipt: Receipt, copy: Copy): Message {
  const { why, next } = reasonOf(generation, code, copy);
  const made = generation.state === 'made' ? [copy.charge.undelivered] : [];
  const words = [...made, why, ...chargeAndNext(generation, receipt, next, copy)].join(' ');
  const pressable = buttonOf(generation, code, copy);
  return {
    text: `${escapeMrkdwn(oneLine(generation.prompt, LIMITS.promptShown))}: ${words}`,
    blocks: [
      richLine(clip(generation.prompt, LIMITS.promptShown), generation.userId, (what) => what),
      section(words),
      context([copy.images.by(`<@${generation.userId}>`), moneyLine(receipt, copy)].join(' · ')),
      ...(pressable ? [{ type: 'actions' as const, elements: [pressable] }] : []),
    ],
  };
}

/** Of a refusal also which rule it looks like, and what of the request it was about. */
function reasonOf({ refusal, kind, state }: Generation, code: FailureCode, copy: Copy): { why: string; next: string } {
  const { why: cause, next, nextMade } = copy.failures[code];
  if (state === 'made') return { why: cause, next: nextMade ?? (MENDED_BEFORE.has(code) ? next : copy.charge.deliver) };
  if (code !== 'prompt_refused' || !refusal) return { why: cause, next };
  const { rules, parts, changeSource } = copy.refusals;
  const { why, change } = rules[refusal.rule];
  // Where nothing but words was sent, it is about the words.
  const part = kind === 'edit' || refusal.part === 'result' ? refusal.part : null;
  return { why: part ? `${why} ${parts[part]}` : why, next: part === 'source' ? changeSource : change };
}

/** What was given back after all needs no step. */
function chargeAndNext(generation: Generation, { charged }: Receipt, next: string, { charge }: Copy): string[] {
  const { state, heldCredits, chargedCredits } = generation;
  if (state === 'unknown' && chargedCredits === 0 && heldCredits > 0) return [charge.returned];
  if (state === 'unknown' && chargedCredits === null) return [charge.held(heldCredits), next];
  return [charged > 0 ? charge.charged(charged) : charge.nothing, next];
}

function buttonOf({ id, state, heldCredits }: Generation, code: FailureCode, copy: Copy): types.Button | null {
  const { deliverAgain, tryAgain, tryAgainTitle, tryAgainText, yes, no } = copy.buttons;
  if (state === 'made') return button(DELIVER_AGAIN, deliverAgain, id);
  if (MENDED_BY_WORDS.has(code)) return editPromptButton(id, copy);
  if (state !== 'unknown') return null;
  return button(
    TRY_AGAIN,
    tryAgain,
    id,
    confirmation({ title: tryAgainTitle, text: tryAgainText(heldCredits), yes, no }),
  );
}
