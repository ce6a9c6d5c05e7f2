import { type FigureStore, type Figures, MOST_RANKED, type Ranking, type Span } from '../../core/console/figures.ts';
import { DIRECT } from '../../core/log/entry.ts';
import type { Sql } from '../connection/prepared.ts';
import type { Work } from '../work.ts';

export function figureStore({ single }: Work): FigureStore {
  return { readSpending: (span, userId) => readSpending(single, span, userId) };
}

interface Row {
  readonly kind: 'total' | 'day' | 'channel' | 'person' | 'model';
  readonly name: string;
  readonly requests: number;
  readonly pictures: number;
  readonly credits: number;
  readonly failed: number;
  readonly saved: number;
  /** How many of its kind there are. */
  readonly of: number;
}

/** One look at the days, however many requests there were in them. */
async function readSpending(sql: Sql, { teamId, since, until }: Span, userId: string | null): Promise<Figures> {
  const { rows } = await sql.query<Row>(
    `with spent as (
       select day, case when channel_id ~ '^[DUW]' then $5 else channel_id end as channel, user_id, model,
         requests, pictures, credits, failed, saved_by_drafts
       from spend_days where team_id = $1 and day >= $2 and day < $3 and ($4::text is null or user_id = $4)),
     summed as (
       select case grouping(day, channel, user_id, model)
           when 15 then 'total' when 7 then 'day' when 11 then 'channel' when 13 then 'person' else 'model' end as kind,
         coalesce(day::text, channel, user_id, model, '') as name,
         coalesce(sum(requests), 0)::bigint as requests, coalesce(sum(pictures), 0)::bigint as pictures,
         coalesce(sum(credits), 0)::bigint as credits, coalesce(sum(failed), 0)::bigint as failed,
         coalesce(sum(saved_by_drafts), 0)::bigint as saved
       from spent group by grouping sets ((), (day), (channel), (user_id), (model))),
     ranked as (
       select *, row_number() over (partition by kind order by credits desc, name) as place, count(*) over (partition by kind) as of
       from summed where kind in ('total', 'day') or credits > 0)
     select kind, name, requests, pictures, credits, failed, saved, of from ranked
     where kind in ('total', 'day') or place <= $6
     order by kind, case when kind = 'day' then name end, place`,
    [teamId, since, until, userId, DIRECT, MOST_RANKED],
  );
  const of = (kind: Row['kind']) => rows.filter((row) => row.kind === kind);
  const [total] = of('total');
  return {
    total: {
      requests: total?.requests ?? 0,
      pictures: total?.pictures ?? 0,
      credits: total?.credits ?? 0,
      failed: total?.failed ?? 0,
      savedByDrafts: total?.saved ?? 0,
    },
    days: of('day').map(({ name, credits }) => ({ day: name, credits })),
    channels: rankingOf(of('channel')),
    people: rankingOf(of('person')),
    models: rankingOf(of('model')),
  };
}

function rankingOf(rows: readonly Row[]): Ranking {
  return {
    first: rows.map(({ name, credits }) => ({ name, credits })),
    more: Math.max(0, (rows[0]?.of ?? 0) - rows.length),
  };
}
