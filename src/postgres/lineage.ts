import type { GenerationKey, LineageStep } from '../core/generation.ts';
import type { Publication } from '../core/thread/versions.ts';
import type { Sql } from './pool.ts';

/**
 * The requests that led to a picture, the first one first, itself last; what only shows another once more (undo,
 * publish, hide) is left out.
 */
export async function listLineage(sql: Sql, { teamId, id }: GenerationKey): Promise<LineageStep[]> {
  const { rows } = await sql.query<LineageStep>(
    `with recursive lineage as (
       select g.*, 1 as step from generations g where g.team_id = $1 and g.id = $2
       union all
       select g.*, s.step + 1 from lineage s join generations g on g.team_id = s.team_id
         and g.id = case when s.act in ('undo', 'publish', 'hide') then s.other_id else s.parent_id end
       where s.step < 1000)
     select prompt, coalesce(charged_credits, 0) as credits, asked_channel_id as "askedChannelId" from lineage
     where act not in ('undo', 'publish', 'hide') order by step desc`,
    [teamId, id],
  );
  return rows;
}

/** Every wish to publish a picture so far, oldest first. */
export async function listPublications(sql: Sql, { teamId, id }: GenerationKey): Promise<Publication[]> {
  const { rows } = await sql.query<Publication>(
    `select channel_id as "channelId", state = 'posted' as "isPosted",
       state in ('failed', 'canceled') or deleted_at is not null as "isOver" from generations
     where team_id = $1 and other_id = $2 and act = 'publish' order by requested_at`,
    [teamId, id],
  );
  return rows;
}

/** Where a picture was published, if it is still there. */
export async function findPublishedIn(sql: Sql, { teamId, id }: GenerationKey): Promise<string | null> {
  const { rows } = await sql.query<{ channelId: string }>(
    `select channel_id as "channelId" from generations
     where team_id = $1 and other_id = $2 and act = 'publish' and state = 'posted' and deleted_at is null
     order by posted_at limit 1`,
    [teamId, id],
  );
  return rows[0]?.channelId ?? null;
}
