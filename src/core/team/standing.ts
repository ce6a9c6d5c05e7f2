/** What Slack says of somebody who asks: what decides which budgets of groups are theirs. */
export interface Standing {
  /** Their Slack user groups. Empty too where the app may not know: no such scope, or a plan without user groups. */
  readonly groupIds: readonly string[];
  readonly isGuest: boolean;
}

/** The built-in group of all guests, beside Slack's own. */
export const GUESTS = 'guests';

/** The groups by which budgets know somebody. */
export const groupsOf = (standing: Standing | null): string[] => [
  ...(standing?.groupIds ?? []),
  ...(standing?.isGuest ? [GUESTS] : []),
];
