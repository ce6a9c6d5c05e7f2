import type { BudgetTarget } from '../../src/core/team/budget.ts';
import { type BudgetForm, budgetModal } from '../../src/slack/budgets/budget-modal.ts';
import { budgetsModal, type TeamLimit } from '../../src/slack/budgets/budgets-modal.ts';
import { calendarModal } from '../../src/slack/budgets/calendar.ts';
import { topUpModal } from '../../src/slack/budgets/top-up.ts';
import { CALENDAR, limitOf } from './budgets.ts';
import { CREDITS, type Load, MONTH } from './data.ts';
import type { Sample } from './sample.ts';

const TARGETS: readonly BudgetTarget[] = [
  { kind: 'team' },
  { kind: 'channel', id: 'C0ACMEGENERAL' },
  { kind: 'person', id: 'U0ACMEANA1' },
  { kind: 'group', id: 'S0ACMEDESIGN', rule: 'each' },
  { kind: 'group', id: 'guests', rule: 'pot' },
];

const limit = (load: Load, scope: BudgetTarget): TeamLimit => ({ ...limitOf(load, scope).limit, scope });
const limits = (load: Load) =>
  load === 'worst'
    ? Array.from({ length: 100 }, (_, i) => limit(load, TARGETS[i % TARGETS.length] ?? { kind: 'team' }))
    : TARGETS.map((scope) => limit(load, scope));

const form = (about: Partial<BudgetForm> & Pick<BudgetForm, 'target'>): BudgetForm => ({
  ...{ limit: null, note: null, groups: null },
  ...about,
});

const groups = Array.from({ length: 120 }, (_, i) => ({
  id: `S0ACME${i}`,
  handle: `group-${i}`,
  memberIds: new Set<string>(),
}));

/** The forms for budgets, from Home. */
export const BUDGET_FORMS: readonly Sample[] = [
  { name: 'budgetsModal', build: (copy, load) => budgetsModal(limits(load), copy) },
  ...TARGETS.map(
    (target): Sample => ({
      name: `budgetModal: ${Object.values(target).join(' ')}`,
      build: (copy, load) => budgetModal(form({ target, limit: limit(load, target) }), copy),
    }),
  ),
  {
    name: 'budgetModal: changed meanwhile',
    build: (copy, load) =>
      budgetModal(
        form({
          target: { kind: 'team' },
          limit: limit(load, { kind: 'team' }),
          typed: { credits: CREDITS[load], period: 'day' },
          note: copy.team.budgetForms.changedMeanwhile(copy.team.budgets.amount(CREDITS[load], 'month')),
        }),
        copy,
      ),
  },
  ...(['channel', 'person', 'guests'] as const).map(
    (target): Sample => ({
      name: `budgetModal: another, ${target}`,
      build: (copy) => budgetModal(form({ target }), copy),
    }),
  ),
  ...(['all', 'no_scope', 'no_plan'] as const).map(
    (told): Sample => ({
      name: `budgetModal: another, group, ${told}`,
      build: (copy, load) =>
        budgetModal(
          form({ target: 'group', groups: { told, groups: told === 'all' && load === 'worst' ? groups : [] } }),
          copy,
        ),
    }),
  ),
  {
    name: 'topUpModal',
    build: (copy, load) => topUpModal(limit(load, { kind: 'channel', id: 'C0ACMEGENERAL' }), MONTH, copy),
  },
  { name: 'calendarModal', build: (copy) => calendarModal(CALENDAR, copy) },
];
