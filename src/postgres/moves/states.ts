import type { FailureCode } from '../../core/failure.ts';
import { ACTS, type GenerationKey, isFree } from '../../core/generation.ts';
import type { Announcement } from '../../core/making/chat.ts';
import type { FailureDetails, OrderChange, StoredPicture } from '../../core/making/make-store.ts';
import type { Sql } from '../connection/prepared.ts';
import { updateWhere } from './update-where.ts';

const CANCELED = `failure = 'canceled', ended_at = now(), told_at = null, attempts = 0`;

export const markAnnouncing = (sql: Sql, key: GenerationKey) =>
  updateWhere(sql, key, `state = 'requested' and announcing_at is null`, 'announcing_at = now()');

export const unmarkAnnouncing = (sql: Sql, key: GenerationKey) =>
  updateWhere(sql, key, `announced_at is null`, 'announcing_at = null');

/** A late answer of a first holder still brings its message. */
export async function markAnnounced(
  sql: Sql,
  key: GenerationKey,
  { messageTs, delivery, channelId, place }: Announcement,
): Promise<boolean> {
  const first = await updateWhere(
    sql,
    key,
    `announced_at is null and state = 'requested'`,
    `announced_at = now(), message_ts = coalesce($3, message_ts), delivery = $4, channel_id = coalesce($5, channel_id),
     place_shown = $6, turn_at = null, attempts = 0`,
    [messageTs, delivery, channelId, place],
  );
  if (!first && messageTs) {
    await updateWhere(sql, key, 'message_ts is null', 'message_ts = $3, channel_id = coalesce($4, channel_id)', [
      messageTs,
      channelId,
    ]);
  }
  return first;
}

/** Its round in the team's line. */
export async function readLineRank(sql: Sql, { teamId, id }: GenerationKey): Promise<number> {
  const { rows } = await sql.query<{ rank: number }>(
    'select line_rank as rank from generations where team_id = $1 and id = $2',
    [teamId, id],
  );
  return rows[0]?.rank ?? 0;
}

export async function adoptPlaceholder(
  sql: Sql,
  key: GenerationKey,
  channelId: string,
  messageTs: string,
): Promise<'ours' | 'orphan'> {
  const { rowCount } = await sql.query(
    'select from generations where team_id = $1 and id = $2 and message_ts = $3 and channel_id = $4',
    [key.teamId, key.id, messageTs, channelId],
  );
  if (rowCount === 1) return 'ours';
  const adopted = await updateWhere(
    sql,
    key,
    `coalesce(message_ts, $3) = $3 and (channel_id = $4 or is_private) and announcing_at is not null and posting_at is null
     and told_at is null and state <> 'posted'`,
    'message_ts = $3, channel_id = $4',
    [messageTs, channelId],
  );
  return adopted ? 'ours' : 'orphan';
}

export const markSubmitting = (sql: Sql, key: GenerationKey) =>
  updateWhere(sql, key, `state = 'requested'`, `state = 'submitting', submitting_at = now(), submits = submits + 1`);

export const markRequested = (
  sql: Sql,
  key: GenerationKey,
  from: 'submitting' | 'submitted',
  change: OrderChange = {},
) =>
  updateWhere(
    sql,
    key,
    'state = $3 and canceled_at is null',
    `state = 'requested', task_id = null, model = coalesce($4, model),
     quality = case when $5 then $6 else quality end, send_bytes = send_bytes or $7`,
    [from, change.model ?? null, change.quality !== undefined, change.quality ?? null, change.sendBytes ?? false],
  );

/** Surely not made, and not wanted any more. */
export const markCanceled = (sql: Sql, key: GenerationKey, from: 'submitting' | 'submitted') =>
  updateWhere(sql, key, 'state = $3 and canceled_at is not null', `state = 'canceled', task_id = null, ${CANCELED}`, [
    from,
  ]);

export const markSubmitted = (sql: Sql, key: GenerationKey, from: 'submitting' | 'unknown', taskId: string) =>
  updateWhere(
    sql,
    key,
    'state = $3',
    `state = 'submitted', failure = null, told_at = null, ended_at = null, task_id = $4, submitted_at = now(), attempts = 0`,
    [from, taskId],
  );

/** Its placeholder says how it ended, and is to say that it is being made: 0 is a place that it may or may not say. */
export const markAskedAgain = (sql: Sql, key: GenerationKey, when: 'never_asked' | 'not_lately') =>
  updateWhere(
    sql,
    key,
    `state = 'unknown' and task_id is not null
     and (asked_again_at is null or ($3 and asked_again_at < now() - interval '10 minutes'))`,
    `state = 'submitted', failure = null, told_at = null, ended_at = null, place_shown = 0, asked_again_at = now(), attempts = 0`,
    [when === 'not_lately'],
  );

export async function markMade(sql: Sql, key: GenerationKey, pictures: readonly StoredPicture[]): Promise<boolean> {
  // versions of one thread are given one after the other
  await sql.query(
    `select pg_advisory_xact_lock(hashtextextended(team_id || channel_id || coalesce(thread_ts, id::text), 7))
     from generations where team_id = $1 and id = $2`,
    [key.teamId, key.id],
  );
  const moved = await updateWhere(
    sql,
    key,
    `(state in ('submitting', 'submitted', 'unknown') or (state = 'requested' and act = any ($3)))`,
    `state = 'made', failure = case when canceled_at is not null then 'canceled' end, told_at = null,
     ended_at = case when canceled_at is not null then now() end, made_at = now(), attempts = 0,
     version = case when act <> 'compare' then 1 + coalesce((select max(o.version) from generations o
       where o.team_id = generations.team_id and o.channel_id = generations.channel_id
       and o.thread_ts = generations.thread_ts), 0) end,
     label = case act when 'compare' then null
       when 'undo' then (select o.label from generations o where o.team_id = generations.team_id and o.id = generations.other_id)
       else next_label(team_id, channel_id, thread_ts, 1 + coalesce((select substring(p.label from '^[0-9]+')::integer
         from generations p where p.team_id = generations.team_id and p.id = generations.parent_id
         and p.channel_id = generations.channel_id and p.thread_ts = generations.thread_ts), 0)) end`,
    [ACTS.filter((act) => isFree({ act }))],
  );
  if (!moved) return false;
  await sql.query(
    `insert into pictures (team_id, generation_id, position, pixapi_url, bytes, file_id, alt_text)
     select $1, $2, n, u, b, f, a from unnest($3::text[], $4::bytea[], $5::text[], $6::text[]) with ordinality as t(u, b, f, a, n)`,
    [
      key.teamId,
      key.id,
      pictures.map((picture) => ('url' in picture ? picture.url : null)),
      pictures.map((picture) => ('bytes' in picture ? Buffer.from(picture.bytes) : null)),
      pictures.map((picture) => ('fileId' in picture ? picture.fileId : null)),
      pictures.map((picture) => ('altText' in picture ? picture.altText : null)),
    ],
  );
  return true;
}

const END = `failure = $3, pixapi_request_id = coalesce($4, pixapi_request_id), ended_at = now(), told_at = null, attempts = 0, deaths = 0`;

export const markFailed = (sql: Sql, key: GenerationKey, failure: FailureCode, about: FailureDetails = {}) =>
  updateWhere(
    sql,
    key,
    `state in ('requested', 'submitting', 'submitted') and canceled_at is null`,
    `state = 'failed', ${END}, refusal_rule = $5, refused_part = $6`,
    [failure, about.requestId ?? null, about.refusal?.rule ?? null, about.refusal?.part ?? null],
  );

export const markUnknown = (sql: Sql, key: GenerationKey, failure: FailureCode, requestId?: string) =>
  updateWhere(sql, key, `state in ('submitting', 'submitted')`, `state = 'unknown', ${END}`, [
    failure,
    requestId ?? null,
  ]);

/** May be asked again and again, until it was canceled. */
export const markShowing = (sql: Sql, key: GenerationKey) =>
  updateWhere(sql, key, `state = 'made' and failure is null`, 'showing_at = coalesce(showing_at, now())');

export const markPosting = (sql: Sql, key: GenerationKey) =>
  updateWhere(sql, key, `state = 'made' and posting_at is null`, 'posting_at = now()');

export const unmarkPosting = (sql: Sql, key: GenerationKey) =>
  updateWhere(sql, key, `state = 'made'`, 'posting_at = null');

export async function markPosted(
  sql: Sql,
  key: GenerationKey,
  messageTs: string | null,
  channelId: string | null,
): Promise<boolean> {
  await sql.query(
    'update pictures set bytes = null where team_id = $1 and generation_id = $2 and (file_id is not null or pixapi_url is not null)',
    [key.teamId, key.id],
  );
  return await updateWhere(
    sql,
    key,
    `state = 'made'`,
    `state = 'posted', failure = null, posted_at = now(), ended_at = now(), attempts = 0, response_url = null, turn_at = null,
     message_ts = coalesce($3, message_ts), channel_id = coalesce($4, channel_id)`,
    [messageTs, channelId],
  );
}

export const markUndelivered = (sql: Sql, key: GenerationKey, failure: FailureCode) =>
  updateWhere(
    sql,
    key,
    `state = 'made' and failure is null`,
    'failure = $3, told_at = null, ended_at = now(), attempts = 0, deaths = 0',
    [failure],
  );

export const reopenDelivery = (sql: Sql, key: GenerationKey) =>
  updateWhere(
    sql,
    key,
    `state = 'made' and failure is not null`,
    `failure = null, told_at = null, posting_at = null, showing_at = null, canceled_at = null, canceled_by = null,
     ended_at = null, attempts = 0, deaths = 0`,
  );

export const markTold = (sql: Sql, key: GenerationKey) =>
  updateWhere(
    sql,
    key,
    'true',
    `told_at = now(), response_url = case when state in ('failed', 'canceled') then null else response_url end`,
  );
