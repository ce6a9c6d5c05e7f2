import type { LastChange } from './last-change.ts';

/** What the admins of a team decide, besides its budgets. */
export interface TeamSettings {
  /** Of what all of the team read: `en`, `pt-BR` or `es`. */
  readonly language: string;
  /** false: guests may look, and order nothing. */
  readonly guestsMaySpend: boolean;
  /** Buttons that cost more credits than this ask first; null: none ever asks. */
  readonly confirmAbove: number | null;
}

/** One setting changed, as an admin says it. */
export type SettingChange = { readonly guestsMaySpend: boolean } | { readonly confirmAbove: number | null };

/** Of a team that has set nothing; the columns of `teams` begin with the same. */
export const DEFAULT_SETTINGS: TeamSettings = { language: 'en', guestsMaySpend: true, confirmAbove: 10 };

export interface SettingsStore {
  readSettings(teamId: string): Promise<TeamSettings>;
  /** Changes one setting and writes the audit entry. Answers what holds now, and who else had changed the same a short time ago. */
  changeSetting(
    by: { readonly teamId: string; readonly userId: string },
    change: SettingChange,
    defaultCredits: number | null,
  ): Promise<{ readonly settings: TeamSettings; readonly before: LastChange | null }>;
  /** Writes to the audit that somebody who is no admin tried what only admins may: `budget_refused` and the like. */
  auditRefused(
    by: { readonly teamId: string; readonly userId: string },
    action: string,
    defaultCredits: number | null,
  ): Promise<void>;
  readLanguage(teamId: string): Promise<string>;
  /** Answers who else had set it a short time ago. */
  setLanguage(
    teamId: string,
    userId: string,
    language: string,
    defaultCredits: number | null,
  ): Promise<LastChange | null>;
  /** Whether the team's Slack takes carousels; null: not tried yet. */
  readCarousels(teamId: string): Promise<boolean | null>;
  saveCarousels(teamId: string, taken: boolean): Promise<void>;
}
