import type { ChartFile, ChartStore } from '../../core/console/charts.ts';
import type { Work } from '../work.ts';

export function chartStore({ single }: Work): ChartStore {
  return {
    async findChart(teamId) {
      const { rows } = await single.query<ChartFile>(
        'select file_id as "fileId", digest from charts where team_id = $1 and file_id is not null',
        [teamId],
      );
      return rows[0] ?? null;
    },
    async claimChart(teamId, digest) {
      const { rowCount } = await single.query(
        `insert into charts as c (team_id, claimed_digest, claimed_at) select team_id, $2, now() from teams where team_id = $1
         on conflict (team_id) do update set claimed_digest = $2, claimed_at = now()
           where c.digest is distinct from $2
             and (c.claimed_digest is distinct from $2 or c.claimed_at < now() - interval '1 minute')`,
        [teamId, digest],
      );
      return rowCount === 1;
    },
    async noteChartFile(teamId, fileId) {
      await single.query('update charts set old_file_ids = old_file_ids || $2::text where team_id = $1', [
        teamId,
        fileId,
      ]);
    },
    async saveChart(teamId, { fileId, digest }) {
      const { rows } = await single.query<{ old: string[] }>(
        `update charts set digest = $3, file_id = $2, claimed_digest = null, claimed_at = null,
           old_file_ids = array_remove(array_remove(old_file_ids || file_id, $2), null)
         where team_id = $1 returning old_file_ids as old`,
        [teamId, fileId, digest],
      );
      return rows[0]?.old ?? [];
    },
    async forgetChartFiles(teamId, fileIds) {
      await single.query(
        `update charts set old_file_ids = array(select unnest(old_file_ids) except select unnest($2::text[])) where team_id = $1`,
        [teamId, fileIds],
      );
    },
  };
}
