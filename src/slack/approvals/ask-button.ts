import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import type { BudgetScope } from '../../core/team/budget.ts';
import { button } from '../kit/button.ts';
import { actions } from '../kit/message.ts';

export const ASK_FOR_MORE = 'ask_for_more';

/**
 * The button under a refusal for lack of budget; none where the limit is the person's own, whom nobody else could allow
 * more. `id`: of the refused request. The listener is in `ask.ts`.
 */
export function askForMore(id: string, scope: BudgetScope['kind'], { team: { approvals } }: Copy): types.Button[] {
  return scope === 'own' ? [] : [button(ASK_FOR_MORE, approvals.buttons.ask, id)];
}

/** A form that asked for what no budget has room for, with the button below what it says of that. */
export function withAskForMore(
  view: types.ModalView,
  { id, scope }: { readonly id: string; readonly scope: BudgetScope['kind'] },
  copy: Copy,
): types.ModalView {
  const [note, ...rest] = view.blocks;
  return { ...view, blocks: [...(note ? [note] : []), ...actions(askForMore(id, scope, copy)), ...rest] };
}
