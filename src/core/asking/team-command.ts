import { readsAsFilters } from '../log/read-filters.ts';
import { type BudgetTarget, MOST_CREDITS } from '../team/budget.ts';
import { grammarOf, type Rule } from './grammar.ts';
import { type ChannelMode, MODES, TEAM_WORDS, WEEKDAYS } from './team-words.ts';

/** A day that somebody names: the day itself, or the next such day of the week (1: Monday). */
export type NamedDay =
  | { readonly kind: 'date'; readonly date: string }
  | { readonly kind: 'weekday'; readonly day: number };

/** What is said to the app about the team: its money, its log, its rules. Credits null: unlimited. */
export type TeamCommand =
  | {
      readonly kind: 'budget_set';
      readonly credits: number | null;
      readonly scope: BudgetTarget;
      readonly period?: 'month' | 'day';
    }
  | {
      readonly kind: 'budget_top_up';
      readonly credits: number;
      readonly scope: BudgetTarget;
      readonly until: NamedDay;
    }
  | { readonly kind: 'budget_zone'; readonly zone: string }
  | { readonly kind: 'budget_first_day'; readonly day: number }
  | { readonly kind: 'budget_cap'; readonly credits: number | null; readonly period?: 'month' | 'day' }
  | { readonly kind: 'budget_warn'; readonly percents: readonly number[] }
  | { readonly kind: 'budget_low'; readonly isLow: boolean }
  | { readonly kind: 'budget_tag'; readonly tag: string | null; readonly channelId: string }
  | { readonly kind: 'managers' }
  | { readonly kind: 'managers_add' | 'managers_remove'; readonly userId: string }
  | { readonly kind: 'log'; readonly filters: string }
  | { readonly kind: 'export'; readonly format: 'csv' | 'jsonl' | 'zip' }
  | { readonly kind: 'pause' | 'resume' }
  | { readonly kind: 'policy' }
  | { readonly kind: 'policy_channel'; readonly mode: ChannelMode; readonly channelId: string }
  | { readonly kind: 'policy_block' | 'policy_unblock'; readonly word: string }
  | { readonly kind: 'policy_max'; readonly credits: number | null }
  /** null: nothing is erased by age. */
  | { readonly kind: 'retention'; readonly days: number | null }
  | { readonly kind: 'retention_show' }
  | { readonly kind: 'forget_me' }
  /** How long questions for more credits wait, in working days; null: it is asked. */
  | { readonly kind: 'answer_days'; readonly days: number | null }
  | { readonly kind: 'audit' };

const RULES: readonly Rule<TeamCommand>[] = [
  { form: 'budget set CREDITS [for SCOPE]', read: (of) => budgetSet(of) },
  { form: 'budget set CREDITS a-day [for SCOPE]', read: (of) => budgetSet(of, 'day') },
  { form: 'budget set CREDITS a-month [for SCOPE]', read: (of) => budgetSet(of, 'month') },
  { form: 'budget each CREDITS for SCOPE', read: (of) => ofGroup(of, 'each') },
  { form: 'budget each CREDITS a-day for SCOPE', read: (of) => ofGroup(of, 'each', 'day') },
  { form: 'budget each CREDITS a-month for SCOPE', read: (of) => ofGroup(of, 'each', 'month') },
  { form: 'budget pot CREDITS for SCOPE', read: (of) => ofGroup(of, 'pot') },
  { form: 'budget pot CREDITS a-day for SCOPE', read: (of) => ofGroup(of, 'pot', 'day') },
  { form: 'budget pot CREDITS a-month for SCOPE', read: (of) => ofGroup(of, 'pot', 'month') },
  { form: 'budget top-up CREDITS [for SCOPE] until DAY', read: topUp },
  { form: 'budget zone ZONE', read: (of) => ({ kind: 'budget_zone', zone: of('ZONE') }) },
  { form: 'budget first-day NUMBER', read: (of) => ({ kind: 'budget_first_day', day: Number(of('NUMBER')) }) },
  { form: 'budget cap CREDITS', read: (of) => capOwn(of) },
  { form: 'budget cap CREDITS a-day', read: (of) => capOwn(of, 'day') },
  { form: 'budget cap CREDITS a-month', read: (of) => capOwn(of, 'month') },
  {
    form: 'budget warn NUMBERS',
    read: (of) => ({ kind: 'budget_warn', percents: (of('NUMBERS').match(/\d+/gu) ?? []).map(Number) }),
  },
  { form: 'budget low on', read: () => ({ kind: 'budget_low', isLow: true }) },
  { form: 'budget low off', read: () => ({ kind: 'budget_low', isLow: false }) },
  {
    form: 'budget tag none for CHANNEL',
    read: (of) => withId(of('CHANNEL'), '#', (channelId) => ({ kind: 'budget_tag', tag: null, channelId })),
  },
  {
    form: 'budget tag WORD for CHANNEL',
    read: (of) => withId(of('CHANNEL'), '#', (channelId) => ({ kind: 'budget_tag', tag: of('WORD'), channelId })),
  },
  { form: 'managers', read: () => ({ kind: 'managers' }) },
  {
    form: 'managers add PERSON',
    read: (of) => withId(of('PERSON'), '@', (userId) => ({ kind: 'managers_add', userId })),
  },
  {
    form: 'managers remove PERSON',
    read: (of) => withId(of('PERSON'), '@', (userId) => ({ kind: 'managers_remove', userId })),
  },
  { form: 'log', read: () => ({ kind: 'log', filters: '' }) },
  {
    form: 'log FILTERS',
    read: (of) => (readsAsFilters(of('FILTERS')) ? { kind: 'log', filters: of('FILTERS') } : null),
  },
  { form: 'export', read: () => ({ kind: 'export', format: 'csv' }) },
  { form: 'export csv', read: () => ({ kind: 'export', format: 'csv' }) },
  { form: 'export jsonl', read: () => ({ kind: 'export', format: 'jsonl' }) },
  { form: 'export all', read: () => ({ kind: 'export', format: 'zip' }) },
  { form: 'pause', read: () => ({ kind: 'pause' }) },
  { form: 'resume', read: () => ({ kind: 'resume' }) },
  { form: 'policy', read: () => ({ kind: 'policy' }) },
  {
    form: 'policy MODE for CHANNEL',
    read: (of) => {
      const mode = modeOf(of('MODE'));
      return mode && withId(of('CHANNEL'), '#', (channelId) => ({ kind: 'policy_channel', mode, channelId }));
    },
  },
  { form: 'policy block WORD', read: (of) => ({ kind: 'policy_block', word: of('WORD') }) },
  { form: 'policy unblock WORD', read: (of) => ({ kind: 'policy_unblock', word: of('WORD') }) },
  {
    form: 'policy max CREDITS',
    read: (of) => {
      const credits = readCredits(of('CREDITS'));
      return credits === undefined ? null : { kind: 'policy_max', credits };
    },
  },
  { form: 'retention', read: () => ({ kind: 'retention_show' }) },
  { form: 'retention off', read: () => ({ kind: 'retention', days: null }) },
  { form: 'retention NUMBER [days]', read: (of) => ({ kind: 'retention', days: Number(of('NUMBER')) }) },
  { form: 'forget-me', read: () => ({ kind: 'forget_me' }) },
  { form: 'approvals', read: () => ({ kind: 'answer_days', days: null }) },
  { form: 'approvals NUMBER [days]', read: (of) => ({ kind: 'answer_days', days: Number(of('NUMBER')) }) },
  { form: 'audit', read: () => ({ kind: 'audit' }) },
];

/** Of one line without the signs around it, at most `LONGEST_TEAM_COMMAND` characters; null: no such command. */
export const readTeamCommand = grammarOf(RULES, TEAM_WORDS);

export const LONGEST_TEAM_COMMAND = 200;

type Of = (name: string) => string;

function budgetSet(of: Of, period?: 'month' | 'day'): TeamCommand | null {
  const credits = readCredits(of('CREDITS'));
  const scope = readScope(of('SCOPE'));
  if (credits === undefined || !scope) return null;
  return { kind: 'budget_set', credits, scope, ...(period && { period }) };
}

function ofGroup(of: Of, rule: 'each' | 'pot', period?: 'month' | 'day'): TeamCommand | null {
  const credits = readCredits(of('CREDITS'));
  const scope = readGroup(of('SCOPE'), rule);
  if (credits === undefined || !scope) return null;
  return { kind: 'budget_set', credits, scope, ...(period && { period }) };
}

function capOwn(of: Of, period?: 'month' | 'day'): TeamCommand | null {
  const credits = readCredits(of('CREDITS'));
  return credits === undefined ? null : { kind: 'budget_cap', credits, ...(period && { period }) };
}

function topUp(of: Of): TeamCommand | null {
  const credits = readCredits(of('CREDITS'));
  const scope = readScope(of('SCOPE')) ?? readGroup(of('SCOPE'), 'pot');
  const until = readDay(of('DAY'));
  return typeof credits === 'number' && scope && until ? { kind: 'budget_top_up', credits, scope, until } : null;
}

/** A whole number of credits as people write it; null: unlimited; undefined: neither, or above the largest budget. */
export function readCredits(value: string): number | null | undefined {
  if (/^(?:unlimited|ilimitad[oa])$/iu.test(value)) return null;
  if (!/^(?:\d+|\d{1,3}([., '’])\d{3}(?:\1\d{3})*)$/u.test(value)) return undefined;
  const credits = Number(value.replace(/\D/gu, ''));
  return credits <= MOST_CREDITS ? credits : undefined;
}

/** A channel or a person as Slack writes them; nothing at all is the team. */
export function readScope(target: string): BudgetTarget | null {
  if (target === '') return { kind: 'team' };
  const [, sign, id] = /^<([#@])([A-Z0-9]+)(?:\|[^<>]*)?>$/u.exec(target) ?? [];
  return sign && id ? { kind: sign === '#' ? 'channel' : 'person', id } : null;
}

function readGroup(target: string, rule: 'each' | 'pot'): BudgetTarget | null {
  if (/^(?:guests|convidados|invitados)$/iu.test(target)) return { kind: 'group', id: 'guests', rule };
  const [, id] = /^<!subteam\^(S[A-Z0-9]+)(?:\|[^<>]*)?>$/u.exec(target) ?? [];
  return id ? { kind: 'group', id, rule } : null;
}

function readDay(said: string): NamedDay | null {
  if (/^\d/u.test(said)) {
    const at = new Date(`${said}T00:00:00Z`);
    return Number.isNaN(at.valueOf()) || at.toISOString().slice(0, 10) !== said ? null : { kind: 'date', date: said };
  }
  const day = WEEKDAYS.findIndex((names) => names.includes(said.toLowerCase()));
  return day < 0 ? null : { kind: 'weekday', day: day + 1 };
}

function modeOf(said: string): ChannelMode | null {
  const [mode] = Object.entries(MODES).find(([, names]) => names.includes(said.toLowerCase())) ?? [];
  return (mode as ChannelMode | undefined) ?? null;
}

function withId<C>(target: string, sign: '#' | '@', make: (id: string) => C): C | null {
  const [, said, id] = /^<([#@])([A-Z0-9]+)(?:\|[^<>]*)?>$/u.exec(target) ?? [];
  return said === sign && id ? make(id) : null;
}
