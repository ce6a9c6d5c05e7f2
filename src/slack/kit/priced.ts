import type { Copy } from '../../copy/copy.ts';
import { button, confirmFor } from './button.ts';
import { actions, answer, type Message } from './message.ts';

/** The value of a button that shows a price: with that price, so that a press orders at no other. */
export function priced(value: string, credits: number): string {
  return `${value}=${credits}`;
}

/** What a press gets whose button showed another price than what it asks for costs now: the same button, with that. */
export function priceChangedAnswer(
  { actionId, value, credits }: { readonly actionId: string; readonly value: string; readonly credits: number },
  confirmAbove: number | null,
  copy: Copy,
): Message {
  const { text, blocks } = answer(copy.presses.priceChanged(credits));
  const confirm = confirmFor(credits, confirmAbove, copy);
  const again = button(actionId, copy.presses.orderFor(credits), priced(value, credits), confirm);
  return { text, blocks: [...blocks, ...actions([again])] };
}
