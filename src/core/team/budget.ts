import type { NewGeneration } from '../generation.ts';
import type { Standing } from './standing.ts';

/** The largest budget or grant, in credits; above it there is unlimited. */
export const MOST_CREDITS = 10_000_000;

/** How a group's budget is meant: for each member on their own, or for all together. */
export type GroupRule = 'each' | 'pot';

export type Period = 'month' | 'day';

/** `group`: a Slack user group, or `guests`. `own`: a person's lower cap for themselves. */
export type BudgetScope =
  | { readonly kind: 'team' }
  | { readonly kind: 'channel'; readonly id: string }
  | { readonly kind: 'person'; readonly id: string }
  | { readonly kind: 'group'; readonly id: string; readonly rule: GroupRule }
  | { readonly kind: 'own'; readonly id: string };

/** Whose budget managers set. */
export type BudgetTarget = Exclude<BudgetScope, { kind: 'own' }>;

/** Where a grant helps: at the counters of a person, a pot, a channel or the team. */
export type GrantScope = Exclude<BudgetTarget, { rule: 'each' }>;

/** One month of a team's money, in credits. `budget` and `left` are null when unlimited. */
export interface BudgetMonth {
  readonly budget: number | null;
  readonly held: number;
  readonly spent: number;
  readonly left: number | null;
  /** First day of the month and of the next one, YYYY-MM-DD, in the team's time zone. */
  readonly month: string;
  readonly renews: string;
  readonly timeZone: string;
}

/** What one person may still spend in one channel: the narrowest of the budgets that apply. */
export interface Allowance {
  /** Credits, with what grants still have; null: unlimited. */
  readonly left: number | null;
  /** Whose budget it is. */
  readonly scope: BudgetScope['kind'];
  /** First day of the next period, YYYY-MM-DD, in the team's time zone. */
  readonly renews: string;
}

/** A budget that applies to somebody somewhere, as it stands in its current period. */
export interface Limit {
  readonly scope: BudgetScope;
  /** null: unlimited. */
  readonly credits: number | null;
  readonly period: Period;
  /** First day of the current period, YYYY-MM-DD, in the team's time zone: names it in counters and warnings. */
  readonly start: string;
  readonly used: number;
  readonly held: number;
  /** Of the budget alone; null: unlimited. Less than 0 where it was lowered, or more was charged than held. */
  readonly left: number | null;
  /** What grants still have for this person here, on top of `left`. */
  readonly granted: number;
  readonly renewsAt: Date;
  /** For `setBudget`: what was seen. */
  readonly version: number;
}

/** A budget as it is written, without what became of it. */
export interface SetBudget {
  readonly credits: number | null;
  readonly period: Period;
  /** Of a group's. */
  readonly rule: GroupRule | null;
  readonly version: number;
}

/** Who asked for the change, and what they are, as Slack said just now. */
export interface BudgetChange {
  readonly teamId: string;
  readonly userId: string;
  readonly scope: BudgetTarget;
  /** null: unlimited. */
  readonly credits: number | null;
  /** Absent: as it was, or `month`. */
  readonly period?: Period;
  /** The version that whoever changes it has seen, null: that there was none. Absent: whatever it is. */
  readonly expected?: number | null;
  /** Taken as the team's time zone when it has none of its own yet. */
  readonly timeZone: string | null;
  readonly channelId?: string | null;
}

/** `before` null: that scope had none. `conflict`: somebody else changed it meanwhile, and nothing was changed. */
export type BudgetAnswer =
  | { readonly outcome: 'set'; readonly before: SetBudget | null; readonly now: SetBudget; readonly month: BudgetMonth }
  | { readonly outcome: 'conflict'; readonly now: SetBudget | null };

/** Who would spend, and where. `standing` null: not asked; then budgets of groups are left out. */
export type Spender = Pick<NewGeneration, 'teamId' | 'channelId' | 'userId'> & { readonly standing?: Standing | null };

/** When a team's periods begin. */
export interface Calendar {
  readonly timeZone: string;
  /** Day of the month, 1 to 28. */
  readonly firstDay: number;
  /** First day of the month and of the day that are under way, YYYY-MM-DD. */
  readonly month: string;
  readonly day: string;
  readonly monthEnds: Date;
  readonly dayEnds: Date;
}

export type CalendarAnswer =
  | { readonly outcome: 'set'; readonly before: Calendar; readonly now: Calendar }
  | { readonly outcome: 'unknown_zone' };

interface By {
  readonly teamId: string;
  readonly userId: string;
}

/** `defaultCredits`: the budget of a team that has set none; null: unlimited. */
export interface BudgetStore {
  readBudget(teamId: string, defaultCredits: number | null): Promise<BudgetMonth>;
  /** What this person may still spend in this channel. */
  readAllowance(who: Spender, defaultCredits: number | null): Promise<Allowance>;
  /** The budgets that apply to this person in this channel, in the order in which they bite: own, person or the group's `each`, pot, channel, team. */
  listLimits(who: Spender, defaultCredits: number | null): Promise<Limit[]>;
  /** Every budget that managers have set in a team, on its own counters; a limit for each member has none of its own. */
  listBudgets(teamId: string, defaultCredits: number | null): Promise<(Limit & { readonly scope: BudgetTarget })[]>;
  /** Slack has given a channel another id: its requests, its budget and what counts against that go along, all or nothing. The same once more changes nothing. */
  renameChannel(teamId: string, oldId: string, newId: string): Promise<void>;
  /** Sets a budget and writes the audit entry; none where it was the same before. */
  setBudget(change: BudgetChange, defaultCredits: number | null): Promise<BudgetAnswer>;
  /** A lower cap of one's own, for oneself; null takes it away. */
  capOwn(
    by: By,
    credits: number | null,
    period: Period,
    defaultCredits: number | null,
  ): Promise<{ readonly before: SetBudget | null }>;
  readCalendar(teamId: string, defaultCredits: number | null): Promise<Calendar>;
  /** What is under way goes on until its new end (decision 49): nobody gets a second budget. */
  setZone(by: By, timeZone: string, defaultCredits: number | null): Promise<CalendarAnswer>;
  /** `firstDay`: 1 to 28. */
  setFirstDay(by: By, firstDay: number, defaultCredits: number | null): Promise<CalendarAnswer>;
}
