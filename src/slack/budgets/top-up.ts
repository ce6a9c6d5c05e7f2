import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import { isDay } from '../../core/log/period.ts';
import { MOST_CREDITS } from '../../core/team/budget.ts';
import type { ListenerDeps } from '../deps.ts';
import { readHeld } from '../form/fields.ts';
import { onSubmission, type SubmitArgs } from '../form/submission.ts';
import { LIMITS } from '../kit/limits.ts';
import { context, section } from '../kit/message.ts';
import { plain } from '../kit/text.ts';
import { topUp } from '../team/budget-grant.ts';
import { limitLine } from '../team/limits.ts';
import { whoseWords } from '../warnings/whose.ts';
import type { TeamLimit } from './budgets-modal.ts';
import { notice, showInHome } from './notice.ts';
import { readTarget, writeTarget } from './target.ts';

export const GIVE_TOP_UP = 'give_top_up';
const CREDITS = 'top_up_credits';
const UNTIL = 'top_up_until';

/** More than a budget, once, until the end of a day. It remembers whose. */
export function topUpModal(limit: TeamLimit, today: string, copy: Copy): types.ModalView {
  const { budgetForms: words } = copy.team;
  return {
    type: 'modal',
    callback_id: GIVE_TOP_UP,
    private_metadata: writeTarget(limit.scope),
    title: plain(words.title, LIMITS.modalTitle),
    submit: plain(words.give, LIMITS.modalTitle),
    close: plain(copy.result.cancel, LIMITS.modalTitle),
    blocks: [
      section(`*${words.topUpOf(whoseWords(limit.scope, copy))}*`),
      context(limitLine({ limit, forecast: { kind: 'silent' } }, null, copy)),
      field(CREDITS, words.credits, {
        type: 'number_input',
        action_id: CREDITS,
        is_decimal_allowed: false,
        min_value: '1',
        max_value: String(MOST_CREDITS),
      }),
      field(UNTIL, words.until, { type: 'datepicker', action_id: UNTIL, initial_date: today }),
    ],
  };
}

function field(id: string, label: string, element: types.InputBlock['element']): types.InputBlock {
  return { type: 'input', block_id: id, label: plain(label, LIMITS.label), element };
}

/** It is sent: given as `budget top up` gives it, once for one form. */
export async function onTopUpSubmit(deps: ListenerDeps, args: SubmitArgs): Promise<void> {
  await onSubmission(deps, args, { field: CREDITS, cost: 'free' }, async ({ at, userId, view, complain }, copy) => {
    const held = readHeld(view);
    const target = readTarget(view.private_metadata);
    const credits = Number(held[CREDITS]?.value ?? 'none');
    const day = held[UNTIL]?.selected_date ?? '';
    const isCredits = Number.isInteger(credits) && credits >= 1 && credits <= MOST_CREDITS;
    if (!target || typeof target === 'string' || !isCredits || !isDay(day))
      return complain(copy.budgetForm.unreadable(MOST_CREDITS));
    const asker = { teamId: at.teamId, userId, channelId: userId, key: `view:${view.id}` };
    const asked = { kind: 'budget_top_up', credits, scope: target, until: { kind: 'date', date: day } } as const;
    const { blocks } = await topUp(deps, asker, asked, copy);
    deps.background(async () => await showInHome(deps, at, userId));
    return notice(blocks, copy);
  });
}
