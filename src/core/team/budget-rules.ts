interface By {
  readonly teamId: string;
  readonly userId: string;
}

/** What managers decide about budgets, besides how large they are. Each change is written to the audit, and none where it was so before. */
export interface BudgetRuleStore {
  /** `percents`: at which of a budget managers are told, 1 to 100, at most ten. */
  setWarnAt(by: By, percents: readonly number[], defaultCredits: number | null): Promise<void>;
  /** Whether what asks for no quality is made in low once a budget is nearly used. */
  setLowWhenShort(by: By, isLow: boolean, defaultCredits: number | null): Promise<void>;
  /** The word that a channel's spending is charged back by; null: none. */
  setTag(by: By, channelId: string, tag: string | null, defaultCredits: number | null): Promise<void>;
  /** When a day (YYYY-MM-DD) is over where the team is. Of a team that is known. */
  readDayEnd(teamId: string, day: string): Promise<Date>;
}

const MOST_PERCENTS = 10;

/** In order and each once; null: no percents of a budget, or too many. */
export function readPercents(said: readonly number[]): number[] | null {
  const percents = [...new Set(said)].sort((a, b) => a - b);
  const isRight = percents.every((percent) => Number.isInteger(percent) && percent >= 1 && percent <= 100);
  return isRight && percents.length > 0 && percents.length <= MOST_PERCENTS ? percents : null;
}
