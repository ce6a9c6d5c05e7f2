import type { Allowance, BudgetScope, BudgetTarget, Limit, Period, Spender } from '../../core/team/budget.ts';
import { groupsOf } from '../../core/team/standing.ts';
import type { Sql } from '../connection/prepared.ts';

interface Row {
  readonly scope: BudgetScope['kind'];
  readonly scopeId: string;
  readonly rule: 'each' | 'pot' | null;
  readonly credits: number | null;
  readonly period: Period;
  readonly start: string;
  readonly held: number;
  readonly captured: number;
  readonly left: number | null;
  readonly granted: number;
  readonly renewsAt: Date;
  readonly version: number;
}

/** Of the team, the channel and so on: what a scope is called in a row. */
export function scopeOf({ scope, scopeId: id, rule }: Pick<Row, 'scope' | 'scopeId' | 'rule'>): BudgetScope {
  if (scope === 'team') return { kind: scope };
  if (scope === 'group') return { kind: scope, id, rule: rule ?? 'pot' };
  return { kind: scope, id };
}

const limitOf = ({ held, captured, ...row }: Row): Limit => ({
  scope: scopeOf(row),
  credits: row.credits,
  period: row.period,
  start: row.start,
  used: captured,
  held,
  left: row.left,
  granted: row.granted,
  renewsAt: row.renewsAt,
  version: row.version,
});

/** Narrowest first. */
export async function listLimits(sql: Sql, { teamId, userId, channelId, standing = null }: Spender): Promise<Limit[]> {
  const { rows } = await sql.query<Row>(
    `select distinct on (place) scope, scope_id as "scopeId", rule, credits, period, start, held, captured, room as left, rest as granted,
       ends as "renewsAt", version
     from limits_of($1, $2, $3, $4) order by place, credits is not null, room + rest desc, credits desc, scope_id`,
    [teamId, userId, channelId, groupsOf(standing)],
  );
  return rows.map(limitOf);
}

/** Every budget that managers have set in a team, the team's first, each on its own counters; a limit for each member has none of its own. */
export async function listBudgets(sql: Sql, teamId: string): Promise<(Limit & { readonly scope: BudgetTarget })[]> {
  const { rows } = await sql.query<Row>(
    `select b.scope, b.scope_id as "scopeId", b.rule, b.monthly_credits as credits, b.period, period_start(t, b.period) as start,
       coalesce(p.held, 0) as held, coalesce(p.captured, 0) as captured,
       b.monthly_credits + coalesce(p.granted - p.held - p.captured, 0) as left, coalesce(r.rest, 0)::bigint as granted,
       period_end(t, b.period) as "renewsAt", b.version
     from teams t join budgets b on b.team_id = t.team_id and b.scope <> 'own'
     left join budget_periods p on p.team_id = t.team_id and p.scope = b.scope and p.scope_id = b.scope_id and p.period = b.period
       and p.start = period_start(t, b.period) and b.rule is distinct from 'each'
     left join lateral (select sum(g.credits - g.used) as rest from grants g where g.team_id = t.team_id and g.scope = b.scope
       and g.scope_id = b.scope_id and g.closed_at is null and g.ends_at > budget_now()) r on true
     where t.team_id = $1
     order by array_position('{team,channel,group,person}', b.scope), b.scope_id`,
    [teamId],
  );
  return rows.map((row) => limitOf(row) as Limit & { readonly scope: BudgetTarget });
}

/** The budget of which least is left, with what grants still have; the narrowest of equals. */
export async function readAllowance(sql: Sql, who: Spender): Promise<Allowance> {
  const { rows } = await sql.query<Allowance>(
    `select coalesce(l.scope, 'team') as scope, greatest(l.room, 0) + l.rest as left,
       (coalesce(l.ends, period_end(t, 'month')) at time zone t.time_zone)::date as renews
     from teams t left join (
       select distinct on (place) * from limits_of($1, $2, $3, $4) order by place, credits is not null, room + rest desc, credits desc, scope_id
     ) l on l.credits is not null
     where t.team_id = $1 order by 2, l.place limit 1`,
    [who.teamId, who.userId, who.channelId, groupsOf(who.standing ?? null)],
  );
  const [row] = rows;
  if (!row) throw new Error('team has no row');
  return row;
}
