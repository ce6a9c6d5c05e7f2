import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import type { Calendar } from '../../core/team/budget.ts';
import type { ListenerDeps } from '../deps.ts';
import { readHeld } from '../form/fields.ts';
import { onSubmission, type SubmitArgs } from '../form/submission.ts';
import { onViewPress } from '../form/view-press.ts';
import { LIMITS } from '../kit/limits.ts';
import { context, section } from '../kit/message.ts';
import type { PressArgs } from '../kit/press.ts';
import { plain } from '../kit/text.ts';
import { findManager } from '../policy/find-manager.ts';
import { setFirstDay, setZone } from '../team/budget-calendar.ts';
import { notice, showInHome } from './notice.ts';

export const SET_CALENDAR = 'set_calendar';
const FIRST_DAY = 'calendar_first_day';
const ZONE = 'calendar_zone';
const LONGEST_ZONE = 60;
const LAST_FIRST_DAY = 28;

/** "Month and time zone…": when budgets begin anew. */
export async function onCalendarButton(deps: ListenerDeps, args: PressArgs): Promise<void> {
  await onViewPress(deps, args, async ({ by }, copy) => {
    if (!(await findManager(deps, by, 'budget'))) return notice([section(copy.budget.onlyManagers)], copy);
    const { store, defaultCredits } = deps.requests;
    return calendarModal(await store.readCalendar(by.teamId, defaultCredits), copy);
  });
}

export function calendarModal({ firstDay, timeZone }: Calendar, copy: Copy): types.ModalView {
  const { budgetForms: words } = copy.team;
  return {
    type: 'modal',
    callback_id: SET_CALENDAR,
    title: plain(words.title, LIMITS.modalTitle),
    submit: plain(words.save, LIMITS.modalTitle),
    close: plain(copy.result.cancel, LIMITS.modalTitle),
    blocks: [
      context(words.runsOn),
      {
        type: 'input',
        block_id: FIRST_DAY,
        label: plain(words.firstDay, LIMITS.label),
        element: {
          type: 'number_input',
          action_id: FIRST_DAY,
          is_decimal_allowed: false,
          min_value: '1',
          max_value: String(LAST_FIRST_DAY),
          initial_value: String(firstDay),
        },
      },
      {
        type: 'input',
        block_id: ZONE,
        label: plain(words.zone, LIMITS.label),
        element: { type: 'plain_text_input', action_id: ZONE, max_length: LONGEST_ZONE, initial_value: timeZone },
      },
    ],
  };
}

/** It is sent: what is changed is set as the commands set it, and what stayed is not touched. */
export async function onCalendarSubmit(deps: ListenerDeps, args: SubmitArgs): Promise<void> {
  await onSubmission(deps, args, { field: ZONE, cost: 'free' }, async ({ at, userId, view, complain }, copy) => {
    const { store, defaultCredits } = deps.requests;
    const asker = { teamId: at.teamId, userId, channelId: userId, key: `view:${view.id}` };
    if (!(await findManager(deps, asker, 'budget'))) return complain(copy.budget.onlyManagers);
    const held = readHeld(view);
    const day = Number(held[FIRST_DAY]?.value ?? 'none');
    const zone = held[ZONE]?.value?.trim() ?? '';
    if (!Number.isInteger(day) || day < 1 || day > LAST_FIRST_DAY) return complain(copy.team.budgets.firstDayWrong);
    const before = await store.readCalendar(at.teamId, defaultCredits);
    const said: types.KnownBlock[] = [];
    if (zone !== before.timeZone) {
      const answered = await setZone(deps, asker, { kind: 'budget_zone', zone }, copy);
      if ((await store.readCalendar(at.teamId, defaultCredits)).timeZone === before.timeZone)
        return complain(answered.text);
      said.push(...answered.blocks);
    }
    if (day !== before.firstDay || said.length === 0)
      said.push(...(await setFirstDay(deps, asker, { kind: 'budget_first_day', day }, copy)).blocks);
    deps.background(async () => await showInHome(deps, at, userId));
    return notice(said, copy);
  });
}
