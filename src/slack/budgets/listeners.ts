import { OPEN_BUDGETS, SET_BUDGET } from '../console/home-buttons.ts';
import type { ListenerDeps } from '../deps.ts';
import type { SubmitArgs } from '../form/submission.ts';
import type { PressArgs } from '../kit/press.ts';
import { SET_BUDGET_OF } from './budget-modal.ts';
import { onBudgetButton, onBudgetChosen, onBudgetSubmit, onBudgetsButton } from './budgets.ts';
import { BUDGET_CALENDAR, CHANGE_BUDGET, NEW_BUDGET } from './budgets-modal.ts';
import { onCalendarButton, onCalendarSubmit, SET_CALENDAR } from './calendar.ts';
import { GIVE_TOP_UP, onTopUpSubmit } from './top-up.ts';

const placed = (name: string) => new RegExp(`^${name}:\\d+$`);

/** The buttons and menus of budgets. */
export const BUDGET_PRESSES: readonly (readonly [
  string | RegExp,
  (deps: ListenerDeps, args: PressArgs) => Promise<void>,
])[] = [
  [SET_BUDGET, onBudgetButton],
  [OPEN_BUDGETS, onBudgetsButton],
  [placed(CHANGE_BUDGET), onBudgetChosen],
  [placed(NEW_BUDGET), onBudgetChosen],
  [BUDGET_CALENDAR, onCalendarButton],
];

/** Their forms. */
export const BUDGET_SUBMISSIONS: readonly (readonly [
  string,
  (deps: ListenerDeps, args: SubmitArgs) => Promise<void>,
])[] = [
  [SET_BUDGET_OF, onBudgetSubmit],
  [GIVE_TOP_UP, onTopUpSubmit],
  [SET_CALENDAR, onCalendarSubmit],
];
