import { FAILURES, type FailureCode } from '../core/failure.ts';
import {
  type Generation,
  type GenerationKey,
  isPersonal,
  type Parent,
  type Picture,
  type State,
} from '../core/generation.ts';
import type { EarlierPress, PressedPicture } from '../core/ordering/earlier-presses.ts';
import { REFUSAL_RULES, REFUSED_PARTS, type Refusal } from '../core/refusal.ts';
import type { HistoryEntry, MessageInThread, ThreadPicture, ThreadPlace } from '../core/store.ts';
import { findPublishedIn, listLineage } from './lineage.ts';
import type { Sql } from './pool.ts';

interface GenerationRow
  extends Omit<
    Generation,
    | 'pictures'
    | 'parent'
    | 'other'
    | 'failure'
    | 'redrawFailure'
    | 'refusal'
    | 'sourceFileIds'
    | 'lineage'
    | 'publishedIn'
  > {
  failure: string | null;
  redrawFailure: string | null;
  refusalRule: string | null;
  refusedPart: string | null;
  parentId: string | null;
  parentPicture: number | null;
  otherId: string | null;
  otherPicture: number | null;
}

const COLUMNS = `g.team_id as "teamId", g.id, g.channel_id as "channelId", g.asked_channel_id as "askedChannelId",
  g.user_id as "userId", g.act, g.kind, g.prompt, g.style, g.is_private as "isPrivate", g.model, g.size, g.quality, g.count, g.state, g.failure, g.month, g.held_credits as "heldCredits",
  g.charged_credits as "chargedCredits", g.charge_estimated as "chargeEstimated", g.send_bytes as "sendBytes",
  g.version, g.label, g.deleted_at is not null as deleted, g.revision, g.shown_revision as "shownRevision",
  g.refused_revision as "refusedRevision", g.redraw_failure as "redrawFailure", g.changed_by as "changedBy", g.reply_ts as "replyTs", g.message_ts as "messageTs", g.response_url as "responseUrl", g.delivery,
  g.task_id as "taskId", g.attempts, g.canceled_at as "canceledAt", g.canceled_by as "canceledBy",
  g.showing_at is not null as showing, g.place_shown as "placeShown", g.turn_at as "turnAt", g.announced_at is not null as announced,
  g.refusal_rule as "refusalRule", g.refused_part as "refusedPart",
  g.requested_at as "requestedAt", g.submitted_at as "submittedAt", g.told_at is not null as told,
  g.parent_id as "parentId", g.parent_picture as "parentPicture", g.other_id as "otherId", g.other_picture as "otherPicture"`;

export async function findGeneration(sql: Sql, { teamId, id }: GenerationKey): Promise<Generation | null> {
  const { rows } = await sql.query<GenerationRow & { sourceFileIds: string[] }>(
    `select ${COLUMNS}, coalesce((select array_agg(f.file_id order by f.position) from source_files f
       where f.team_id = g.team_id and f.generation_id = g.id), '{}') as "sourceFileIds"
     from generations g where g.team_id = $1 and g.id = $2`,
    [teamId, id],
  );
  const row = rows[0];
  if (!row) return null;
  const { parentId, parentPicture, otherId, otherPicture, refusalRule, refusedPart, ...generation } = row;
  return {
    ...generation,
    failure: asFailureCode(row.failure),
    redrawFailure: asFailureCode(row.redrawFailure),
    refusal: asRefusal(refusalRule, refusedPart),
    pictures: HAS_PICTURES.has(row.state) ? await listPictures(sql, row) : [],
    ...(await tellingOf(sql, row)),
    parent: parentId ? await findParent(sql, { teamId, id: parentId }, parentPicture ?? 1) : null,
    other: otherId ? await findParent(sql, { teamId, id: otherId }, otherPicture ?? 1) : null,
  };
}

/** What only personal and published ones need. */
async function tellingOf(sql: Sql, row: GenerationRow): Promise<Pick<Generation, 'lineage' | 'publishedIn'>> {
  const isOwn = isPersonal(row);
  return {
    lineage: isOwn || row.act === 'publish' ? await listLineage(sql, row) : [],
    publishedIn: isOwn ? await findPublishedIn(sql, row) : null,
  };
}

const HAS_PICTURES: ReadonlySet<State> = new Set<State>(['made', 'posted']);

async function listPictures(sql: Sql, { teamId, id }: GenerationKey): Promise<Picture[]> {
  const { rows } = await sql.query<Picture>(
    `select position, pixapi_url as url, bytes, file_id as "fileId", alt_text as "altText" from pictures
     where team_id = $1 and generation_id = $2 order by position`,
    [teamId, id],
  );
  return rows;
}

async function findParent(sql: Sql, key: GenerationKey, position: number): Promise<Parent | null> {
  const { rows } = await sql.query<{ label: string | null; prompt: string }>(
    'select label, prompt from generations where team_id = $1 and id = $2',
    [key.teamId, key.id],
  );
  const pictures = await listPictures(sql, key);
  const picture = pictures.find((one) => one.position === position);
  const [row] = rows;
  return row && picture
    ? { id: key.id, label: row.label ?? '1', prompt: row.prompt, count: pictures.length, picture }
    : null;
}

/** Made, and surely not shown: canceled after the order went out, or not delivered (`canBeSeen` of core/versions.ts). */
const KEPT_BACK = `state = 'made' and failure is not null and failure <> 'chat_unclear'`;

export async function findShownIn(
  sql: Sql,
  { teamId, channelId, threadTs, messageTs }: MessageInThread,
): Promise<Generation | null> {
  const { rows } = await sql.query<{ id: string }>(
    `select id from generations where team_id = $1 and channel_id = $2 and thread_ts = $3 and message_ts = $4
       and version is not null and not (${KEPT_BACK})`,
    [teamId, channelId, threadTs, messageTs],
  );
  return rows[0] ? await findGeneration(sql, { teamId, id: rows[0].id }) : null;
}

/**
 * The meant picture of a thread: of the newest version that can be seen unless one is named, its first picture unless one is named. An
 * undo shows an earlier version again, and stands for that one.
 */
export async function findThreadPicture(sql: Sql, place: ThreadPlace): Promise<ThreadPicture> {
  const { rows } = await sql.query<Pick<Generation, 'id' | 'label' | 'model' | 'size' | 'quality'>>(
    `select case act when 'undo' then other_id else id end as id, label, model, size, quality from generations
     where team_id = $1 and channel_id = $2 and thread_ts = $3 and version is not null and deleted_at is null and not (${KEPT_BACK})
     order by version desc`,
    [place.teamId, place.channelId, place.threadTs],
  );
  const newest = rows[0]?.label ?? null;
  const row = place.label === null ? rows[0] : rows.find(({ label }) => label === place.label);
  if (!row) return { found: false, newest, pictures: 0 };
  const parent = await findParent(sql, { teamId: place.teamId, id: row.id }, place.picture ?? 1);
  if (parent) return { found: true, parent, model: row.model, size: row.size, quality: row.quality };
  const pictures = await listPictures(sql, { teamId: place.teamId, id: row.id });
  return { found: false, newest, pictures: pictures.length };
}

/** Acts that start from one picture name it as their parent; the others name the whole request. */
export async function listEarlierPresses(
  sql: Sql,
  { teamId, id, position, act }: PressedPicture,
): Promise<EarlierPress[]> {
  const { rows } = await sql.query<EarlierPress & { failure: string | null }>(
    `select state, failure, label, deleted_at is not null as deleted from generations
     where team_id = $1 and act = $4 and ((parent_id = $2 and parent_picture = $3 and other_id is null) or other_id = $2)`,
    [teamId, id, position, act],
  );
  return rows.map((row) => ({ ...row, failure: asFailureCode(row.failure) }));
}

export async function listHistory(sql: Sql, teamId: string, userId: string, limit: number): Promise<HistoryEntry[]> {
  const { rows } = await sql.query<HistoryEntry & { failure: string | null }>(
    `select prompt, state, failure, held_credits as "heldCredits", charged_credits as "chargedCredits",
       charge_estimated as "chargeEstimated", requested_at as "requestedAt"
     from generations where team_id = $1 and user_id = $2 order by requested_at desc limit $3`,
    [teamId, userId, limit],
  );
  return rows.map((row) => ({ ...row, failure: asFailureCode(row.failure) }));
}

export function asFailureCode(text: string | null): FailureCode | null {
  if (text === null) return null;
  return Object.hasOwn(FAILURES, text) ? (text as FailureCode) : 'internal';
}

function asRefusal(rule: string | null, part: string | null): Refusal | null {
  if (rule === null) return null;
  return {
    rule: REFUSAL_RULES.find((known) => known === rule) ?? 'other',
    part: REFUSED_PARTS.find((known) => known === part) ?? null,
  };
}
