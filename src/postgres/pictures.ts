import type { GenerationKey } from '../core/generation.ts';
import type { LoneFile } from '../core/making/chat.ts';
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

export async function addSharedFiles(
  sql: Sql,
  { teamId, id }: GenerationKey,
  fileIds: readonly string[],
): Promise<void> {
  await sql.query(
    `update pictures set shared_file_ids = shared_file_ids || t.f from unnest($3::text[]) with ordinality as t(f, n)
     where team_id = $1 and generation_id = $2 and position = t.n`,
    [teamId, id, fileIds],
  );
}

export async function saveAltTexts(
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

export async function listLoneFiles(sql: Sql, { teamId, id }: GenerationKey): Promise<LoneFile[]> {
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
