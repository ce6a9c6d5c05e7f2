import {
  DIRECT,
  type LogEntry,
  type LogFilter,
  type LogPlace,
  type LogReader,
  type LogStore,
} from '../../core/log/entry.ts';
import { REFUSALS } from '../../core/log/outcome.ts';
import { daysOf } from '../../core/log/period.ts';
import type { Sql } from '../connection/prepared.ts';
import type { Work } from '../work.ts';

export function logStore({ single }: Work): LogStore {
  return {
    listLog: (reader, filter, limit, before) => listLog(single, reader, filter, limit, before),
    listLogForward: (reader, until, limit, after) => listLogForward(single, reader, until, limit, after),
  };
}

const REFUSED = REFUSALS.map((code) => `'${code}'`).join(', ');

/** `Outcome` of core/log/outcome.ts. */
const OUTCOME = `case when g.failure = 'canceled' then 'canceled' when g.state = 'unknown' then 'unknown'
  when g.state = 'posted' then 'made' when g.failure is null then 'open'
  when g.state = 'failed' and g.failure in (${REFUSED}) then 'refused' else 'failed' end`;

/** `isDirect` and `isPersonal` of core/generation.ts, where it was asked. */
const IS_DIRECT = `g.asked_channel_id ~ '^[DUW]'`;
const IS_PRIVATE = `(g.is_private or ${IS_DIRECT})`;

/** `$2`: whose private prompts are shown. */
const ENTRY = `g.id, g.requested_at as "requestedAt", g.user_id as "userId", g.asked_channel_id as "channelId", g.act, g.kind,
  ${IS_PRIVATE} as "isPrivate", case when g.user_id = $2 or not ${IS_PRIVATE} then g.prompt end as prompt, g.erased_at as "erasedAt",
  g.style, g.model, g.size, g.quality, g.count,
  (select count(*) from source_files f where f.team_id = g.team_id and f.generation_id = g.id)
    + (g.parent_picture is not null)::int + (g.other_picture is not null)::int as inputs,
  g.held_credits as "heldCredits", g.charged_credits as "chargedCredits", g.charge_estimated as "chargeEstimated",
  g.task_id as "taskId", g.pixapi_request_id as "pixapiRequestId", g.submits as orders, g.attempts as tries,
  ${OUTCOME} as outcome, g.failure, g.refusal_rule as "refusalRule", g.refused_part as "refusedPart", g.parent_id as "parentId",
  g.announced_at as "announcedAt", g.submitting_at as "orderedAt", g.submitted_at as "takenAt", g.made_at as "madeAt",
  g.posted_at as "postedAt", g.told_at as "toldAt", g.canceled_at as "canceledAt", g.canceled_by as "canceledBy",
  g.ended_at as "endedAt", g.deleted_at as "deletedAt",
  json_build_object('at', to_char(g.requested_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'id', g.id) as place`;

const FROM = '(select $6::date::timestamp at time zone time_zone from teams where team_id = $1)';
const UNTIL = '(select $7::date::timestamp at time zone time_zone from teams where team_id = $1)';

/** From where a page goes on, and of which days. Each bound is one end of the index by time. */
const RANGE = `(g.requested_at, g.id) < (coalesce($8::timestamptz, 'infinity'), coalesce($9::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
  and g.requested_at >= coalesce(${FROM}, '-infinity') and g.requested_at < coalesce(${UNTIL}, 'infinity')`;
const NEWEST = `and ($5::text is null or ${OUTCOME} = $5 or ($5 = 'not_made' and ${OUTCOME} in ('refused', 'failed')))
  and ($11::text is null or g.model = $11) order by g.requested_at desc, g.id desc limit $10`;

async function listLog(
  sql: Sql,
  { teamId, sees }: LogReader,
  filter: LogFilter,
  limit: number,
  before: LogPlace | null,
): Promise<LogEntry[]> {
  const { userId, channelId, outcome, period, model } = filter;
  const { from, until } = period ? daysOf(period, await readToday(sql, teamId)) : { from: null, until: null };
  const values = [teamId, sees, userId, channelId, outcome, from, until, before?.at, before?.id, limit, model];
  const { rows } = await newest(sql, filter, values);
  return rows;
}

/** Each by the index that leaves least to be looked at: a person's, a channel's, of what is under way, of what ended badly, or of all. */
async function newest(sql: Sql, { userId, channelId, outcome }: LogFilter, values: unknown[]) {
  if (userId !== null)
    return await sql.query<LogEntry>(
      `select ${ENTRY} from generations g where g.team_id = $1 and g.user_id = $3
         and ($4::text is null or g.asked_channel_id = $4 or ($4 = '${DIRECT}' and ${IS_DIRECT})) and ${RANGE} ${NEWEST}`,
      values,
    );
  if (channelId === DIRECT)
    return await sql.query<LogEntry>(
      `select ${ENTRY} from generations g where g.team_id = $1 and ${IS_DIRECT} and $3::text is null and $4::text is not null
         and ${RANGE} ${NEWEST}`,
      values,
    );
  if (channelId !== null)
    return await sql.query<LogEntry>(
      `select ${ENTRY} from generations g where g.team_id = $1 and g.asked_channel_id = $4 and $3::text is null
         and ${RANGE} ${NEWEST}`,
      values,
    );
  if (outcome === 'open')
    return await sql.query<LogEntry>(
      `select ${ENTRY} from generations g where g.team_id = $1 and g.failure is null
         and g.state in ('requested', 'submitting', 'submitted', 'made')
         and $3::text is null and $4::text is null and ${RANGE} ${NEWEST}`,
      values,
    );
  if (outcome !== null && outcome !== 'made')
    return await sql.query<LogEntry>(
      `select ${ENTRY} from generations g where g.team_id = $1 and g.failure is not null
         and $3::text is null and $4::text is null and ${RANGE} ${NEWEST}`,
      values,
    );
  return await sql.query<LogEntry>(
    `select ${ENTRY} from generations g where g.team_id = $1 and $3::text is null and $4::text is null
       and ${RANGE} ${NEWEST}`,
    values,
  );
}

async function listLogForward(
  sql: Sql,
  { teamId, sees }: LogReader,
  until: Date,
  limit: number,
  after: LogPlace | null,
): Promise<LogEntry[]> {
  const { rows } = await sql.query<LogEntry>(
    `select ${ENTRY} from generations g where g.team_id = $1 and g.requested_at <= $3
       and (g.requested_at, g.id) > (coalesce($4::timestamptz, '-infinity'), coalesce($5::uuid, '00000000-0000-0000-0000-000000000000'))
     order by g.requested_at, g.id limit $6`,
    [teamId, sees, until, after?.at, after?.id, limit],
  );
  return rows;
}

/** By the team's clock. */
async function readToday(sql: Sql, teamId: string): Promise<string> {
  const { rows } = await sql.query<{ today: string }>(
    `select (now() at time zone coalesce((select time_zone from teams where team_id = $1), 'UTC'))::date as today`,
    [teamId],
  );
  return rows[0]?.today ?? '';
}
