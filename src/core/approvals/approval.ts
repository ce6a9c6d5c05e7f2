import type { BudgetScope, GroupRule } from '../team/budget.ts';

/** Names one question; all that a button carries of it is the id. */
export interface ApprovalKey {
  readonly teamId: string;
  readonly id: string;
}

/** The budget that is short, and what it had left when somebody asked for more. */
export interface ShortBudget {
  readonly scope: BudgetScope['kind'];
  readonly scopeId: string;
  /** Of a group's. */
  readonly rule: GroupRule | null;
  /** Credits, with those of its grants. */
  readonly left: number;
  readonly budget: number;
  readonly renewsAt: Date;
}

/**
 * asked -> allowed, refused, ran_out, or unreachable (no manager could be written to). What is allowed starts by itself;
 * `cameOf` says what became of that.
 */
export type ApprovalState = 'asked' | 'allowed' | 'refused' | 'ran_out' | 'unreachable';

/** `asked_again`: it had become dearer, or another budget was short. `nothing`: it can't be made any more. */
export type CameOf = 'started' | 'asked_again' | 'nothing';

/** Somebody asks the managers for more than a budget has left: for one refused request, at one price. */
export interface Approval extends ApprovalKey, ShortBudget {
  /** The refused request. */
  readonly generationId: string;
  readonly userId: string;
  /** What it costs. */
  readonly credits: number;
  /** The question that was allowed, and of which this one is asked once more. */
  readonly againOf: string | null;
  readonly askedAt: Date;
  readonly runsOutAt: Date;
  readonly state: ApprovalState;
  readonly decidedBy: string | null;
  readonly reason: string | null;
  /** Allowed until a day: so many credits, and when they end. Null with `allowed`: this request alone. */
  readonly granted: Granted | null;
  readonly cameOf: CameOf | null;
  readonly startedId: string | null;
  /** Who asked was told how it ended. */
  readonly isTold: boolean;
}

export interface Granted {
  readonly credits: number;
  readonly until: Date;
}

export type NewApproval = Pick<Approval, 'teamId' | 'id' | 'generationId' | 'userId' | 'credits' | 'againOf'> &
  ShortBudget;

/** How a manager answers. */
export type Decision =
  | { readonly kind: 'once' }
  /** A grant of `credits` for who asked, in the budget that is short, until the end of the day in so many `days` (0: today), in the team's time zone. */
  | { readonly kind: 'until'; readonly credits: number; readonly days: number }
  | { readonly kind: 'no'; readonly reason: string | null };

/** The most working days for which a question may wait. */
export const MOST_ANSWER_DAYS = 10;

/** The longest reason that is kept of a refusal, in characters. */
export const LONGEST_REASON = 300;

/** What somebody asked for before, in the last ninety days. */
export interface Earlier {
  readonly asked: number;
  readonly allowed: number;
  readonly refused: number;
}

/** Who reads a card: each manager, and who asked. */
export type Reader = 'manager' | 'asker';

/** A message that shows a question. */
export interface Card {
  readonly reader: Reader;
  readonly userId: string;
  /** null: it does not stand yet. */
  readonly channelId: string | null;
  readonly messageTs: string | null;
}

/** What a card shows, as it is compared with what it should. */
export function lookOf({ state, cameOf }: Pick<Approval, 'state' | 'cameOf'>, reader: Reader): string {
  return reader === 'asker' && cameOf !== null ? `${state} ${cameOf}` : state;
}
