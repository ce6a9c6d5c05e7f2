import type { Sql } from '../connection/prepared.ts';

const MOST = 5_000;
const ROUNDS = 20;

/** Deletes what is kept for a month or three only, a bounded number of rows, in small transactions. Answers how many went. */
export async function clearExpired(sql: Sql, most = MOST): Promise<number> {
  let cleared = 0;
  for (const clear of [clearKeys, clearNotices, clearNotes, clearRetired])
    cleared += await inRounds(() => clear(sql, most), most);
  return cleared;
}

async function inRounds(clear: () => Promise<number>, most: number): Promise<number> {
  let cleared = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const rows = await clear();
    cleared += rows;
    if (rows < most) break;
  }
  return cleared;
}

/** Of what Slack sends, which it sends again within an hour. Those of buttons stay, as the buttons do. */
async function clearKeys(sql: Sql, most: number): Promise<number> {
  const { rowCount } = await sql.query(
    `delete from request_keys where ctid = any (array(select ctid from request_keys
       where created_at < now() - interval '30 days' and key ~ '^(trigger|event|message|edited|view):' limit $1))`,
    [most],
  );
  return rowCount ?? 0;
}

/** What was told once may be told again after a month. */
async function clearNotices(sql: Sql, most: number): Promise<number> {
  const { rowCount } = await sql.query(
    `delete from notices where ctid = any (array(select ctid from notices
       where told_at < now() - interval '30 days' limit $1))`,
    [most],
  );
  return rowCount ?? 0;
}

/** What managers were told of a period is not told again once that is over: the longest is two months. */
async function clearNotes(sql: Sql, most: number): Promise<number> {
  const { rowCount } = await sql.query(
    `delete from manager_notes where ctid = any (array(select ctid from manager_notes
       where claimed_at < now() - interval '90 days' limit $1))`,
    [most],
  );
  return rowCount ?? 0;
}

/** Pixapi keys that were replaced or removed, once no request needs them: an order that has just read one is on its way within the hour. */
async function clearRetired(sql: Sql, most: number): Promise<number> {
  const { rowCount } = await sql.query(
    `delete from pixapi_keys where ctid = any (array(select k.ctid from pixapi_keys k
       where k.retired_at < now() - interval '1 hour' and not exists (select from generations g
         where g.team_id = k.team_id and g.pixapi_key = k.id
           and (g.state in ('submitting', 'submitted', 'made') or (g.state = 'unknown' and g.ended_at > now() - interval '7 days')))
       limit $1))`,
    [most],
  );
  return rowCount ?? 0;
}
