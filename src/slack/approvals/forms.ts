import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import { type Approval, LONGEST_REASON } from '../../core/approvals/approval.ts';
import { MOST_CREDITS } from '../../core/team/budget.ts';
import { readHeld, textInput } from '../form/fields.ts';
import { LIMITS } from '../kit/limits.ts';
import { plain } from '../kit/text.ts';

export const ALLOW_CREDITS = 'allow_credits';
export const SAY_NO = 'say_no';
export const GRANT_CREDITS = 'grant_credits';
const GRANT_UNTIL = 'grant_until';
const REASON = 'reason';

/** The ends that a grant may have, in days from today. */
const DAYS = { today: 0, tomorrow: 1, week: 7, month: 30, quarter: 90 } as const;

const frame = (
  { id }: Pick<Approval, 'id'>,
  callbackId: string,
  words: { title: string; submit: string },
  copy: Copy,
) => ({
  type: 'modal' as const,
  callback_id: callbackId,
  private_metadata: id,
  title: plain(words.title, LIMITS.modalTitle),
  submit: plain(words.submit, LIMITS.modalTitle),
  close: plain(copy.result.cancel, LIMITS.modalTitle),
});

/** What the request is short of, at least. */
export const leastGrant = ({ credits, left }: Pick<Approval, 'credits' | 'left'>) => Math.max(1, credits - left);

/** "Allow N credits until …": how many, and until when. */
export function allowModal(approval: Approval, copy: Copy): types.ModalView {
  const { allow } = copy.team.approvals;
  const least = leastGrant(approval);
  const options = Object.keys(DAYS).map((value) => ({
    value,
    text: plain(allow.days[value as keyof typeof DAYS], LIMITS.optionText),
  }));
  const [, tomorrow] = options;
  return {
    ...frame(approval, ALLOW_CREDITS, allow, copy),
    blocks: [
      {
        type: 'input',
        block_id: GRANT_CREDITS,
        label: plain(allow.credits, LIMITS.label),
        hint: plain(allow.hint(least, MOST_CREDITS), LIMITS.label),
        element: {
          type: 'number_input',
          action_id: GRANT_CREDITS,
          is_decimal_allowed: false,
          min_value: String(least),
          max_value: String(MOST_CREDITS),
          initial_value: String(Math.min(Math.max(least, approval.credits), MOST_CREDITS)),
        },
      },
      {
        type: 'input',
        block_id: GRANT_UNTIL,
        label: plain(allow.until, LIMITS.label),
        element: {
          type: 'static_select',
          action_id: GRANT_UNTIL,
          options,
          ...(tomorrow ? { initial_option: tomorrow } : {}),
        },
      },
    ],
  };
}

/** `unreadable`: no whole number from `least` on, or no end that there is. */
export function readAllowModal(
  view: Parameters<typeof readHeld>[0],
  least: number,
): { readonly credits: number; readonly days: number } | 'unreadable' {
  const held = readHeld(view);
  const typed = held[GRANT_CREDITS]?.value?.trim() ?? '';
  const [, days] = Object.entries(DAYS).find(([name]) => name === held[GRANT_UNTIL]?.selected_option?.value) ?? [];
  const credits = /^\d{1,8}$/.test(typed) ? Number(typed) : 0;
  return days === undefined || credits < least || credits > MOST_CREDITS ? 'unreadable' : { credits, days };
}

/** "No": why, where somebody wants to say it. */
export function refuseModal(approval: Approval, copy: Copy): types.ModalView {
  const { refuse } = copy.team.approvals;
  const input = textInput(REASON, { label: refuse.reason, placeholder: refuse.placeholder, hint: refuse.hint }, '');
  return {
    ...frame(approval, SAY_NO, refuse, copy),
    blocks: [
      {
        ...input,
        optional: true,
        element: { ...input.element, multiline: false, max_length: LONGEST_REASON } as never,
      },
    ],
  };
}

export function readRefuseModal(view: Parameters<typeof readHeld>[0]): string | null {
  return readHeld(view)[REASON]?.value?.trim().slice(0, LONGEST_REASON) || null;
}
