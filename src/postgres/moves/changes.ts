import type { GenerationKey } from '../../core/generation.ts';
import type { LoneFile } from '../../core/making/chat.ts';
import type { ChangeStore } from '../../core/thread/changes.ts';
import type { Sql } from '../connection/prepared.ts';
import type { Work } from '../work.ts';
import { move, moveWithin } from './move.ts';
import { CHANGING } from './moves.ts';

/** What becomes of the posted message. What each move is: `moves.ts`. */
export function changeStore(work: Work): Omit<ChangeStore, 'markDeleted'> {
  return {
    noteChangedBy: async (key, userId) => void (await move(work, key, CHANGING.wished, [userId])),
    saveAltTexts: (key, altTexts, userId) =>
      work.within(async (sql) => {
        await saveAltTexts(sql, key, altTexts);
        return await moveWithin(work, sql, key, CHANGING.changed, [userId]);
      }),
    markShown: async (key, revision) => void (await move(work, key, CHANGING.shown, [revision])),
    markUpdateFailed: (key, revision, failure) => move(work, key, CHANGING.updateFailed, [revision, failure]),
    markUpdateFailureTold: async (key, revision) =>
      void (await move(work, key, CHANGING.updateFailureTold, [revision])),
    listLoneFiles: (key) => listLoneFiles(work.single, key),
  };
}

/** What was published says so where it is private. */
export async function markPublished(work: Work, sql: Sql, { teamId, id }: GenerationKey): Promise<void> {
  const { rows } = await sql.query<{ id: string }>(
    `select other_id as id from generations where team_id = $1 and id = $2 and act = 'publish' and other_id is not null`,
    [teamId, id],
  );
  // for whoever asked for the picture
  if (rows[0]) await moveWithin(work, sql, { teamId, id: rows[0].id }, CHANGING.changed, [null]);
}

async function saveAltTexts(
  sql: Sql,
  { teamId, id }: GenerationKey,
  altTexts: readonly (string | null)[],
): Promise<void> {
  await sql.query(
    `update pictures set alt_text = t.a from unnest($3::text[]) with ordinality as t(a, n)
     where team_id = $1 and generation_id = $2 and position = t.n`,
    [teamId, id, altTexts],
  );
}

async function listLoneFiles(sql: Sql, { teamId, id }: GenerationKey): Promise<LoneFile[]> {
  const { rows } = await sql.query<LoneFile>(
    `select p.file_id as "fileId", false as "isShared" from pictures p where p.team_id = $1 and p.generation_id = $2 and p.file_id is not null
       and not exists (select from pictures o join generations g on g.team_id = o.team_id and g.id = o.generation_id
         where o.team_id = p.team_id and o.file_id = p.file_id and o.generation_id <> p.generation_id and g.deleted_at is null)
     union all
     select unnest(shared_file_ids), true from pictures where team_id = $1 and generation_id = $2`,
    [teamId, id],
  );
  return rows;
}
