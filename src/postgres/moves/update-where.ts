import type { GenerationKey } from '../../core/generation.ts';
import type { Sql } from '../connection/prepared.ts';

/** Moves one generation by `set`, if `guard` holds of it; both are constants wherever it is used. */
export async function updateWhere(
  sql: Sql,
  { teamId, id }: GenerationKey,
  guard: string,
  set: string,
  values: unknown[] = [],
): Promise<boolean> {
  const { rowCount } = await sql.query(`update generations set ${set} where team_id = $1 and id = $2 and ${guard}`, [
    teamId,
    id,
    ...values,
  ]);
  return rowCount === 1;
}
