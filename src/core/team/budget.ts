import type { NewGeneration } from '../generation.ts';

/** The largest budget that can be set, in credits; above it there is unlimited. */
export const MOST_CREDITS = 10_000_000;

export type BudgetScope =
  | { readonly kind: 'team' }
  | { readonly kind: 'channel'; readonly id: string }
  | { readonly kind: 'person'; readonly id: string };

/** Whose budget can be set: also that of a Slack user group's members, or of `guests`, each on their own or all together. */
export type BudgetTarget = BudgetScope | { readonly kind: 'group'; readonly id: string; readonly rule: 'each' | 'pot' };

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

/** What one person may still spend in one channel this month: the narrowest of the budgets that apply. */
export interface Allowance {
  /** Credits; null: unlimited. */
  readonly left: number | null;
  /** Whose budget it is. */
  readonly scope: BudgetScope['kind'];
  /** First day of the next month, YYYY-MM-DD. */
  readonly renews: string;
}

/** Who asked for the change, and what they are, as Slack said just now. */
export interface BudgetChange {
  readonly teamId: string;
  readonly userId: string;
  readonly scope: BudgetScope;
  /** null: unlimited. */
  readonly credits: number | null;
  /** Taken as the team's time zone when it has none of its own yet. */
  readonly timeZone: string | null;
}

/** Who would spend, and where. */
export type Spender = Pick<NewGeneration, 'teamId' | 'channelId' | 'userId'>;

/** `defaultCredits`: the budget of a team that has set none; null: unlimited. */
export interface BudgetStore {
  readBudget(teamId: string, defaultCredits: number | null): Promise<BudgetMonth>;
  /** What this person may still spend in this channel. */
  readAllowance(who: Spender, defaultCredits: number | null): Promise<Allowance>;
  /** Slack has given a channel another id: its requests, its budget and what counts against that go along, all or nothing. The same once more changes nothing. */
  renameChannel(teamId: string, oldId: string, newId: string): Promise<void>;
  /** Sets a budget and writes the audit entry; none where it was the same before. Answers what it was before; `from` undefined: that scope had none. */
  setBudget(
    change: BudgetChange,
    defaultCredits: number | null,
  ): Promise<{ from: number | null | undefined; month: BudgetMonth }>;
}
