import type { Generation, GenerationKey } from '../core/generation.ts';
import type { PlaceholderStore, SaidPlace } from '../core/making/update-placeholder.ts';
import type { Figures, LineStore, Moved } from '../core/making/waiting.ts';
import type { Sql } from './connection/prepared.ts';
import type { Work } from './work.ts';

export function lineStore({ single, within, enqueue }: Work): LineStore & Omit<PlaceholderStore, 'findGeneration'> {
  return {
    readPlace: (key, teamConcurrency) => readPlace(single, key, teamConcurrency),
    moveLine: (pace) => moveLine(single, pace),
    readFigures: (order) => readFigures(single, order),
    claimPlaceholder: (key) => claimPlaceholder(single, key),
    releasePlaceholder: (key, said) =>
      within(async (sql) => {
        if (await releasePlaceholder(sql, key, said)) await enqueue(sql, 'post', [key]);
      }),
  };
}

/**
 * The place in the team's line, from 1; null: one of the team's places is free for it. The line is in rounds of one
 * request a person, and within a round in the order of the placeholders; the first ones in it are already on their way into what is free.
 */
async function readPlace(sql: Sql, { teamId, id }: GenerationKey, teamConcurrency: number): Promise<number | null> {
  const { rows } = await sql.query<{ place: number }>(
    `select count(*) filter (where o.state = 'requested' and (o.line_rank, o.announcing_at, o.id) <= (g.line_rank, g.announcing_at, g.id))
       - greatest($3 - count(*) filter (where o.state <> 'requested'), 0) as place
     from generations g join generations o on o.team_id = g.team_id and o.state in ('requested', 'submitting', 'submitted')
     where g.team_id = $1 and g.id = $2`,
    [teamId, id, teamConcurrency],
  );
  const place = rows[0]?.place ?? 0;
  return place > 0 ? place : null;
}

/**
 * Whose place in line has changed since its placeholder said it; claimed by whoever gets them. Of each team a few at a
 * time, and not again before `everyMs` are over: those first whose placeholder is furthest from the truth.
 */
async function moveLine(
  sql: Sql,
  { teamConcurrency, everyMs, perTeam }: { teamConcurrency: number; everyMs: number; perTeam: number },
): Promise<Moved[]> {
  const { rows } = await sql.query<Moved>(
    `with line as (
       select team_id, id, place_shown, greatest(announced_at, place_moved_at) as said_at,
         max(place_moved_at) over (partition by team_id) as team_moved_at, state,
         count(*) filter (where state = 'requested') over (partition by team_id order by state <> 'requested', line_rank, announcing_at, id)
           - greatest($1 - count(*) filter (where state <> 'requested') over (partition by team_id), 0) as place
       from generations g
       where state in ('requested', 'submitting', 'submitted') and team_id in (
         select team_id from generations where state in ('requested', 'submitting', 'submitted') and place_shown is not null)
     ), moved as (
       select team_id, id, place, row_number() over (partition by team_id order by place_shown::float / place desc, place) as n
       from line
       where state = 'requested' and place_shown is not null and place > 0 and place <> place_shown
         and said_at < now() - $2 * interval '1 ms' and coalesce(team_moved_at, '-infinity') < now() - $2 * interval '1 ms')
     update generations g set place_shown = m.place, place_moved_at = now(), speaking_at = now(), away_told_at = null
     from moved m where m.team_id = g.team_id and m.id = g.id and m.n <= $3 and g.state = 'requested'
     returning g.team_id as "teamId", g.id, m.place`,
    [teamConcurrency, everyMs, perTeam],
  );
  return rows;
}

const FEWEST = 10;
const LAST = 200;

/** Null before there are ten of them. */
async function readFigures(
  sql: Sql,
  { kind, model, size, quality, count }: Pick<Generation, 'kind' | 'model' | 'size' | 'quality' | 'count'>,
): Promise<Figures | null> {
  const { rows } = await sql.query<{ made: number; least: number; usual: number; most: number }>(
    `select count(*) as made, percentile_disc(0.05) within group (order by seconds) as least, percentile_disc(0.5) within group (order by seconds) as usual,
       percentile_disc(0.9) within group (order by seconds) as most
     from (
       select extract(epoch from made_at - coalesce(submitted_at, submitting_at))::float as seconds from generations
       where model = $1 and size = $2 and coalesce(quality, '') = coalesce($3, '') and kind = $4 and count = $5 and made_at is not null and submitting_at is not null
       order by made_at desc limit ${LAST}) last`,
    [model, size, quality, kind, count],
  );
  const [figures] = rows;
  if (!figures || figures.made < FEWEST) return null;
  const { least, usual, most } = figures;
  return { least, usual, most };
}

/** False: nobody waits before a placeholder of it any more. */
async function claimPlaceholder(sql: Sql, { teamId, id }: GenerationKey): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update generations set speaking_at = now() where team_id = $1 and id = $2 and message_ts is not null
       and failure is null and showing_at is null and posting_at is null
       and state in ('requested', 'submitting', 'submitted', 'made')`,
    [teamId, id],
  );
  return rowCount === 1;
}

/**
 * Answers whether something is to be said again: an end was told, pictures were shown, or (`knewCanceled` false) a
 * cancellation was answered, while the placeholder was spoken of as before. What was posted as a message of its own stands.
 * What is posted stays so, and is brought up to date: its message may have been taken away since, and is never posted anew.
 */
async function releasePlaceholder(
  sql: Sql,
  { teamId, id }: GenerationKey,
  { knewCanceled, place }: { readonly knewCanceled: boolean; readonly place: SaidPlace },
): Promise<boolean> {
  const { rows } = await sql.query<{ again: boolean }>(
    `update generations g set speaking_at = null, place_shown = case when $5 then place_shown * 0 else $4 end, told_at = case when again then null else g.told_at end,
       revision = g.revision + case when again and g.state = 'posted' then 1 else 0 end,
       redraw_failure = case when again and g.state = 'posted' then null else g.redraw_failure end
     from (select team_id, id, failure is not null or (canceled_at is not null and not $3)
         or ((state = 'posted' or showing_at is not null) and posting_at is null) as again
       from generations where team_id = $1 and id = $2 for no key update) o
     where g.team_id = o.team_id and g.id = o.id returning again`,
    [teamId, id, knewCanceled, place === 'unsure' ? null : place, place === 'unsure'],
  );
  return rows[0]?.again ?? false;
}
