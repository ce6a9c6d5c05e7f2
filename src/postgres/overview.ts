import type { Overview } from '../core/counting/facts.ts';
import type { Sql } from './connection/prepared.ts';

/** Each count by an index, and none goes on for ever. */
export async function readOverview(sql: Sql): Promise<Overview> {
  return { queues: await readQueues(sql), ...(await readRequests(sql)) };
}

async function readQueues(sql: Sql): Promise<Overview['queues']> {
  const { rows } = await sql.query<Overview['queues'][number]>(
    `select q.name as queue, waiting.n as depth, waiting.seconds as "oldestSeconds", active.n as active
     from pgboss.queue q,
       lateral (select count(*)::int as n, coalesce(max(extract(epoch from now() - greatest(due, made))), 0)::float8 as seconds
         from (select start_after as due, created_on as made from pgboss.job j
           where j.name = q.name and j.state < 'active' and not j.blocked and j.start_after <= now() order by start_after limit 10000) w) waiting,
       lateral (select count(*)::int as n
         from (select from pgboss.job j where j.name = q.name and j.state = 'active' limit 10000) a) active
     order by q.name`,
  );
  return rows;
}

async function readRequests(sql: Sql): Promise<Omit<Overview, 'queues'>> {
  const { rows } = await sql.query<Omit<Overview, 'queues'>>(
    `select
       (select count(*)::int from (select from generations
         where failure is null and state = 'requested' and announced_at is not null limit 10000) l) as line,
       (select count(*)::int from (select from generations where state = 'unknown' and charged_credits is null limit 10000) u) as unknown,
       (select count(*)::int from (select from generations
         where state = 'made' and failure is not null and failure <> 'canceled' and erased_at is null limit 10000) d) as undelivered`,
  );
  return rows[0] ?? { line: 0, unknown: 0, undelivered: 0 };
}
