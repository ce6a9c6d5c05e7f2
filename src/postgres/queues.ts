import type { JobStore } from '../core/jobs.ts';
import type { Sql } from './connection/prepared.ts';
import type { Work } from './work.ts';

export function queueStore({ single }: Work): Pick<JobStore, 'listQueues' | 'putFollowedFirst'> {
  return {
    listQueues: () => listQueues(single),
    async putFollowedFirst(priority) {
      await single.query(
        `update pgboss.job j set priority = $1 from generations g
         where g.state = 'submitted' and j.name = 'make' and j.state < 'active' and j.priority < $1 and j.data ->> 'id' = g.id::text`,
        [priority],
      );
    },
  };
}

/** Each answer is one row of an index away, so that a long queue is looked at as quickly as an empty one. */
async function listQueues(sql: Sql) {
  const { rows } = await sql.query<Awaited<ReturnType<JobStore['listQueues']>>[number]>(
    `select step, "isDue", "isLost" from (
       select q.name as step,
         exists (select from pgboss.job j where j.name = q.name and j.state < 'active' and not j.blocked and j.start_after <= now()) as "isDue",
         exists (select from pgboss.job j where j.name = q.name and j.state = 'active'
           and (j.heartbeat_on + j.heartbeat_seconds * interval '1 second' < now()
             or j.started_on + j.expire_seconds * interval '1 second' < now())) as "isLost"
       from pgboss.queue q) looked
     where "isDue" or "isLost"`,
  );
  return rows;
}
