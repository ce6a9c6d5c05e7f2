import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import { type BudgetTarget, MOST_CREDITS, type Period } from '../../core/team/budget.ts';
import { GUESTS } from '../../core/team/standing.ts';
import { readHeld } from '../form/fields.ts';
import type { UserGroups } from '../groups/groups.ts';
import { LIMITS } from '../kit/limits.ts';
import { context, section } from '../kit/message.ts';
import { plain } from '../kit/text.ts';
import { limitLine } from '../team/limits.ts';
import { whoseWords } from '../warnings/whose.ts';
import type { TeamLimit } from './budgets-modal.ts';
import { type Remembered, readRemembered, type TargetKind, writeRemembered } from './target.ts';

export const SET_BUDGET_OF = 'set_budget_of';
export const CREDITS = 'monthly_credits';
const CHANNEL = 'budget_channel';
const PERSON = 'budget_person';
const GROUP = 'budget_group';
const RULE = 'budget_rule';
const PERIOD = 'budget_period';

export interface BudgetForm {
  /** Whose budget it is, or of what kind the one is that has still to be chosen. */
  readonly target: BudgetTarget | TargetKind;
  /** As it stands; null: there is none, or nobody is chosen yet. */
  readonly limit: TeamLimit | null;
  /** What was typed before. Absent: what stands. */
  readonly typed?: { readonly credits: number | null; readonly period: Period };
  readonly note: string | null;
  /** For a user group's. */
  readonly groups: UserGroups | null;
}

/** One budget: whose, how much, and when it begins anew. It remembers which version of it was seen. */
export function budgetModal({ target, limit, typed, note, groups }: BudgetForm, copy: Copy): types.ModalView {
  const { budgetForms: words } = copy.team;
  const isChosen = typeof target !== 'string';
  const whose = isChosen ? [section(`*${title(target, copy)}*`)] : pickers(target, groups, copy);
  const canSet = target !== 'group' || (groups?.groups.length ?? 0) > 0;
  const credits = typed ? typed.credits : (limit?.credits ?? null);
  const period = typed?.period ?? limit?.period ?? 'month';
  const remembered: Remembered = isChosen
    ? { target, kind: null, version: limit?.version ?? null }
    : { target: null, kind: target, version: null };
  return {
    type: 'modal',
    callback_id: SET_BUDGET_OF,
    private_metadata: writeRemembered(remembered),
    title: plain(words.title, LIMITS.modalTitle),
    ...(canSet ? { submit: plain(copy.budgetForm.submit, LIMITS.modalTitle) } : {}),
    close: plain(copy.result.cancel, LIMITS.modalTitle),
    blocks: [
      ...(note ? [section(note)] : []),
      ...whose,
      ...(limit ? [context(limitLine({ limit, forecast: { kind: 'silent' } }, null, copy))] : []),
      ...(canSet ? [creditsField(credits, copy), periodField(period, copy)] : []),
    ],
  };
}

const title = (target: BudgetTarget, copy: Copy) => copy.team.budgetForms.budgetOf(whoseWords(target, copy));

/** Fields for whose budget it is to be. */
function pickers(kind: TargetKind, groups: UserGroups | null, copy: Copy): types.KnownBlock[] {
  const { budgetForms: words } = copy.team;
  if (kind === 'channel')
    return [
      input(CHANNEL, words.whichChannel, {
        type: 'conversations_select',
        action_id: CHANNEL,
        filter: { include: ['public', 'private'] },
      }),
    ];
  if (kind === 'person') return [input(PERSON, words.whichPerson, { type: 'users_select', action_id: PERSON })];
  if (kind === 'guests') return [ruleField(copy)];
  const { told, groups: known } = groups ?? { told: 'all', groups: [] };
  if (known.length === 0) {
    const why = { all: words.noGroups.none, no_scope: words.noGroups.noScope, no_plan: words.noGroups.noPlan };
    return [section(why[told])];
  }
  const options = known
    .slice(0, MOST_OPTIONS)
    .map(({ id, handle }) => ({ value: id, text: plain(`@${handle}`, LIMITS.optionText) }));
  return [input(GROUP, words.whichGroup, { type: 'static_select', action_id: GROUP, options }), ruleField(copy)];
}

const MOST_OPTIONS = 100;

function ruleField({ team: { budgetForms: words } }: Copy): types.InputBlock {
  const [each, pot] = [option('each', words.each), option('pot', words.pot)];
  return input(RULE, words.rule, {
    type: 'radio_buttons',
    action_id: RULE,
    options: [each, pot],
    initial_option: each,
  });
}

function creditsField(credits: number | null, { budgetForm, team }: Copy): types.InputBlock {
  return {
    ...input(CREDITS, team.budgetForms.credits, {
      type: 'number_input',
      action_id: CREDITS,
      is_decimal_allowed: false,
      min_value: '0',
      max_value: String(MOST_CREDITS),
      ...(credits !== null && credits <= MOST_CREDITS ? { initial_value: String(credits) } : {}),
    }),
    optional: true,
    hint: plain(budgetForm.hint(MOST_CREDITS), LIMITS.label),
  };
}

function periodField(period: Period, { team: { budgetForms: words } }: Copy): types.InputBlock {
  const options = [option('month', words.month), option('day', words.day)];
  const initial = options.find(({ value }) => value === period) ?? option('month', words.month);
  return input(PERIOD, words.period, { type: 'radio_buttons', action_id: PERIOD, options, initial_option: initial });
}

const option = (value: string, text: string) => ({ value, text: plain(text, LIMITS.optionText) });

function input(id: string, label: string, element: types.InputBlock['element']): types.InputBlock {
  return { type: 'input', block_id: id, label: plain(label, LIMITS.label), element };
}

export interface FilledBudget {
  /** null: nobody was chosen. */
  readonly target: BudgetTarget | null;
  /** null: unlimited. `unreadable`: no whole number that a budget can be, or no field at all. */
  readonly credits: number | null | 'unreadable';
  readonly period: Period;
  readonly version: number | null;
}

export function readBudgetModal(
  view: Parameters<typeof readHeld>[0] & { readonly private_metadata: string },
): FilledBudget {
  const { target, kind, version } = readRemembered(view.private_metadata);
  const held = readHeld(view);
  const period = held[PERIOD]?.selected_option?.value === 'day' ? 'day' : 'month';
  const rule = held[RULE]?.selected_option?.value === 'pot' ? 'pot' : 'each';
  const named = (id: string | null | undefined) => (id ? id : null);
  const chosenOf = (): BudgetTarget | null => {
    const channel = named(held[CHANNEL]?.selected_conversation);
    if (kind === 'channel') return channel === null ? null : { kind, id: channel };
    const person = named(held[PERSON]?.selected_user);
    if (kind === 'person') return person === null ? null : { kind, id: person };
    if (kind === 'guests') return { kind: 'group', id: GUESTS, rule };
    if (kind !== 'group') return null;
    const group = named(held[GROUP]?.selected_option?.value);
    return group === null ? null : { kind: 'group', id: group, rule };
  };
  return { target: target ?? chosenOf(), credits: readCredits(held[CREDITS]), period, version };
}

function readCredits(field: { readonly value?: string | null | undefined } | undefined): FilledBudget['credits'] {
  if (!field) return 'unreadable';
  const typed = field.value?.trim() ?? '';
  if (typed === '') return null;
  return /^\d+$/.test(typed) && Number(typed) <= MOST_CREDITS ? Number(typed) : 'unreadable';
}
