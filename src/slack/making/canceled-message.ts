import type { Copy } from '../../copy/copy.ts';
import type { Generation } from '../../core/generation.ts';
import type { Receipt } from '../../core/making/chat.ts';
import { button } from '../kit/button.ts';
import { personOf } from '../kit/erased.ts';
import { LIMITS } from '../kit/limits.ts';
import { answer, context, type Message, section } from '../kit/message.ts';
import { richLine } from '../kit/rich.ts';
import { clip, escapeMrkdwn, oneLine } from '../kit/text.ts';
import { moneyLine } from '../result/image-message.ts';
import { DELIVER_AGAIN } from './failure-message.ts';

/** What is left of a request that was canceled: what was charged, and, where the picture was made, the button that shows it. */
export function canceledMessage(generation: Generation, receipt: Receipt, copy: Copy): Message {
  const { id, state, prompt, userId, canceledBy } = generation;
  const { canceled, showAfterAll } = copy.waiting;
  const by = canceledBy && canceledBy !== userId ? personOf(canceledBy, copy) : null;
  const isKept = state === 'made';
  const cost = receipt.charged > 0 ? canceled.charged(receipt.charged, receipt.estimated, by) : canceled.free(by);
  const words = isKept ? `${cost} ${canceled.kept}` : cost;
  return {
    text: `${escapeMrkdwn(oneLine(prompt, LIMITS.promptShown))}: ${words}`,
    blocks: [
      richLine(clip(prompt, LIMITS.promptShown), userId, (what) => what),
      section(words),
      context([copy.images.by(`<@${userId}>`), moneyLine(receipt, copy)].join(' · ')),
      ...(isKept ? [{ type: 'actions' as const, elements: [button(DELIVER_AGAIN, showAfterAll, id)] }] : []),
    ],
  };
}

/** For whoever wants to cancel what can't be canceled (any more): why, and what was charged. */
export function tooLateAnswer(generation: Generation, copy: Copy): Message {
  const { state, failure, heldCredits, chargedCredits, chargeEstimated } = generation;
  const { late } = copy.waiting;
  const charged = [chargedCredits ?? heldCredits, chargeEstimated] as const;
  switch (state) {
    case 'canceled':
      return answer(late.free);
    case 'failed':
      return answer(late.failed);
    case 'unknown':
      return answer(late.unknown(heldCredits));
    case 'requested':
    case 'submitting':
    case 'submitted':
      return answer(late.ordered(heldCredits));
    case 'made':
      if (failure === 'canceled') return answer(late.charged(...charged));
      return answer(failure ? late.undelivered(...charged) : late.showing(...charged));
    case 'posted':
      return answer(late.shown(...charged));
    default:
      return state satisfies never;
  }
}
