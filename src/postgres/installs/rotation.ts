import type { Refresh, RotationStore } from '../../core/install/rotation.ts';
import { seal, unseal, type WrappedKey } from '../../secrets/envelope.ts';
import type { KeyRing } from '../../secrets/key-ring.ts';
import type { Sql } from '../connection/prepared.ts';

interface Row extends Omit<Refresh, 'refreshToken'>, WrappedKey {
  readonly refreshToken: Buffer;
}

/** One statement each, so that of two processes one has the row, and the other finds it begun. */
export function rotationStore(single: Sql, ring: KeyRing): RotationStore {
  return {
    async claimRefresh() {
      const row = (await claimTeam(single)) ?? (await claimEnterprise(single));
      if (!row) return null;
      const { keyId, dataKey, refreshToken, ...refresh } = row;
      const plain = unseal(ring, refresh, { keyId, dataKey, values: { refresh_token: refreshToken } });
      return { ...refresh, refreshToken: plain.refresh_token ?? '' };
    },
    async saveRefreshed({ teamId, enterpriseId, begunAt }, { token, refreshToken, lifeS }) {
      const owner = { teamId, enterpriseId };
      const { keyId, dataKey, values } = seal(ring, owner, { token, refresh_token: refreshToken });
      const rest = [begunAt, lifeS, keyId, dataKey, values.token, values.refresh_token];
      if (teamId === null)
        await single.query(
          `update enterprise_installations set expires_at = now() + $3 * interval '1 second', key_id = $4, data_key = $5,
             token = $6, refresh_token = $7, refreshing_at = null
           where enterprise_id = $1 and refreshing_at = $2::timestamptz`,
          [enterpriseId, ...rest],
        );
      else
        await single.query(
          `update installations set expires_at = now() + $3 * interval '1 second', key_id = $4, data_key = $5,
             token = $6, refresh_token = $7, refreshing_at = null
           where team_id = $1 and refreshing_at = $2::timestamptz`,
          [teamId, ...rest],
        );
    },
    async markLost({ teamId, enterpriseId, begunAt }) {
      if (teamId === null)
        await single.query(
          'update enterprise_installations set refresh_lost_at = now() where enterprise_id = $1 and refreshing_at = $2::timestamptz',
          [enterpriseId, begunAt],
        );
      else
        await single.query(
          'update installations set refresh_lost_at = now() where team_id = $1 and refreshing_at = $2::timestamptz',
          [teamId, begunAt],
        );
    },
  };
}

async function claimTeam(sql: Sql): Promise<Row | undefined> {
  const { rows } = await sql.query<Row>(
    `update installations i set refreshing_at = now()
     from (select team_id, refreshing_at from installations
       where expires_at < now() + interval '5 hours' and refresh_token is not null and refresh_lost_at is null
         and (refreshing_at is null or refreshing_at < now() - interval '5 minutes')
       order by expires_at limit 1 for update skip locked) due
     where i.team_id = due.team_id
     returning i.team_id as "teamId", i.enterprise_id as "enterpriseId", i.key_id as "keyId", i.data_key as "dataKey",
       i.refresh_token as "refreshToken", due.refreshing_at is not null as "isSecond", i.refreshing_at::text as "begunAt"`,
  );
  return rows[0];
}

async function claimEnterprise(sql: Sql): Promise<Row | undefined> {
  const { rows } = await sql.query<Row>(
    `update enterprise_installations i set refreshing_at = now()
     from (select enterprise_id, refreshing_at from enterprise_installations
       where expires_at < now() + interval '5 hours' and refresh_token is not null and refresh_lost_at is null
         and (refreshing_at is null or refreshing_at < now() - interval '5 minutes')
       order by expires_at limit 1 for update skip locked) due
     where i.enterprise_id = due.enterprise_id
     returning null as "teamId", i.enterprise_id as "enterpriseId", i.key_id as "keyId", i.data_key as "dataKey",
       i.refresh_token as "refreshToken", due.refreshing_at is not null as "isSecond", i.refreshing_at::text as "begunAt"`,
  );
  return rows[0];
}
