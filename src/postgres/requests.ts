import type { RefusedRequest } from '../core/store.ts';
import { ensureTeam } from './budgets.ts';
import type { Sql } from './pool.ts';

export async function hasRequestKey(sql: Sql, teamId: string, key: string): Promise<boolean> {
  const { rowCount } = await sql.query('select 1 from request_keys where team_id = $1 and key = $2', [teamId, key]);
  return rowCount === 1;
}

/** Logs a request that could not be read. False: it was known already (a redelivery). */
export async function insertRefused(
  sql: Sql,
  request: RefusedRequest,
  defaultCredits: number | null,
): Promise<boolean> {
  await ensureTeam(sql, request.teamId, defaultCredits);
  const { rowCount } = await sql.query(
    `insert into request_keys (team_id, key, generation_id) select $1, k, $2 from unnest($3::text[]) k
     where not exists (select from request_keys where team_id = $1 and key = any ($3)) on conflict do nothing`,
    [request.teamId, request.id, request.keys],
  );
  if (rowCount === 0) return false;
  await sql.query(
    `insert into generations (team_id, id, channel_id, user_id, kind, prompt, state, failure, ended_at, told_at)
     values ($1, $2, $3, $4, 'generation', left($5, 4000), 'failed', $6, now(), now())`,
    [request.teamId, request.id, request.channelId, request.userId, request.prompt, request.failure],
  );
  return true;
}
