import type { Generation, GenerationKey } from '../core/generation.ts';
import type {
  MessageInThread,
  Publication,
  ThreadKey,
  ThreadPicture,
  ThreadPlace,
  Version,
  VersionStore,
} from '../core/thread/versions.ts';
import type { Sql } from './connection/prepared.ts';
import { asFailureCode, countPictures, findGeneration, findParent } from './read-generation.ts';
import { CAN_BE_SEEN, KEPT_BACK, STANDS_FOR_SHOWN } from './rules.ts';
import type { Work } from './work.ts';

export function versionStore({ single }: Work): Omit<VersionStore, 'findGeneration'> {
  return {
    findShownIn: (message) => findShownIn(single, message),
    findThreadPicture: (place) => findThreadPicture(single, place),
    listVersions: (thread) => listVersions(single, thread),
    listPublications: (of) => listPublications(single, of),
  };
}

const MOST = 1_000;

/** The versions of a thread, oldest first, and after them the undos that are no version yet, or never became one. */
export async function listVersions(sql: Sql, { teamId, channelId, threadTs }: ThreadKey): Promise<Version[]> {
  const { rows } = await sql.query<Version & { failure: string | null }>(
    `select id, act, label, parent_id as "parentId", parent_picture as "parentPicture", other_id as "otherId",
       case when deleted_at is null then prompt end as prompt,
       user_id as "userId", state, failure, held_credits as "heldCredits", charged_credits as "chargedCredits",
       charge_estimated as "chargeEstimated", deleted_at is not null as deleted, erased_at as "erasedAt",
       (select count(*)::integer from pictures p where p.team_id = g.team_id and p.generation_id = g.id) as count
     from generations g
     where team_id = $1 and channel_id = $2 and thread_ts = $3 and (version is not null or act in (${STANDS_FOR_SHOWN}))
     order by version nulls last, requested_at limit $4`,
    [teamId, channelId, threadTs, MOST],
  );
  return rows.map((row) => ({ ...row, failure: asFailureCode(row.failure) }));
}

async function findShownIn(
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
async function findThreadPicture(sql: Sql, place: ThreadPlace): Promise<ThreadPicture> {
  const { rows } = await sql.query<Pick<Generation, 'id' | 'label' | 'model' | 'size' | 'quality'>>(
    `select case when act in (${STANDS_FOR_SHOWN}) then other_id else id end as id, label, model, size, quality from generations
     where team_id = $1 and channel_id = $2 and thread_ts = $3 and version is not null and ${CAN_BE_SEEN}
     order by version desc`,
    [place.teamId, place.channelId, place.threadTs],
  );
  const newest = rows[0]?.label ?? null;
  const row = place.label === null ? rows[0] : rows.find(({ label }) => label === place.label);
  if (!row) return { found: false, newest, pictures: 0, erasedAt: await findErasedAt(sql, place) };
  const parent = await findParent(sql, { teamId: place.teamId, id: row.id }, place.picture ?? 1);
  if (parent) return { found: true, parent, model: row.model, size: row.size, quality: row.quality };
  const pictures = await countPictures(sql, { teamId: place.teamId, id: row.id });
  return { found: false, newest, pictures, erasedAt: null };
}

/** Of the version that is named, or of any. */
async function findErasedAt(sql: Sql, { teamId, channelId, threadTs, label }: ThreadPlace): Promise<Date | null> {
  const { rows } = await sql.query<{ erasedAt: Date | null }>(
    `select max(erased_at) as "erasedAt" from generations
     where team_id = $1 and channel_id = $2 and thread_ts = $3 and version is not null and ($4::text is null or label = $4)`,
    [teamId, channelId, threadTs, label],
  );
  return rows[0]?.erasedAt ?? null;
}

/** Every wish to publish a picture so far, oldest first. */
async function listPublications(sql: Sql, { teamId, id }: GenerationKey): Promise<Publication[]> {
  const { rows } = await sql.query<Publication>(
    `select channel_id as "channelId", state = 'posted' as "isPosted",
       state in ('failed', 'canceled') or deleted_at is not null as "isOver" from generations
     where team_id = $1 and other_id = $2 and act = 'publish' order by requested_at`,
    [teamId, id],
  );
  return rows;
}
