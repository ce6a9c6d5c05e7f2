import type { GenerationKey } from '../core/generation.ts';
import type { JobStore, Step } from '../core/jobs.ts';
import type { Sql } from './connection/prepared.ts';
import { IS_OWED } from './rules.ts';
import type { Work } from './work.ts';

export function jobStore({ single }: Work): Omit<JobStore, 'listQueues' | 'putFollowedFirst'> {
  return {
    countAttempt: (key) => countAttempt(single, key),
    countDeath: (key, most) => countDeath(single, key, most),
    clearDeaths: (key) => clearDeaths(single, key),
    giveTurn: (key, at) => giveTurn(single, key, at),
    listStranded: () => listStranded(single),
    listClaimedPlaceholders: () => listClaimedPlaceholders(single),
  };
}

async function countAttempt(sql: Sql, { teamId, id }: GenerationKey): Promise<number> {
  const { rows } = await sql.query<{ attempts: number }>(
    'update generations set attempts = attempts + 1 where team_id = $1 and id = $2 returning attempts',
    [teamId, id],
  );
  return rows[0]?.attempts ?? 0;
}

/** The first holder died uncounted: only now is there a reason to count. */
async function countDeath(sql: Sql, { teamId, id }: GenerationKey, most: number): Promise<boolean> {
  const { rowCount } = await sql.query(
    'update generations set deaths = greatest(deaths, 1) + 1 where team_id = $1 and id = $2 and deaths < $3',
    [teamId, id, most],
  );
  return rowCount === 1;
}

async function clearDeaths(sql: Sql, { teamId, id }: GenerationKey): Promise<void> {
  await sql.query('update generations set deaths = 0 where team_id = $1 and id = $2', [teamId, id]);
}

/** The time that the next message of this generation was promised. */
async function giveTurn(sql: Sql, { teamId, id }: GenerationKey, at: Date): Promise<void> {
  await sql.query('update generations set turn_at = $3 where team_id = $1 and id = $2', [teamId, id, at]);
}

/** Who moves is left alone for so long. */
const IDLE_MINUTES = 2;

/**
 * Generations that have not come to their end, have not moved for some minutes, and have no job (any more) that would
 * bring them on; each with the step it needs. Those too whose posted message is owed a change. One that nobody could be
 * told of in twenty tries is left alone, and so is one that three holders of its step have died of.
 */
export async function listStranded(sql: Sql, idleMinutes = IDLE_MINUTES): Promise<(GenerationKey & { step: Step })[]> {
  const { rows } = await sql.query<GenerationKey & { step: Step }>(
    `select g.team_id as "teamId", g.id, case
       when g.state = 'unknown' and g.told_at is not null then 'settle'
       when g.failure is not null or g.state in ('made', 'posted') then 'post'
       when g.announced_at is null then 'announce'
       else 'make' end as step
     from generations g
     where ((g.failure is null and g.state in ('requested', 'submitting', 'submitted', 'made'))
         or (g.failure is not null and g.told_at is null and g.attempts < 20)
         or (${IS_OWED} and not exists (select from teams t where t.team_id = g.team_id and t.left_at is not null)
           and (g.redraw_failure is null or g.attempts < 20))
         or (g.state = 'unknown' and g.charged_credits is null and g.ended_at < now() - interval '20 minutes'))
       and g.deaths < 3
       and greatest(g.requested_at, g.announcing_at, g.announced_at, g.submitting_at, g.submitted_at, g.made_at, g.ended_at)
         <= now() - $1 * interval '1 minute'
       and not exists (select from pgboss.job j where j.state < 'completed' and j.data ->> 'id' = g.id::text)
     order by g.requested_at limit 100`,
    [idleMinutes],
  );
  return rows;
}

/** Whoever died while speaking may have left the last word where it does not belong. */
async function listClaimedPlaceholders(sql: Sql): Promise<GenerationKey[]> {
  const { rows } = await sql.query<GenerationKey>(
    `select team_id as "teamId", id from generations where speaking_at < now() - interval '2 minutes' limit 100`,
  );
  return rows;
}
