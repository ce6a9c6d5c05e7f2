import type { GenerationKey } from '../../core/generation.ts';
import type { ChangeStore } from '../../core/thread/changes.ts';
import type { Sql } from '../connection/prepared.ts';
import type { Work } from '../work.ts';
import { CHANGED } from './changes.ts';

export function deleteStore({ within, enqueue }: Work): Pick<ChangeStore, 'markDeleted'> {
  return {
    markDeleted: (key, userId) =>
      within(async (sql) => {
        const gone = await markDeleted(sql, key, userId);
        await enqueue(sql, 'post', gone);
        return gone.length > 0;
      }),
  };
}

const DELETED = `deleted_at = coalesce(deleted_at, now()), changed_by = coalesce($3, changed_by), ${CHANGED}`;

/** With it go the undos that show it once more and the comparisons that show it. Answers whose messages are to go: none if it was never posted. `userId` null: for whoever was noted before. */
async function markDeleted(sql: Sql, { teamId, id }: GenerationKey, userId: string | null): Promise<GenerationKey[]> {
  const { rows: own } = await sql.query<GenerationKey & { changedBy: string | null }>(
    `update generations set ${DELETED} where team_id = $1 and id = $2 and state = 'posted' returning team_id as "teamId", id, changed_by as "changedBy"`,
    [teamId, id, userId],
  );
  const [deleted] = own;
  if (!deleted) return [];
  const { rows: again } = await sql.query<GenerationKey>(
    `update generations set ${DELETED} where team_id = $1 and state = 'posted' and deleted_at is null
       and ((act in ('undo', 'compare') and other_id = $2) or (act = 'compare' and parent_id = $2))
     returning team_id as "teamId", id`,
    [teamId, id, deleted.changedBy],
  );
  return [{ teamId, id }, ...again];
}

/**
 * What the posting of one brings with it: of pictures made private, the message for all goes; an undo or a comparison
 * goes at once if what it shows was deleted while it was on its way. Answers whose messages are to go.
 */
export async function deleteAfterPosting(sql: Sql, { teamId, id }: GenerationKey): Promise<GenerationKey[]> {
  const { rows } = await sql.query<{ act: string; other: string }>(
    `select act, other_id as other from generations
     where team_id = $1 and id = $2 and act in ('undo', 'compare', 'hide') and other_id is not null`,
    [teamId, id],
  );
  const [row] = rows;
  if (!row) return [];
  if (row.act === 'hide') return await markDeleted(sql, { teamId, id: row.other }, null);
  // The lock lets a deletion that is under way end first, or wait until this one is posted: none overlooks the other.
  const { rows: shown } = await sql.query<{ deleted: boolean }>(
    `select o.deleted_at is not null as deleted from generations o join generations g on g.team_id = o.team_id
     where g.team_id = $1 and g.id = $2 and (o.id = g.other_id or (g.act = 'compare' and o.id = g.parent_id)) for share of o`,
    [teamId, id],
  );
  return shown.some(({ deleted }) => deleted) ? await markDeleted(sql, { teamId, id }, null) : [];
}
