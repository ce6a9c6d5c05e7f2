import pg from 'pg';

export const REQUESTS = 1_000_000;
export const WORKSPACES = 200;
/** A tenth of all requests is of one workspace: what is quick there is quick in the others. */
export const LARGEST = 'T0HISTORY1';

/** The tables that hold the past; their indexes are made once they are full. */
const TABLES = ['generations', 'request_keys', 'ledger_entries', 'budget_months', 'spend_days'];

/**
 * A year of requests, as the app would have left it: the requests, their keys, ledger, counters and roll-ups. Nothing of it goes
 * through the app, and none of its rules are checked while it is written: for the bench alone.
 */
export async function fillHistory(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(
      `set session_replication_role = replica; set synchronous_commit = off; set maintenance_work_mem = '256MB'; set work_mem = '128MB'`,
    );
    const { rows: indexes } = await client.query<{ name: string; made: string }>(
      `select format('%I', i.indexname) as name, i.indexdef as made from pg_indexes i
       where i.schemaname = 'public' and i.tablename = any ($1)
         and not exists (select from pg_constraint c where c.conindid = format('%I', i.indexname)::regclass)`,
      [TABLES],
    );
    for (const { name } of indexes) await client.query(`drop index ${name}`);
    for (const statement of FILLING) await client.query(statement);
    for (const { made } of indexes) await client.query(made);
    await client.query(`vacuum (analyze) ${TABLES.join(', ')}, teams, budgets`);
  } finally {
    await client.end();
  }
}

/** Every request by its number: whose, where, when, and how it ended. Two of a hundred failed, one is private. */
const ONE = `select n, 'T0HISTORY' || case when n % 10 = 0 then 1 else 2 + n % ${WORKSPACES - 1} end as team,
  lpad(to_hex(n), 8, '0')::text || '-0000-7000-8000-000000000000' as id, 'U0PERSON' || (n / 7) % 60 as person, 'C0CHANNEL' || (n / 11) % 30 as channel,
  date_trunc('minute', now()) - (${REQUESTS} - n) * interval '365 days' / ${REQUESTS} as at, n % 50 = 3 as failed, 1 + n % 4 as credits,
  case n % 3 when 0 then 'gpt-image-1.5' else 'gpt-image-2' end as model from generate_series(1, ${REQUESTS}) n`;

const FILLING = [
  `insert into teams (team_id, time_zone) select 'T0HISTORY' || n, 'Europe/Lisbon' from generate_series(1, ${WORKSPACES}) n`,
  `insert into budgets (team_id, scope, scope_id, monthly_credits) select team_id, 'team', team_id, 10000000 from teams`,
  `create unlogged table history as ${ONE}`,
  `insert into generations (team_id, id, channel_id, asked_channel_id, user_id, act, kind, prompt, is_private, model, size, quality, count, state, failure,
     month, held_credits, charged_credits, version, label, message_ts, requested_at, announced_at, submitting_at, submitted_at, made_at, posted_at, told_at, ended_at)
   select team, id::uuid, channel, channel, person, 'make', 'generation', 'picture number ' || n || ' of a long year in this workspace', n % 100 = 7, model, '1024x1024', 'low', 1,
     case when failed then 'failed' else 'posted' end, case when failed then 'prompt_refused' end, date_trunc('month', at)::date, credits,
     case when failed then 0 else credits end, 1, '1', n || '.000001', at, at, at, at, at, at, at, at from history`,
  `insert into request_keys (team_id, key, generation_id, created_at) select team, 'command:' || n, id::uuid, at from history`,
  `insert into ledger_entries (team_id, generation_id, channel_id, user_id, month, day, kind, held_delta, captured_delta, at)
   select team, id::uuid, channel, person, date_trunc('month', at)::date, at::date, kind, held, taken, at from history,
     lateral (values ('hold', credits, 0), (case when failed then 'release' else 'capture' end, -credits, case when failed then 0 else credits end)) k (kind, held, taken)`,
  `insert into budget_months (team_id, scope, scope_id, month, captured)
   select team, scope, scope_id, date_trunc('month', at)::date, sum(case when failed then 0 else credits end) from history,
     lateral (values ('person', person), ('channel', channel), ('team', team)) s (scope, scope_id) group by 1, 2, 3, 4`,
  `insert into spend_days (team_id, day, channel_id, user_id, model, quality, requests, pictures, credits, failed)
   select team, at::date, channel, person, model, 'low', count(*), count(*) filter (where not failed),
     coalesce(sum(credits) filter (where not failed), 0), count(*) filter (where failed) from history group by 1, 2, 3, 4, 5`,
  'drop table history',
];
