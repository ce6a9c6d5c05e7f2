import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import type { BudgetMonth } from '../../core/team/budget.ts';
import type { HistoryEntry } from '../../core/team/history.ts';
import { historyLines } from '../kit/answers.ts';
import { button } from '../kit/button.ts';
import { LIMITS } from '../kit/limits.ts';
import { richList } from '../kit/rich.ts';
import { plain } from '../kit/text.ts';
import { context, section } from '../result/image-message.ts';

export const NEW_IMAGE = 'new_image';
export const SET_BUDGET = 'set_budget';

export interface Home {
  readonly month: BudgetMonth;
  /** The person's own last requests, newest first. */
  readonly entries: readonly HistoryEntry[];
  readonly isAdmin: boolean;
}

/** The Home tab: what the app does in three lines, where to begin, what is left, and what became of one's requests. */
export function homeView({ month, entries, isAdmin }: Home, copy: Copy): types.HomeView {
  const { home, title } = copy.compose;
  return {
    type: 'home',
    blocks: [
      { type: 'header', text: plain(home.title, LIMITS.header) },
      section([home.make, home.edit, home.finish].map((line) => `• ${line}`).join('\n')),
      { type: 'actions', elements: [{ ...button(NEW_IMAGE, title, 'home'), style: 'primary' }] },
      context(home.left(month.left, month.renews)),
      ...(isAdmin ? [budgetButton(copy), context(home.admins)] : []),
      { type: 'divider' },
      section(`*${home.requests}*`),
      entries.length > 0 ? richList(historyLines(entries, copy)) : section(copy.history.none),
    ],
  };
}

function budgetButton({ budgetForm }: Copy): types.ActionsBlock {
  return { type: 'actions', elements: [button(SET_BUDGET, budgetForm.button, 'home')] };
}
