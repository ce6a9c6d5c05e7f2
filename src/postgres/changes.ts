import type { FailureCode } from '../core/failure.ts';
import type { GenerationKey } from '../core/generation.ts';
import type { LoneFile } from '../core/making/chat.ts';
import type { ChangeStore } from '../core/thread/changes.ts';
import type { Sql } from './pool.ts';
import { updateWhere } from './update-where.ts';
import type { Work } from './work.ts';

export function changeStore({ pool, within, moveAnd, enqueue }: Work): ChangeStore {
  return {
    markDeleted: (key, userId) =>
      within(async (sql) => {
        const gone = await markDeleted(sql, key, userId);
        await enqueue(sql, 'post', gone);
        return gone.length > 0;
      }),
    noteChangedBy: async (key, userId) => void (await noteChangedBy(pool, key, userId)),
    saveAltTexts: (key, altTexts, userId) =>
      moveAnd(
        async (sql) => {
          await saveAltTexts(sql, key, altTexts);
          return await markChanged(sql, key, userId);
        },
        (sql) => enqueue(sql, 'post', [key]),
      ),
    markShown: async (key, revision) => void (await markShown(pool, key, revision)),
    markUnshowable: (key, revision, failure) =>
      moveAnd(
        (sql) => markUnshowable(sql, key, revision, failure),
        (sql) => enqueue(sql, 'post', [key]),
      ),
    markRefused: async (key, revision) => void (await markRefused(pool, key, revision)),
    listLoneFiles: (key) => listLoneFiles(pool, key),
  };
}

/** A new wish for another look of the posted message, with nothing left of how the last one fared. */
const CHANGED = 'revision = revision + 1, redraw_failure = null, turn_at = null, attempts = 0';

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

const markUnshowable = (sql: Sql, key: GenerationKey, revision: number, failure: FailureCode) =>
  updateWhere(
    sql,
    key,
    `state = 'posted' and revision = $3 and redraw_failure is null`,
    'redraw_failure = $4, attempts = 0',
    [revision, failure],
  );

const markRefused = (sql: Sql, key: GenerationKey, revision: number) =>
  updateWhere(sql, key, 'true', 'refused_revision = greatest(refused_revision, $3), attempts = 0', [revision]);

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
