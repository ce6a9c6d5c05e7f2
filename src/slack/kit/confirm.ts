import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import { confirmation } from './button.ts';

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
