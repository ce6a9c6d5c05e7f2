import type { ChannelShare, Counted } from '../../core/warnings/letter.ts';
import type { SpentRow } from '../../core/warnings/letter-csv.ts';
import type { DueLetter, LetterParts, LetterStore } from '../../core/warnings/tell-letters.ts';
import type { Share } from '../../core/warnings/warning.ts';
import type { Sql } from '../connection/prepared.ts';
import type { Work } from '../work.ts';
import { noteStore } from './notes.ts';

/** A letter that could not be sent for so many days comes too late to be of use. */
const LATEST_DAYS = 10;
const MOST_CHANNELS = 10;
const MOST_STYLES = 5;
/** A file of a few megabytes. */
const MOST_ROWS = 50_000;

export function letterStore({ single }: Work): LetterStore {
  return {
    ...noteStore(single),
    listDueLetters: () => listDue(single),
    readLetter: (due) => readLetter(single, due),
    async markLetterTold({ teamId, month }) {
      await single.query('insert into letters (team_id, month) values ($1, $2) on conflict do nothing', [
        ...[teamId, month],
      ]);
    },
  };
}

/** The last month in which a team's counters moved, where it is over and another one has begun since. */
async function listDue(sql: Sql): Promise<DueLetter[]> {
  const { rows } = await sql.query<DueLetter>(
    `select t.team_id as "teamId", m.month::text as month, n.next::text as next,
       (period_end(t, 'month') at time zone t.time_zone)::date::text as after, b.monthly_credits as "budgetNow",
       case when c.was is null then b.monthly_credits when c.was ~ '^[0-9]+$' then c.was::bigint end as budget
     from teams t
     cross join lateral (select period_start(t, 'month') as next, period_start(t, 'day') as today) n
     cross join lateral (select month from budget_months where team_id = t.team_id and scope = 'team' and scope_id = t.team_id
       and month < n.next order by month desc limit 1) m
     left join budgets b on b.team_id = t.team_id and b.scope = 'team' and b.scope_id = t.team_id and b.period = 'month'
     left join lateral (select from_value as was from audit_entries a where a.team_id = t.team_id and a.action = 'budget_set'
       and a.subject = 'team:' || t.team_id and a.at >= n.next::timestamp at time zone t.time_zone order by a.id limit 1) c on true
     where n.today < n.next + $1::int and m.month >= n.next - 62
       and not exists (select from letters l where l.team_id = t.team_id and l.month = m.month)
     limit 50`,
    [LATEST_DAYS],
  );
  return rows;
}

async function readLetter(sql: Sql, due: DueLetter): Promise<LetterParts> {
  const span = [due.teamId, due.month, due.next];
  const sums = await sql.query<Omit<LetterParts, 'channels' | 'moreChannels' | 'tags' | 'failures' | 'styles'>>(
    `select coalesce(sum(credits), 0)::float8 as spent, coalesce(sum(requests), 0)::float8 as requests,
       coalesce(sum(pictures), 0)::float8 as pictures, coalesce(sum(saved_by_drafts), 0)::float8 as "savedByDrafts",
       (select array_agg(coalesce(d.credits, 0)::float8 order by n.day)
        from generate_series($2::timestamp, $3::timestamp - interval '1 day', interval '1 day') n (day)
        left join (select day, sum(credits) as credits from spend_days where team_id = $1 and day >= $2 and day < $3 group by 1) d
          on d.day = n.day::date) as days
     from spend_days where team_id = $1 and day >= $2 and day < $3`,
    span,
  );
  const channels = await sql.query<ChannelShare>(
    `select s.id, t.tag, s.credits from (
       select case when channel_id ~ '^[CG]' then channel_id else 'direct' end as id, sum(credits)::float8 as credits
       from spend_days where team_id = $1 and day >= $2 and day < $3 group by 1 having sum(credits) > 0) s
     left join channel_tags t on t.team_id = $1 and t.channel_id = s.id order by s.credits desc, s.id`,
    span,
  );
  const failures = await sql.query<Counted>(
    `select g.failure as name, count(*)::float8 as count from generations g join teams t on t.team_id = g.team_id
     where g.team_id = $1 and g.failure is not null
       and g.requested_at >= $2::timestamp at time zone t.time_zone and g.requested_at < $3::timestamp at time zone t.time_zone
     group by 1`,
    span,
  );
  const styles = await sql.query<Counted>(
    `select g.style as name, count(*)::float8 as count from generations g join teams t on t.team_id = g.team_id
     where g.team_id = $1 and g.style is not null and g.failure is null
       and g.requested_at >= $2::timestamp at time zone t.time_zone and g.requested_at < $3::timestamp at time zone t.time_zone
     group by 1 order by 2 desc, 1 limit $4`,
    [...span, MOST_STYLES],
  );
  const rows = await sql.query<SpentRow>(
    `select s.day::text as day, case when s.channel_id ~ '^[CG]' then s.channel_id else 'direct' end as "channelId", min(t.tag) as tag,
       s.user_id as "userId", s.model, s.quality, sum(s.requests)::float8 as requests, sum(s.pictures)::float8 as pictures,
       sum(s.failed)::float8 as failed, sum(s.credits)::float8 as credits, sum(s.saved_by_drafts)::float8 as "savedByDrafts"
     from spend_days s left join channel_tags t on t.team_id = s.team_id and t.channel_id = s.channel_id
     where s.team_id = $1 and s.day >= $2 and s.day < $3
     group by 1, 2, 4, 5, 6 order by 1, 2, 4, 5, 6 limit $4`,
    [...span, MOST_ROWS],
  );
  const [all] = sums.rows;
  if (!all) throw new Error('sums are one row');
  return {
    ...all,
    channels: channels.rows.slice(0, MOST_CHANNELS),
    moreChannels: Math.max(0, channels.rows.length - MOST_CHANNELS),
    tags: byTag(channels.rows),
    failures: failures.rows,
    styles: styles.rows,
    rows: rows.rows,
  };
}

function byTag(channels: readonly ChannelShare[]): Share[] {
  const tags = new Map<string, number>();
  for (const { tag, credits } of channels) if (tag !== null) tags.set(tag, (tags.get(tag) ?? 0) + credits);
  return [...tags].map(([id, credits]) => ({ id, credits })).sort((a, b) => b.credits - a.credits);
}
