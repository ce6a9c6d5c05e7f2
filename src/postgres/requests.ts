import type { RefusedRequest } from '../core/store.ts';
import { ensureTeam } from './budgets.ts';
import type { Sql } from './pool.ts';

/**
 * Whether a request is stored. Asked by trying to store its key, in a transaction that is rolled back: so it waits for a
 * commit that is still on its way instead of overlooking it (the statement's limit ends the wait with an error).
 */
export async function hasRequestKey(sql: Sql, teamId: string, key: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    `insert into request_keys (team_id, key, generation_id) values ($1, $2, gen_random_uuid()) on conflict do nothing`,
    [teamId, key],
  );
  return rowCount === 0;
}

/** Logs a request that could not be taken. False: it was known already (a redelivery, or the other event of a mention). */
export async function insertRefused(
  sql: Sql,
  request: RefusedRequest,
  defaultCredits: number | null,
): Promise<boolean> {
  await ensureTeam(sql, request.teamId, defaultCredits);
  const [first, ...others] = request.keys;
  // The most specific key decides: whoever comes at the same moment with it, and another second key, waits here.
  const { rowCount } = await sql.query(
    `insert into request_keys (team_id, key, generation_id) select $1, $3, $2
     where not exists (select from request_keys where team_id = $1 and key = any ($4)) on conflict do nothing`,
    [request.teamId, request.id, first, request.keys],
  );
  if (rowCount === 0) return false;
  await sql.query(
    `insert into request_keys (team_id, key, generation_id) select $1, k, $2 from unnest($3::text[]) k on conflict do nothing`,
    [request.teamId, request.id, others],
  );
  await sql.query(
    `insert into generations (team_id, id, channel_id, asked_channel_id, user_id, kind, prompt, state, failure, ended_at, told_at)
     values ($1, $2, $3, $3, $4, 'generation', left($5, 4000), 'failed', $6, now(), now())`,
    [request.teamId, request.id, request.channelId, request.userId, request.prompt, request.failure],
  );
  return true;
}
