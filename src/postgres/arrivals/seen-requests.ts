import type { Sql } from '../connection/prepared.ts';

/** Forgets, by the way, what is older than ten minutes. */
export async function claimRequest(sql: Sql, signature: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    `with old as (delete from seen_requests where seen_at < now() - interval '10 minutes' and signature <> $1)
     insert into seen_requests (signature) values ($1) on conflict do nothing`,
    [signature],
  );
  return rowCount === 1;
}
