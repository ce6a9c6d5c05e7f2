import { type Act, ruleOf } from '../../core/acts.ts';
import type { GenerationKey } from '../../core/generation.ts';
import type { ChangeStore } from '../../core/thread/changes.ts';
import type { Sql } from '../connection/prepared.ts';
import { COMPOSED, GOES_WITH_SHOWN } from '../rules.ts';
import type { Work } from '../work.ts';
import { moveWithin } from './move.ts';
import { CHANGING } from './moves.ts';

export function deleteStore(work: Work): Pick<ChangeStore, 'markDeleted'> {
  return { markDeleted: (key, userId) => work.within((sql) => markDeleted(work, sql, key, userId)) };
}

/** With it go the undos that show it once more and the comparisons that show it. `userId` null: for whoever was noted before. */
async function markDeleted(work: Work, sql: Sql, key: GenerationKey, userId: string | null): Promise<boolean> {
  if (!(await moveWithin(work, sql, key, CHANGING.deleted, [userId]))) return false;
  const { rows } = await sql.query<GenerationKey & { changedBy: string | null }>(
    `select g.team_id as "teamId", g.id, o.changed_by as "changedBy"
     from generations o join generations g on g.team_id = o.team_id and g.state = 'posted' and g.deleted_at is null
       and g.act in (${GOES_WITH_SHOWN}) and (g.other_id = o.id or (g.act in (${COMPOSED}) and g.parent_id = o.id))
     where o.team_id = $1 and o.id = $2 order by g.id for no key update of g`,
    [key.teamId, key.id],
  );
  for (const { changedBy, ...shown } of rows) await moveWithin(work, sql, shown, CHANGING.deleted, [changedBy]);
  return true;
}

/**
 * What the posting of one brings with it: of pictures made private, the message for all goes; an undo or a comparison
 * goes at once if what it shows was deleted while it was on its way.
 */
export async function deleteAfterPosting(work: Work, sql: Sql, { teamId, id }: GenerationKey): Promise<void> {
  const { rows } = await sql.query<{ act: Act; other: string }>(
    'select act, other_id as other from generations where team_id = $1 and id = $2 and other_id is not null',
    [teamId, id],
  );
  const [row] = rows;
  if (!row) return;
  const { place, goesWithShown } = ruleOf(row);
  if (place === 'direct') return void (await markDeleted(work, sql, { teamId, id: row.other }, null));
  if (!goesWithShown) return;
  // The lock lets a deletion that is under way end first, or wait until this one is posted: none overlooks the other.
  const { rows: shown } = await sql.query<{ deleted: boolean }>(
    `select o.deleted_at is not null as deleted from generations o join generations g on g.team_id = o.team_id
     where g.team_id = $1 and g.id = $2 and (o.id = g.other_id or (g.act in (${COMPOSED}) and o.id = g.parent_id)) for share of o`,
    [teamId, id],
  );
  if (shown.some(({ deleted }) => deleted)) await markDeleted(work, sql, { teamId, id }, null);
}
