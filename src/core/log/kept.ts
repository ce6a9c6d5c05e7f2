/**
 * What is kept about a workspace beside its requests and its audit, by the names of the tables: an export of everything has
 * all of each. Not here: what only leads our own work (queues, claims, messages still to be changed), and pictures, which Slack has.
 */
export const KEPT_TABLES = [
  'teams',
  'policies',
  'channel_rules',
  'channel_tags',
  'managers',
  'budgets',
  'budget_months',
  'budget_days',
  'budget_alerts',
  'spend_spikes',
  'grants',
  'grant_uses',
  'approvals',
  'ledger_entries',
  'spend_days',
  'letters',
  'legal_holds',
  'prompt_readings',
  'erasures',
  'exports',
] as const;

export type KeptTable = (typeof KEPT_TABLES)[number];

/** A row by its columns' names, as JSON has them. */
export type KeptRow = Readonly<Record<string, unknown>>;

export interface KeptStore {
  /** A table's rows of one team in the order of their key, from after the row `after` on. */
  listKept(teamId: string, table: KeptTable, limit: number, after: KeptRow | null): Promise<KeptRow[]>;
}

/** What managers set of the row in which ours and theirs stand side by side: a column that comes to it is shown when it is named here. */
const SETTINGS = [
  ...[
    'created_at',
    'language',
    'time_zone',
    'first_day',
    'warn_at',
    'guests_may_spend',
    'confirm_above',
    'answer_days',
  ],
  ...['is_low_when_short', 'retention_days', 'retention_from', 'policy_version', 'paused_at', 'paused_by'],
];

export function keptLine(table: KeptTable, row: KeptRow): string {
  const { team_id: _, ...columns } = row;
  const shown = table === 'teams' ? Object.fromEntries(SETTINGS.map((name) => [name, columns[name]])) : columns;
  return `${JSON.stringify(shown)}\n`;
}
