import type { GenerationKey } from '../core/generation.ts';
import type { Sql } from './pool.ts';

/** New addresses, by position; null keeps the old one. */
export async function savePictureUrls(
  sql: Sql,
  { teamId, id }: GenerationKey,
  urls: readonly (string | null)[],
): Promise<void> {
  await sql.query(
    `update pictures set pixapi_url = coalesce(t.u, pixapi_url)
     from unnest($3::text[]) with ordinality as t(u, n)
     where team_id = $1 and generation_id = $2 and position = t.n`,
    [teamId, id, urls],
  );
}

export async function savePictureFile(
  sql: Sql,
  { teamId, id }: GenerationKey,
  position: number,
  fileId: string,
): Promise<void> {
  await sql.query('update pictures set file_id = $4 where team_id = $1 and generation_id = $2 and position = $3', [
    teamId,
    id,
    position,
    fileId,
  ]);
}
