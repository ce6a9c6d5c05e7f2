import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import { type BudgetMonth, MOST_CREDITS } from '../../core/team/budget.ts';
import { type Held, readHeld } from '../form/fields.ts';
import { budgetAnswer, budgetChangedAnswer } from '../kit/answers.ts';
import { LIMITS } from '../kit/limits.ts';
import { plain } from '../kit/text.ts';
import { context, section } from '../result/image-message.ts';
import { SET_BUDGET } from './home-view.ts';

export const MONTHLY_CREDITS = 'monthly_credits';

/** The workspace's budget as it is, what became of it this month, and a field for another one. */
export function budgetModal(month: BudgetMonth, copy: Copy): types.ModalView {
  const { budget, budgetForm, result } = copy;
  const isShown = month.budget !== null && month.budget <= MOST_CREDITS;
  return {
    type: 'modal',
    callback_id: SET_BUDGET,
    title: plain(budgetForm.title, LIMITS.modalTitle),
    submit: plain(budgetForm.submit, LIMITS.modalTitle),
    close: plain(result.cancel, LIMITS.modalTitle),
    blocks: [
      context([budget.budget(month.budget), budget.spent(month.spent), budget.held(month.held)].join(' · ')),
      {
        type: 'input',
        block_id: MONTHLY_CREDITS,
        optional: true,
        label: plain(budgetForm.label, LIMITS.label),
        hint: plain(budgetForm.hint(MOST_CREDITS), LIMITS.label),
        element: {
          type: 'number_input',
          action_id: MONTHLY_CREDITS,
          is_decimal_allowed: false,
          min_value: '0',
          max_value: String(MOST_CREDITS),
          ...(isShown ? { initial_value: String(month.budget) } : {}),
        },
      },
    ],
  };
}

/** Credits a month; null, unlimited, where the field was left empty. `unreadable`: no whole number that a budget can be, or no field at all. */
export function readBudgetModal(view: Parameters<typeof readHeld>[0]): number | null | 'unreadable' {
  const field: Held[string] = readHeld(view)[MONTHLY_CREDITS];
  if (!field) return 'unreadable';
  const typed = field.value?.trim() ?? '';
  if (typed === '') return null;
  return /^\d+$/.test(typed) && Number(typed) <= MOST_CREDITS ? Number(typed) : 'unreadable';
}

/** In place of the form once it is set: what the budget was and is, and what is left of the month. */
export function budgetSetModal(from: number | null | undefined, month: BudgetMonth, copy: Copy): types.ModalView {
  const { budget, budgetForm, compose } = copy;
  const { blocks } =
    from === month.budget
      ? { blocks: [section(budgetForm.unchanged(budget.amount(from))), ...budgetAnswer(month, copy).blocks] }
      : budgetChangedAnswer({ kind: 'team' }, from, month, month.budget, copy);
  return {
    type: 'modal',
    title: plain(budgetForm.title, LIMITS.modalTitle),
    close: plain(compose.close, LIMITS.modalTitle),
    blocks,
  };
}
