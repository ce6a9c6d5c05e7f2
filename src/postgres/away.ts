import { ACTS } from '../core/acts.ts';
import type { GenerationKey } from '../core/generation.ts';
import type { PlaceholderStore } from '../core/making/update-placeholder.ts';
import type { AwayStore } from '../core/upstream/tell-away.ts';
import type { Sql } from './connection/prepared.ts';
import type { Work } from './work.ts';

const FREE = Object.entries(ACTS).flatMap(([act, { isFree }]) => (isFree ? [act] : []));

/** Which placeholders say that Pixapi is away. */
export function awayStore({ single }: Work): Omit<AwayStore, keyof PlaceholderStore> {
  return {
    async markAwayTold({ teamId, id }) {
      const { rowCount } = await single.query(
        `update generations set away_told_at = now() where team_id = $1 and id = $2 and state = 'requested' and away_told_at is null`,
        [teamId, id],
      );
      return rowCount === 1;
    },
    async unmarkAwayTold({ teamId, id }) {
      await single.query('update generations set away_told_at = null where team_id = $1 and id = $2', [teamId, id]);
    },
    claimUntoldAway: (pace) => claimUntoldAway(single, pace),
  };
}

/** Of each team the oldest, a few at a time, and not again before `everyMs` are over: as the line moves. */
async function claimUntoldAway(
  sql: Sql,
  { everyMs, perTeam }: { readonly everyMs: number; readonly perTeam: number },
): Promise<GenerationKey[]> {
  const { rows } = await sql.query<GenerationKey>(
    `with untold as (
       select team_id, id, row_number() over (partition by team_id order by line_rank, announcing_at, id) as n
       from generations g
       where state = 'requested' and announced_at is not null and message_ts is not null and away_told_at is null
         and speaking_at is null and canceled_at is null and act <> all ($3)
         and not exists (select from generations o where o.team_id = g.team_id and o.state = 'requested'
           and greatest(o.away_told_at, o.place_moved_at) > now() - $1 * interval '1 ms'))
     update generations g set away_told_at = now(), speaking_at = now()
     from untold u where u.team_id = g.team_id and u.id = g.id and u.n <= $2 and g.state = 'requested' and g.away_told_at is null
     returning g.team_id as "teamId", g.id`,
    [everyMs, perTeam, FREE],
  );
  return rows;
}
