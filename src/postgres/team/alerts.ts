import type { BudgetScope, GroupRule } from '../../core/team/budget.ts';
import type { Spending } from '../../core/warnings/forecast.ts';
import type { Alert, AlertStore, Most, Within } from '../../core/warnings/tell-warnings.ts';
import type { Share } from '../../core/warnings/warning.ts';
import type { Sql } from '../connection/prepared.ts';
import type { Work } from '../work.ts';
import { scopeOf } from './limits.ts';
import { noteStore } from './notes.ts';

export function alertStore({ single }: Work): AlertStore {
  return {
    ...noteStore(single),
    listAlerts: () => listAlerts(single),
    async markAlertTold({ teamId, whose, period, start, percent }) {
      await single.query(
        `update budget_alerts set is_told = true, told_at = now() where team_id = $1 and scope = $2 and scope_id = $3
         and period = $4 and start = $5 and percent <= $6 and not is_told`,
        [teamId, whose.kind, scopeIdOf(teamId, whose), period, start, percent],
      );
    },
    readPace: ({ teamId, whose, period }) =>
      period === 'day' ? Promise.resolve(null) : readPace(single, teamId, whose),
    readMost: (teamId, whose, within) => readMost(single, teamId, whose, within),
    noteSpikes: () => noteSpikes(single),
    async listSpikes() {
      const { rows } = await single.query<{ teamId: string; day: string; credits: number; usualDay: number }>(
        `select team_id as "teamId", day::text as day, credits, usual_day as "usualDay" from spend_spikes
         where not is_told order by at limit 50`,
      );
      return rows;
    },
    async markSpikeTold(teamId, day) {
      await single.query('update spend_spikes set is_told = true where team_id = $1 and day = $2', [teamId, day]);
    },
  };
}

type Row = Omit<Alert, 'whose'> & {
  readonly scope: BudgetScope['kind'];
  readonly scopeId: string;
  readonly rule: GroupRule | null;
};

async function listAlerts(sql: Sql): Promise<Alert[]> {
  const { rows } = await sql.query<Row>(
    `select a.team_id as "teamId", a.scope, a.scope_id as "scopeId", b.rule, a.period, a.start::text as start, a.percent,
       case when b.team_id is null then a.credits else b.monthly_credits end as credits,
       greatest(a.used, n.used) as used,
       greatest(coalesce(b.monthly_credits, a.credits) - n.used, 0) as left, period_end(t, a.period) as "renewsAt",
       a.start = period_start(t, a.period) as "isCurrent", t.is_low_when_short as "isLow"
     from (
       select distinct on (team_id, scope, scope_id, period, start) team_id, scope, scope_id, period, start, percent, used, credits, at
       from budget_alerts where not is_told order by team_id, scope, scope_id, period, start, percent desc) a
     join teams t on t.team_id = a.team_id
     left join budgets b on b.team_id = a.team_id and b.scope = a.scope and b.scope_id = a.scope_id and b.period = a.period,
     lateral (select coalesce(sum(p.held + p.captured - p.granted), 0)::bigint as used from budget_periods p
       where p.team_id = a.team_id and p.scope = case a.scope when 'own' then 'person' else a.scope end
         and p.scope_id = a.scope_id and p.period = a.period and p.start = a.start) n
     order by a.at limit 50`,
  );
  return rows.map(({ scope, scopeId, rule, ...alert }) => ({ ...alert, whose: scopeOf({ scope, scopeId, rule }) }));
}

const scopeIdOf = (teamId: string, whose: BudgetScope) => (whose.kind === 'team' ? teamId : whose.id);

/** What the roll-ups know of the days that are over; the rest of what the counters know is of today. */
async function readPace(sql: Sql, teamId: string, whose: BudgetScope): Promise<Spending | null> {
  const { rows } = await sql.query<Spending>(
    `with period as (
       select t.team_id, period_start(t, 'month') as since, period_start(t, 'day') as today,
         (period_end(t, 'month') at time zone t.time_zone)::date as renews
       from teams t where t.team_id = $1
     ), spent as (
       select s.day, sum(s.credits)::bigint as credits from spend_days s, period p
         where s.team_id = $1 and s.day >= p.since and s.day < p.today and $2 <> 'group'
           and case $2 when 'channel' then s.channel_id = $3 when 'team' then true else s.user_id = $3 end
         group by 1
       union all
       select l.day, sum(l.captured_delta)::bigint from ledger_entries l, period p
         where $2 = 'group' and l.team_id = $1 and l.month = p.since and l.group_id = $3 and l.day < p.today group by 1
     ), over as (
       select coalesce(array_agg(coalesce(s.credits, 0)::float8 order by d.day), '{}') as days, coalesce(sum(s.credits), 0) as credits
       from period p, generate_series(p.since::timestamp, p.today - interval '1 day', interval '1 day') d (day)
       left join spent s on s.day = d.day::date
     ), counted as (
       select coalesce(sum(m.held + m.captured), 0) as used, coalesce(sum(m.granted), 0) as granted from budget_months m, period p
       where m.team_id = $1 and m.month = p.since and m.scope = case $2 when 'own' then 'person' else $2 end and m.scope_id = $3
     )
     select over.days, greatest(c.used - over.credits, 0)::float8 as today, (b.monthly_credits - c.used + c.granted)::float8 as left,
       p.today::text as on, p.renews::text as renews
     from period p, over, counted c, budgets b
     where b.team_id = $1 and b.scope = $2 and b.scope_id = $3 and b.period = 'month' and b.monthly_credits is not null`,
    [teamId, whose.kind, scopeIdOf(teamId, whose)],
  );
  return rows[0] ?? null;
}

/** By the ledger: what is held is in it, and what was moved to another channel. */
async function readMost(sql: Sql, teamId: string, whose: BudgetScope, within: Within): Promise<Most> {
  const { period, start } = within === 'last_hour' ? { period: 'hour', start: null } : within;
  const { rows } = await sql.query<Share & { readonly of: 'person' | 'channel' }>(
    `with spent as (
       select l.user_id, l.channel_id, l.held_delta + l.captured_delta as credits from ledger_entries l join teams t on t.team_id = l.team_id
       where l.team_id = $1 and l.month = period_start(t, 'month') and l.generation_id is not null
         and case $4 when 'month' then l.month = $5 when 'day' then l.day = $5 else l.at > now() - interval '1 hour' end
         and case $2 when 'channel' then l.channel_id = $3 when 'group' then l.group_id = $3 when 'team' then true else l.user_id = $3 end
     )
     (select 'person' as of, user_id as id, sum(credits)::float8 as credits from spent group by 2 having sum(credits) > 0 order by 3 desc, 2 limit 1)
     union all
     (select 'channel', channel_id, sum(credits)::float8 from spent where channel_id ~ '^[CG]' group by 2 having sum(credits) > 0 order by 3 desc, 2 limit 1)`,
    [teamId, whose.kind, scopeIdOf(teamId, whose), period, start],
  );
  const most = (of: string) => rows.find((row) => row.of === of) ?? null;
  const share = (row: Share | null) => row && { id: row.id, credits: row.credits };
  return { person: share(most('person')), channel: share(most('channel')) };
}

/** So many days must have cost anything before one can be called usual, and so much is never unusual. */
const FEWEST_DAYS = 5;
const DAYS_LOOKED_AT = 28;
const LEAST_CREDITS = 20;

/** Only of teams whose day so far is dearer than usual, the hour is looked up. */
async function noteSpikes(sql: Sql): Promise<void> {
  await sql.query(
    `with today as (
       select t.team_id, period_start(t, 'day') as day, period_start(t, 'month') as month from teams t
       where exists (select from spend_days s where s.team_id = t.team_id and s.day = period_start(t, 'day'))
         and not exists (select from spend_spikes k where k.team_id = t.team_id and k.day = period_start(t, 'day'))
     ), usual as (
       select d.team_id, d.day, d.month, sum(s.credits) filter (where s.day = d.day) as so_far,
         ceil(sum(s.credits) filter (where s.day < d.day) / count(distinct s.day) filter (where s.day < d.day))::bigint as usual_day
       from today d join spend_days s on s.team_id = d.team_id and s.day between d.day - $2::int and d.day and s.credits > 0
       group by 1, 2, 3 having count(distinct s.day) filter (where s.day < d.day) >= $1
     )
     insert into spend_spikes (team_id, day, credits, usual_day)
       select u.team_id, u.day, h.credits, u.usual_day from usual u,
         lateral (select coalesce(sum(l.held_delta + l.captured_delta), 0)::bigint as credits from ledger_entries l
           where l.team_id = u.team_id and l.month = u.month and l.at > now() - interval '1 hour') h
       where u.so_far > u.usual_day and h.credits > greatest(u.usual_day, $3)
       on conflict do nothing`,
    [FEWEST_DAYS, DAYS_LOOKED_AT, LEAST_CREDITS],
  );
}
