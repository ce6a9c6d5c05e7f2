import { toFailure } from '../../core/failure.ts';
import { type Owner, rewrap, type WrappedKey } from '../../secrets/envelope.ts';
import type { KeyRing } from '../../secrets/key-ring.ts';
import type { Sql } from '../connection/prepared.ts';

/** A row whose data key is wrapped by another key than the newest. */
interface Wrapped extends Owner, WrappedKey {
  readonly place: 'enterprise_installations' | 'installations' | 'pixapi_keys';
  readonly id: string;
}

/** How many data keys each key wraps, by its id. */
export type KeyUse = ReadonlyMap<string, number>;

/**
 * Wraps by the newest key of the ring whatever another one wraps, some hundred at a time. Harmless beside running processes and
 * when it is cut off or repeated: a row that somebody replaces meanwhile is left as they have it. What can't be opened stays too.
 */
export async function rewrapAll(sql: Sql, ring: KeyRing): Promise<{ readonly wrapped: number; readonly use: KeyUse }> {
  let wrapped = 0;
  let last: Pick<Wrapped, 'place' | 'id'> | undefined = { place: 'enterprise_installations', id: '' };
  while (last) {
    const page: readonly Wrapped[] = await listWrapped(sql, ring.newest.id, last);
    for (const row of page) if (await wrapAnew(sql, ring, row)) wrapped += 1;
    last = page.at(-1);
  }
  return { wrapped, use: await countUse(sql) };
}

export async function countUse(sql: Sql): Promise<KeyUse> {
  const { rows } = await sql.query<{ id: string; count: number }>(
    `select key_id as id, count(*) as count from
       (select key_id from installations union all select key_id from enterprise_installations union all select key_id from pixapi_keys) w group by 1 order by 1`,
  );
  return new Map(rows.map(({ id, count }) => [id, count]));
}

async function listWrapped(sql: Sql, newest: string, after: Pick<Wrapped, 'place' | 'id'>): Promise<Wrapped[]> {
  const { rows } = await sql.query<Wrapped>(
    `select * from (
       select 'enterprise_installations' as place, enterprise_id as id, null as "teamId", enterprise_id as "enterpriseId",
         key_id as "keyId", data_key as "dataKey" from enterprise_installations
       union all
       select 'installations', team_id, team_id, enterprise_id, key_id, data_key from installations
       union all
       select 'pixapi_keys', id::text, team_id, null, key_id, data_key from pixapi_keys) w
     where "keyId" <> $1 and (place, id) > ($2, $3) order by place, id limit 200`,
    [newest, after.place, after.id],
  );
  return rows;
}

/** Whether it was; false too where another one of our kind was first, or nobody can. */
async function wrapAnew(sql: Sql, ring: KeyRing, row: Wrapped): Promise<boolean> {
  let anew: WrappedKey | null;
  try {
    anew = rewrap(ring, row, row);
  } catch (error) {
    if (toFailure(error).code !== 'secret_unreadable') throw error;
    return false;
  }
  if (!anew) return false;
  const values = [row.id, anew.keyId, anew.dataKey, row.dataKey];
  switch (row.place) {
    case 'installations':
      return isOne(
        await sql.query(
          'update installations set key_id = $2, data_key = $3 where team_id = $1 and data_key = $4',
          values,
        ),
      );
    case 'enterprise_installations':
      return isOne(
        await sql.query(
          'update enterprise_installations set key_id = $2, data_key = $3 where enterprise_id = $1 and data_key = $4',
          values,
        ),
      );
    case 'pixapi_keys':
      return isOne(
        await sql.query(
          'update pixapi_keys set key_id = $3, data_key = $4 where team_id = $1 and id = $2::uuid and data_key = $5',
          [row.teamId, ...values],
        ),
      );
    default:
      return row.place satisfies never;
  }
}

const isOne = ({ rowCount }: { readonly rowCount: number | null }) => rowCount === 1;
