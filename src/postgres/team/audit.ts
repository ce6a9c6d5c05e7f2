import type { Sql } from '../connection/prepared.ts';

/** What somebody changed, or tried to. */
export interface NewAuditEntry {
  readonly teamId: string;
  readonly userId: string;
  /** A word: `budget_set`, `exported`, `budget_refused`. */
  readonly action: string;
  /** What it is about: `team`, `channel:C…`, `person:U…`, `request:…`. */
  readonly subject: string;
  readonly from: number | string | null;
  readonly to: number | string | null;
  /** In the words of whoever did it, where one was asked for. */
  readonly reason?: string | null;
  /** Where it was done, or what place it is about. */
  readonly channelId?: string | null;
  /** The entry that this one takes back. */
  readonly undoes?: number | null;
}

/** Writes an entry into the transaction in hand, for good: nothing in this app changes or deletes one. Of a team that is known. */
export async function audit(sql: Sql, entry: NewAuditEntry): Promise<void> {
  const { teamId, userId, action, subject, from, to, reason = null, channelId = null, undoes = null } = entry;
  await sql.query(
    `insert into audit_entries (team_id, user_id, action, subject, from_value, to_value, reason, channel_id, undoes)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [teamId, userId, action, subject, from, to, reason, channelId, undoes],
  );
}
