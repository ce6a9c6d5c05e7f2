import { FAILURES, type FailureCode } from '../core/failure.ts';
import { type Generation, type GenerationKey, isPersonal, type LineageStep, type Parent } from '../core/generation.ts';
import { REFUSAL_RULES, REFUSED_PARTS, type Refusal } from '../core/refusal.ts';
import type { Sql } from './connection/prepared.ts';
import { SHOWS_ANOTHER } from './rules.ts';

interface GenerationRow
  extends Omit<Generation, 'failure' | 'redrawFailure' | 'refusal' | 'startsFromFiles' | 'lineage' | 'publishedIn'> {
  failure: string | null;
  redrawFailure: string | null;
  refusalRule: string | null;
  refusedPart: string | null;
}

const LOOK = `case when p.width is not null then
  json_build_object('width', p.width, 'height', p.height, 'came', p.came, 'posted', p.posted) end`;
const PICTURE = `json_build_object('position', p.position, 'url', p.pixapi_url, 'bytes', octet_length(p.bytes), 'fileId', p.file_id, 'altText', p.alt_text,
  'look', ${LOOK}, 'trouble', p.trouble, 'isGivenUp', p.given_up, 'isShared', p.shared_file_ids <> '{}')`;

/** The picture `p` of the generation `o`, as what another starts from. */
const AS_PARENT = `json_build_object('id', o.id, 'label', coalesce(o.label, '1'), 'prompt', o.prompt, 'picture', ${PICTURE},
  'count', (select count(*) from pictures c where c.team_id = o.team_id and c.generation_id = o.id))`;
const WITH_PICTURE = 'generations o join pictures p on p.team_id = o.team_id and p.generation_id = o.id';

const COLUMNS = `g.team_id as "teamId", g.id, g.channel_id as "channelId", g.asked_channel_id as "askedChannelId",
  g.user_id as "userId", g.act, g.kind, g.prompt, g.style, g.is_private as "isPrivate", g.model, g.size, g.quality, g.count, g.state, g.failure, g.month, g.held_credits as "heldCredits",
  g.charged_credits as "chargedCredits", g.charge_estimated as "chargeEstimated", g.send_bytes as "sendBytes", g.pixapi_key as "ownKeyId",
  g.version, g.label, g.deleted_at is not null as deleted, g.erased_at as "erasedAt", g.revision, g.shown_revision as "shownRevision",
  g.refused_revision as "refusedRevision", g.redraw_failure as "redrawFailure", g.changed_by as "changedBy", g.reply_ts as "replyTs", g.message_ts as "messageTs", g.response_url as "responseUrl", g.delivery,
  g.task_id as "taskId", g.attempts, g.canceled_at as "canceledAt", g.canceled_by as "canceledBy",
  g.showing_at is not null as showing, g.place_shown as "placeShown", g.turn_at as "turnAt", g.announced_at is not null as announced,
  g.refusal_rule as "refusalRule", g.refused_part as "refusedPart",
  g.requested_at as "requestedAt", extract(epoch from clock_timestamp() - g.submitted_at)::float * 1000 as "taskAgeMs", g.told_at is not null as told,
  coalesce((select array_agg(f.file_id order by f.position) from source_files f where f.team_id = g.team_id and f.generation_id = g.id), '{}') as "sourceFileIds",
  (select max(f.rendition) from source_files f where f.team_id = g.team_id and f.generation_id = g.id) as rendition,
  coalesce((select json_agg(${PICTURE} order by p.position) from pictures p
    where p.team_id = g.team_id and p.generation_id = g.id and g.state in ('made', 'posted')), '[]') as pictures,
  (select ${AS_PARENT} from ${WITH_PICTURE}
    where o.team_id = g.team_id and o.id = g.parent_id and p.position = coalesce(g.parent_picture, 1)) as parent,
  (select ${AS_PARENT} from ${WITH_PICTURE}
    where o.team_id = g.team_id and o.id = g.other_id and p.position = coalesce(g.other_picture, 1)) as other`;

export async function findGeneration(sql: Sql, { teamId, id }: GenerationKey): Promise<Generation | null> {
  const { rows } = await sql.query<GenerationRow>(
    `select ${COLUMNS} from generations g where g.team_id = $1 and g.id = $2`,
    [teamId, id],
  );
  const row = rows[0];
  if (!row) return null;
  const { refusalRule, refusedPart, ...generation } = row;
  return {
    ...generation,
    failure: asFailureCode(row.failure),
    redrawFailure: asFailureCode(row.redrawFailure),
    refusal: asRefusal(refusalRule, refusedPart),
    pictures: row.pictures.map((picture) => ({ ...picture, trouble: asFailureCode(picture.trouble) })),
    startsFromFiles: row.sourceFileIds.length > 0 || (row.pictures.length > 0 && (await startsFromFiles(sql, row))),
    ...(await tellingOf(sql, row)),
  };
}

/** Whether anything that it came from began with somebody's own files. */
async function startsFromFiles(sql: Sql, { teamId, id, parent, other }: GenerationRow): Promise<boolean> {
  if (!parent && !other) return false;
  const { rows } = await sql.query<{ does: boolean }>(
    `with recursive origins as (
       select id, parent_id, other_id from generations where team_id = $1 and id = $2
       union
       select g.id, g.parent_id, g.other_id from origins o join generations g
         on g.team_id = $1 and g.id in (o.parent_id, o.other_id))
     select exists (select from source_files f join origins o on f.team_id = $1 and f.generation_id = o.id) as does`,
    [teamId, id],
  );
  return rows[0]?.does ?? false;
}

/** What only personal and published ones need. */
async function tellingOf(sql: Sql, row: GenerationRow): Promise<Pick<Generation, 'lineage' | 'publishedIn'>> {
  const isOwn = isPersonal(row);
  return {
    lineage: isOwn || row.act === 'publish' ? await listLineage(sql, row) : [],
    publishedIn: isOwn ? await findPublishedIn(sql, row) : null,
  };
}

export async function countPictures(sql: Sql, { teamId, id }: GenerationKey): Promise<number> {
  const { rows } = await sql.query<{ count: number }>(
    'select count(*) as count from pictures where team_id = $1 and generation_id = $2',
    [teamId, id],
  );
  return rows[0]?.count ?? 0;
}

export async function findParent(sql: Sql, { teamId, id }: GenerationKey, position: number): Promise<Parent | null> {
  const { rows } = await sql.query<{ parent: Parent }>(
    `select ${AS_PARENT} as parent from ${WITH_PICTURE} where o.team_id = $1 and o.id = $2 and p.position = $3`,
    [teamId, id, position],
  );
  return rows[0]?.parent ?? null;
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
