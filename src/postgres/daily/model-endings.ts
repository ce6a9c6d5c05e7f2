import type { EndingStore } from '../../core/team/model-endings.ts';
import type { Work } from '../work.ts';

export function endingStore({ single }: Work): Omit<EndingStore, 'listRetiredModels'> {
  return {
    async claimReading(day) {
      const { rowCount } = await single.query(
        `insert into model_readings as r (day) values ($1)
         on conflict (only_row) do update set day = excluded.day where r.day < excluded.day`,
        [day],
      );
      return rowCount === 1;
    },
    async saveShutdowns(shutdowns) {
      await single.query(
        `insert into model_shutdowns (model, shutdown_on) select * from unnest($1::text[], $2::date[])
         on conflict (model) do update set shutdown_on = excluded.shutdown_on, read_at = now()`,
        [[...shutdowns.keys()], [...shutdowns.values()]],
      );
    },
    async listShutdowns() {
      const { rows } = await single.query<{ model: string; on: string }>(
        `select model, shutdown_on::text as "on" from model_shutdowns`,
      );
      return new Map(rows.map(({ model, on }) => [model, on]));
    },
    async claimNoticeForAll(notice) {
      const { rows } = await single.query<{ teamId: string }>(
        `insert into notices (team_id, notice) select team_id, $1 from teams on conflict do nothing returning team_id as "teamId"`,
        [notice],
      );
      return rows.map(({ teamId }) => teamId);
    },
    async forgetNotice(teamId, notice) {
      await single.query('delete from notices where team_id = $1 and notice = $2', [teamId, notice]);
    },
  };
}
