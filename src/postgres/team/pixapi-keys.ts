import { randomUUID } from 'node:crypto';
import { Failure } from '../../core/failure.ts';
import type { KeyShown, OrderKeyStore, OwnKey, PixapiKeyStore } from '../../core/team/pixapi-keys.ts';
import { seal, unseal } from '../../secrets/envelope.ts';
import type { KeyRing } from '../../secrets/key-ring.ts';
import type { Sql } from '../connection/prepared.ts';
import type { Work } from '../work.ts';
import { audit } from './audit.ts';
import { ensureTeam } from './budgets.ts';

interface Row {
  readonly id: string;
  readonly keyId: string;
  readonly dataKey: Buffer;
  readonly sealed: Buffer;
}

/** Without `ring` none can be set, and none that was set is opened. */
export function pixapiKeyStore({ single, within }: Work, ring: KeyRing | null): PixapiKeyStore & OrderKeyStore {
  return {
    async readPixapiKey(teamId) {
      const { rows } = await single.query<KeyShown>(
        `select set_by as "setBy", set_at as "setAt", last_characters as ending from pixapi_keys
         where team_id = $1 and retired_at is null`,
        [teamId],
      );
      return rows[0] ?? null;
    },
    async setPixapiKey({ teamId, userId }, value, defaultCredits) {
      if (!ring) throw new Failure('secret_unreadable', { detail: 'ENCRYPTION_KEYS is not set' });
      const { keyId, dataKey, values } = seal(ring, { teamId, enterpriseId: null }, { pixapi_key: value });
      const ending = value.slice(-4);
      await within(async (sql) => {
        await ensureTeam(sql, teamId, defaultCredits);
        const before = await retire(sql, teamId);
        await sql.query(
          `insert into pixapi_keys (team_id, id, key_id, data_key, pixapi_key, last_characters, set_by)
           values ($1, $2, $3, $4, $5, $6, $7)`,
          [teamId, randomUUID(), keyId, dataKey, values.pixapi_key, ending, userId],
        );
        await audit(sql, { teamId, userId, action: 'pixapi_key_set', subject: 'team', from: before, to: `…${ending}` });
      });
    },
    removePixapiKey: ({ teamId, userId }) =>
      within(async (sql) => {
        const before = await retire(sql, teamId);
        if (before === null) return false;
        await audit(sql, { teamId, userId, action: 'pixapi_key_removed', subject: 'team', from: before, to: null });
        return true;
      }),
    async keyInForce(teamId) {
      const { rows } = await single.query<Row>(
        `select id, key_id as "keyId", data_key as "dataKey", pixapi_key as sealed from pixapi_keys
         where team_id = $1 and retired_at is null`,
        [teamId],
      );
      return rows[0] ? opened(ring, teamId, rows[0]) : null;
    },
    async findOwnKey(teamId, id) {
      const { rows } = await single.query<Row>(
        `select id, key_id as "keyId", data_key as "dataKey", pixapi_key as sealed from pixapi_keys
         where team_id = $1 and id = $2`,
        [teamId, id],
      );
      return rows[0] ? opened(ring, teamId, rows[0]) : null;
    },
  };
}

function opened(ring: KeyRing | null, teamId: string, { id, keyId, dataKey, sealed }: Row): OwnKey {
  if (!ring) throw new Failure('secret_unreadable', { detail: 'ENCRYPTION_KEYS is not set' });
  const owner = { teamId, enterpriseId: null };
  const { pixapi_key } = unseal(ring, owner, { keyId, dataKey, values: { pixapi_key: sealed } });
  return { id, value: pixapi_key ?? '' };
}

/** Of two at once the second waits, and finds what the first has set. Answers how the one before ended. */
async function retire(sql: Sql, teamId: string): Promise<string | null> {
  await sql.query('select from teams where team_id = $1 for no key update', [teamId]);
  const { rows } = await sql.query<{ ending: string }>(
    `update pixapi_keys set retired_at = now() where team_id = $1 and retired_at is null
     returning last_characters as ending`,
    [teamId],
  );
  return rows[0] ? `…${rows[0].ending}` : null;
}
