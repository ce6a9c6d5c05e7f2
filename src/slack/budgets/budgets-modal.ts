import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import type { BudgetTarget, Limit } from '../../core/team/budget.ts';
import { button } from '../kit/button.ts';
import { LIMITS } from '../kit/limits.ts';
import { context, section } from '../kit/message.ts';
import { plain } from '../kit/text.ts';
import { limitLine } from '../team/limits.ts';
import { writeTarget } from './target.ts';

export const CHANGE_BUDGET = 'change_budget';
export const NEW_BUDGET = 'new_budget';
export const BUDGET_CALENDAR = 'budget_calendar';
/** Of Slack's 100 blocks in a modal. */
const MOST_SHOWN = 80;

export type TeamLimit = Limit & { readonly scope: BudgetTarget };

/** Every budget of the workspace, each with what became of it, and what can be done. */
export function budgetsModal(limits: readonly TeamLimit[], copy: Copy): types.ModalView {
  const { budgetForms: words } = copy.team;
  const shown = limits.slice(0, MOST_SHOWN);
  const more = limits.length - shown.length;
  return {
    type: 'modal',
    title: plain(words.title, LIMITS.modalTitle),
    close: plain(copy.compose.close, LIMITS.modalTitle),
    blocks: [
      context(words.intro),
      {
        type: 'actions',
        elements: (['channel', 'person', 'group', 'guests'] as const).map((kind, i) =>
          button(`${NEW_BUDGET}:${i}`, words[kind], writeTarget(kind)),
        ),
      },
      {
        type: 'actions',
        elements: [button(BUDGET_CALENDAR, words.calendar, 'home')],
      },
      { type: 'divider' },
      ...shown.map(
        (limit, i): types.SectionBlock => ({
          ...section(limitLine({ limit, forecast: { kind: 'silent' } }, null, copy)),
          accessory: rowMenu(limit, i, copy),
        }),
      ),
      ...(more > 0 ? [context(words.more(more))] : []),
    ],
  };
}

/** More can be given on top of what has a limit, and counters of its own. */
function rowMenu({ scope, credits }: TeamLimit, i: number, { team: { budgetForms: words } }: Copy): types.Overflow {
  const canTopUp = credits !== null && !(scope.kind === 'group' && scope.rule === 'each');
  const option = (value: string, text: string) => ({ value, text: plain(text, LIMITS.optionText) });
  return {
    type: 'overflow',
    action_id: `${CHANGE_BUDGET}:${i}`,
    options: [
      option(writeTarget(scope), words.change),
      ...(canTopUp ? [option(TOP_UP + writeTarget(scope), words.topUp)] : []),
    ],
  };
}

/** Stands before whose budget it is. */
export const TOP_UP = 'top_up:';
