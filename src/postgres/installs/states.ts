import type { InstallStateStore } from '../../core/install/install-states.ts';
import type { Work } from '../work.ts';

/** More than anybody installs within an hour, and little enough for a table that strangers can write to. */
const MOST = 20_000;
/** Until then somebody who comes late is told that it is late. */
const KEPT = `interval '1 hour'`;
const CLEARED_AT_ONCE = 100;

export function installStateStore({ single }: Pick<Work, 'single'>): InstallStateStore {
  return {
    async keepInstallState({ hash, browser }) {
      // Each that comes clears some of the old ones.
      const { rowCount } = await single.query(
        `with cleared as (
    delete from install_states where hash = any (array(select hash from install_states
      where created_at < now() - ${KEPT} order by created_at limit $4)) returning 1
  )
  insert into install_states (hash, browser)
  select $1, $2 where (select count(*) from (select from install_states limit $3) s) - (select count(*) from cleared) < $3`,
        [hash, browser, MOST, CLEARED_AT_ONCE],
      );
      return rowCount === 1;
    },
    async takeInstallState(hash) {
      const { rows } = await single.query<{ browser: string; isExpired: boolean }>(
        `delete from install_states where hash = $1
         returning browser, created_at < now() - interval '10 minutes' as "isExpired"`,
        [hash],
      );
      return rows[0] ?? null;
    },
  };
}
