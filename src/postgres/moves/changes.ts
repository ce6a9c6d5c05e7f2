import type { FailureCode } from '../../core/failure.ts';
import type { GenerationKey } from '../../core/generation.ts';
import type { LoneFile } from '../../core/making/chat.ts';
import type { ChangeStore } from '../../core/thread/changes.ts';
import type { Sql } from '../connection/prepared.ts';
import type { Work } from '../work.ts';
import { updateWhere } from './update-where.ts';

export function changeStore({ single, moveAnd, enqueue }: Work): Omit<ChangeStore, 'markDeleted'> {
  return {
    noteChangedBy: async (key, userId) => void (await noteChangedBy(single, key, userId)),
    saveAltTexts: (key, altTexts, userId) =>
      moveAnd(
        async (sql) => {
          await saveAltTexts(sql, key, altTexts);
          return await markChanged(sql, key, userId);
        },
        (sql) => enqueue(sql, 'post', [key]),
      ),
    markShown: async (key, revision) => void (await markShown(single, key, revision)),
    markUpdateFailed: (key, revision, failure) =>
      moveAnd(
        (sql) => markUpdateFailed(sql, key, revision, failure),
        (sql) => enqueue(sql, 'post', [key]),
      ),
    markUpdateFailureTold: async (key, revision) => void (await markUpdateFailureTold(single, key, revision)),
    listLoneFiles: (key) => listLoneFiles(single, key),
  };
}

/** A new wish for another look of the posted message, with nothing left of how the last one fared. */
export const CHANGED = 'revision = revision + 1, redraw_failure = null, turn_at = null, attempts = 0, deaths = 0';

/** What was published says so where it is private. Answers whose message that changes. */
export async function markPublished(sql: Sql, { teamId, id }: GenerationKey): Promise<GenerationKey[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select other_id as id from generations where team_id = $1 and id = $2 and act = 'publish' and other_id is not null`,
    [teamId, id],
  );
  const published = rows[0] && { teamId, id: rows[0].id };
  return published && (await markChanged(sql, published, null)) ? [published] : [];
}

const noteChangedBy = (sql: Sql, key: GenerationKey, userId: string) =>
  updateWhere(sql, key, 'true', 'changed_by = $3', [userId]);

/** `userId` null: who asked for the picture. */
const markChanged = (sql: Sql, key: GenerationKey, userId: string | null) =>
  updateWhere(sql, key, `state = 'posted' and deleted_at is null`, `changed_by = coalesce($3, user_id), ${CHANGED}`, [
    userId,
  ]);

const markShown = (sql: Sql, key: GenerationKey, revision: number) =>
  updateWhere(sql, key, 'true', 'shown_revision = $3, turn_at = null, attempts = 0', [revision]);

const markUpdateFailed = (sql: Sql, key: GenerationKey, revision: number, failure: FailureCode) =>
  updateWhere(
    sql,
    key,
    `state = 'posted' and revision = $3 and redraw_failure is null`,
    'redraw_failure = $4, attempts = 0, deaths = 0',
    [revision, failure],
  );

const markUpdateFailureTold = (sql: Sql, key: GenerationKey, revision: number) =>
  updateWhere(sql, key, 'true', 'refused_revision = greatest(refused_revision, $3), attempts = 0', [revision]);

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
