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
