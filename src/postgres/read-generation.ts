import { FAILURES, type FailureCode } from '../core/failure.ts';
import {
  type Generation,
  type GenerationKey,
  isPersonal,
  type LineageStep,
  type Parent,
  type Picture,
  type State,
} from '../core/generation.ts';
import { REFUSAL_RULES, REFUSED_PARTS, type Refusal } from '../core/refusal.ts';
import type { Sql } from './connection/prepared.ts';
import { SHOWS_ANOTHER } from './rules.ts';

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
  g.requested_at as "requestedAt", extract(epoch from clock_timestamp() - g.submitted_at)::float * 1000 as "taskAgeMs", g.told_at is not null as told,
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

export async function listPictures(sql: Sql, { teamId, id }: GenerationKey): Promise<Picture[]> {
  const { rows } = await sql.query<Picture>(
    `select position, pixapi_url as url, octet_length(bytes) as bytes, file_id as "fileId", alt_text as "altText" from pictures
     where team_id = $1 and generation_id = $2 order by position`,
    [teamId, id],
  );
  return rows;
}

export async function findParent(sql: Sql, key: GenerationKey, position: number): Promise<Parent | null> {
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

/**
 * The requests that led to a picture, the first one first, itself last; what only shows another once more (undo,
 * publish, hide) is left out. A picture that was made private is deleted where it was, and keeps its own words in its copy.
 */
async function listLineage(sql: Sql, { teamId, id }: GenerationKey): Promise<LineageStep[]> {
  const { rows } = await sql.query<LineageStep>(
    `with recursive lineage as (
       select g.*, 1 as step, true as own from generations g where g.team_id = $1 and g.id = $2
       union all
       select g.*, s.step + 1, s.own and s.act in (${SHOWS_ANOTHER}) from lineage s join generations g on g.team_id = s.team_id
         and g.id = case when s.act in (${SHOWS_ANOTHER}) then s.other_id else s.parent_id end
       where s.step < 1000)
     select case when own or deleted_at is null then prompt end as prompt, coalesce(charged_credits, 0) as credits, asked_channel_id as "askedChannelId" from lineage
     where act not in (${SHOWS_ANOTHER}) order by step desc`,
    [teamId, id],
  );
  return rows;
}

/** Where a picture was published, if it is still there. */
async function findPublishedIn(sql: Sql, { teamId, id }: GenerationKey): Promise<string | null> {
  const { rows } = await sql.query<{ channelId: string }>(
    `select channel_id as "channelId" from generations
     where team_id = $1 and other_id = $2 and act = 'publish' and state = 'posted' and deleted_at is null
     order by posted_at limit 1`,
    [teamId, id],
  );
  return rows[0]?.channelId ?? null;
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
