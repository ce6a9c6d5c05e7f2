import type { LastChange } from '../../core/team/last-change.ts';
import type { Sql } from '../connection/prepared.ts';

/**
 * What somebody else made of a setting within the hour, so lately that whoever changes it now may not know; null: nobody
 * did, or the last to change it were they themselves. `subject` null: any of this action.
 */
export async function lastChange(
  sql: Sql,
  { teamId, userId }: { readonly teamId: string; readonly userId: string },
  action: string,
  subject: string | null,
): Promise<LastChange | null> {
  const { rows } = await sql.query<LastChange>(
    `select user_id as "userId", to_value as "to" from audit_entries
     where team_id = $1 and action = $2 and ($3::text is null or subject = $3) and at > now() - interval '1 hour'
     order by id desc limit 1`,
    [teamId, action, subject],
  );
  const [last] = rows;
  return last && last.userId !== userId ? last : null;
}
