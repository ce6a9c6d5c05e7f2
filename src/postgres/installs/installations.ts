import type { InstallationStore, StoredInstallation } from '../../core/team/installation-store.ts';
import { seal, unseal } from '../../secrets/envelope.ts';
import type { KeyRing } from '../../secrets/key-ring.ts';
import type { Sql } from '../connection/prepared.ts';

interface Row {
  readonly teamId: string | null;
  readonly enterpriseId: string | null;
  readonly isEnterprise: boolean;
  readonly appId: string;
  readonly botId: string;
  readonly botUserId: string;
  readonly scopes: string[];
  readonly installedBy: string;
  readonly expiresAt: Date | null;
  readonly keyId: string;
  readonly dataKey: Buffer;
  readonly token: Buffer;
  readonly refreshToken: Buffer | null;
}

/** Tokens are sealed before they leave for the database, and opened where they come back. */
export function installationStore(single: Sql, ring: KeyRing): InstallationStore {
  return {
    async saveInstallation(installation) {
      const { teamId, enterpriseId, isEnterprise, appId, botId, botUserId, scopes, installedBy, expiresAt } =
        installation;
      const { keyId, dataKey, values } = seal(
        ring,
        { teamId, enterpriseId },
        {
          token: installation.token,
          refresh_token: installation.refreshToken,
        },
      );
      const rest = [
        appId,
        botId,
        botUserId,
        scopes,
        installedBy,
        expiresAt,
        keyId,
        dataKey,
        values.token,
        values.refresh_token,
      ];
      if (isEnterprise)
        await single.query(
          `insert into enterprise_installations as i
             (enterprise_id, app_id, bot_id, bot_user_id, scopes, installed_by, expires_at, key_id, data_key, token, refresh_token)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
           on conflict (enterprise_id) do update set app_id = excluded.app_id, bot_id = excluded.bot_id,
             bot_user_id = excluded.bot_user_id, scopes = excluded.scopes, installed_by = excluded.installed_by,
             installed_at = now(), refreshing_at = null, refresh_lost_at = null, expires_at = excluded.expires_at, key_id = excluded.key_id,
             data_key = excluded.data_key, token = excluded.token, refresh_token = excluded.refresh_token`,
          [enterpriseId, ...rest],
        );
      else
        await single.query(
          `insert into installations as i
             (team_id, enterprise_id, app_id, bot_id, bot_user_id, scopes, installed_by, expires_at, key_id, data_key, token, refresh_token)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
           on conflict (team_id) do update set enterprise_id = excluded.enterprise_id, app_id = excluded.app_id,
             bot_id = excluded.bot_id, bot_user_id = excluded.bot_user_id, scopes = excluded.scopes,
             installed_by = excluded.installed_by, installed_at = now(), refreshing_at = null, refresh_lost_at = null, expires_at = excluded.expires_at,
             key_id = excluded.key_id, data_key = excluded.data_key, token = excluded.token,
             refresh_token = excluded.refresh_token`,
          [teamId, enterpriseId, ...rest],
        );
    },
    // A workspace's own goes before its organization's. What has ended for good is as good as gone.
    async readInstallation(teamId) {
      const { rows } = await single.query<Row>(
        `select team_id as "teamId", enterprise_id as "enterpriseId", false as "isEnterprise", app_id as "appId",
           bot_id as "botId", bot_user_id as "botUserId", scopes, installed_by as "installedBy", expires_at as "expiresAt",
           key_id as "keyId", data_key as "dataKey", token, refresh_token as "refreshToken"
         from installations where team_id = $1 and (refresh_lost_at is null or expires_at > now())
         union all
         select null, e.enterprise_id, true, e.app_id, e.bot_id, e.bot_user_id, e.scopes, e.installed_by, e.expires_at,
           e.key_id, e.data_key, e.token, e.refresh_token
         from team_enterprises t join enterprise_installations e on e.enterprise_id = t.enterprise_id
         where t.team_id = $1 and (e.refresh_lost_at is null or e.expires_at > now())
         order by 3 limit 1`,
        [teamId],
      );
      const row = rows[0];
      return row ? opened(ring, row) : null;
    },
    async removeInstallation({ teamId, enterpriseId }, before = new Date(8.64e15)) {
      const { rowCount } =
        teamId === null
          ? await single.query('delete from enterprise_installations where enterprise_id = $1 and installed_at < $2', [
              enterpriseId,
              before,
            ])
          : await single.query('delete from installations where team_id = $1 and installed_at < $2', [teamId, before]);
      return rowCount === 1;
    },
    async noteEnterprise(teamId, enterpriseId) {
      await single.query(
        `insert into team_enterprises as t (team_id, enterprise_id) values ($1, $2)
         on conflict (team_id) do update set enterprise_id = excluded.enterprise_id
           where t.enterprise_id <> excluded.enterprise_id`,
        [teamId, enterpriseId],
      );
    },
  };
}

function opened(ring: KeyRing, { keyId, dataKey, token, refreshToken, ...row }: Row): StoredInstallation {
  const values = { token, refresh_token: refreshToken };
  const plain = unseal(ring, row, { keyId, dataKey, values });
  if (plain.token === null) throw new Error('an installation without a token');
  return { ...row, token: plain.token, refreshToken: plain.refresh_token };
}
