import type { Telling, TellingStore } from '../../core/asking/tellings.ts';
import { ensureTeam } from '../team/budgets.ts';
import type { Work } from '../work.ts';

/** Where the two events of a mention meet. Forgets, by the way, what is older than ten minutes. */
export function tellingStore({ single, within }: Work): TellingStore {
  return {
    saveTelling: (teamId, message, by, telling, defaultCredits) =>
      within(async (sql) => {
        await ensureTeam(sql, teamId, defaultCredits);
        await sql.query(
          `with old as (delete from tellings where ctid = any (array(select ctid from tellings
             where told_at < now() - interval '10 minutes' limit 100 for update skip locked)))
           insert into tellings (team_id, message, told_by, telling) values ($1, $2, $3, $4) on conflict do nothing`,
          [teamId, message, by, JSON.stringify(telling)],
        );
      }),
    async findOtherTelling(teamId, message, by) {
      const { rows } = await single.query<{ other: Telling | null; knownMs: number }>(
        `select (array_agg(telling) filter (where told_by <> $3))[1] as other,
           coalesce(extract(epoch from clock_timestamp() - min(told_at)) * 1000, 0)::float as "knownMs"
         from tellings where team_id = $1 and message = $2`,
        [teamId, message, by],
      );
      return rows[0] ?? { other: null, knownMs: 0 };
    },
  };
}
