import type { ThreadKey, Version } from '../core/thread/versions.ts';
import { asFailureCode } from './generations.ts';
import type { Sql } from './pool.ts';

const MOST = 1_000;

/** The versions of a thread, oldest first, and after them the undos that are no version yet, or never became one. */
export async function listVersions(sql: Sql, { teamId, channelId, threadTs }: ThreadKey): Promise<Version[]> {
  const { rows } = await sql.query<Version & { failure: string | null }>(
    `select id, act, label, parent_id as "parentId", parent_picture as "parentPicture", other_id as "otherId", prompt,
       user_id as "userId", state, failure, held_credits as "heldCredits", charged_credits as "chargedCredits",
       charge_estimated as "chargeEstimated", deleted_at is not null as deleted,
       (select count(*)::integer from pictures p where p.team_id = g.team_id and p.generation_id = g.id) as count
     from generations g
     where team_id = $1 and channel_id = $2 and thread_ts = $3 and (version is not null or act = 'undo')
     order by version nulls last, requested_at limit $4`,
    [teamId, channelId, threadTs, MOST],
  );
  return rows.map((row) => ({ ...row, failure: asFailureCode(row.failure) }));
}
