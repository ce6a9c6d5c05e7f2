import type { FailureCode } from '../core/failure.ts';
import type { GenerationKey } from '../core/generation.ts';
import type { Sql } from './pool.ts';
import { updateWhere } from './update-where.ts';

/** A new wish for another look of the posted message, with nothing left of how the last one fared. */
export const CHANGED = 'revision = revision + 1, redraw_failure = null, turn_at = null, attempts = 0';

/** What was published says so where it is private. Answers whose message that changes. */
export async function markPublished(sql: Sql, { teamId, id }: GenerationKey): Promise<GenerationKey[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select other_id as id from generations where team_id = $1 and id = $2 and act = 'publish' and other_id is not null`,
    [teamId, id],
  );
  const published = rows[0] && { teamId, id: rows[0].id };
  return published && (await markChanged(sql, published, null)) ? [published] : [];
}

export const noteChangedBy = (sql: Sql, key: GenerationKey, userId: string) =>
  updateWhere(sql, key, 'true', 'changed_by = $3', [userId]);

/** `userId` null: who asked for the picture. */
export const markChanged = (sql: Sql, key: GenerationKey, userId: string | null) =>
  updateWhere(sql, key, `state = 'posted' and deleted_at is null`, `changed_by = coalesce($3, user_id), ${CHANGED}`, [
    userId,
  ]);

export const markShown = (sql: Sql, key: GenerationKey, revision: number) =>
  updateWhere(sql, key, 'true', 'shown_revision = $3, turn_at = null, attempts = 0', [revision]);

export const markUnshowable = (sql: Sql, key: GenerationKey, revision: number, failure: FailureCode) =>
  updateWhere(
    sql,
    key,
    `state = 'posted' and revision = $3 and redraw_failure is null`,
    'redraw_failure = $4, attempts = 0',
    [revision, failure],
  );

export const markRefused = (sql: Sql, key: GenerationKey, revision: number) =>
  updateWhere(sql, key, 'true', 'refused_revision = greatest(refused_revision, $3), attempts = 0', [revision]);
