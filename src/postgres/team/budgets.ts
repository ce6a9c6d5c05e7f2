import type { Allowance, BudgetChange, BudgetMonth, Spender } from '../../core/team/budget.ts';
import type { Sql } from '../connection/prepared.ts';
import { audit } from './audit.ts';

/** Makes the team and its budget known, with the default budget where it has none. */
export async function ensureTeam(sql: Sql, teamId: string, defaultCredits: number | null): Promise<void> {
  await sql.query('insert into teams (team_id) values ($1) on conflict do nothing', [teamId]);
  await sql.query(
    `insert into budgets (team_id, scope, scope_id, monthly_credits) values ($1, 'team', $1, $2) on conflict do nothing`,
    [teamId, defaultCredits],
  );
}

export async function readBudgetMonth(sql: Sql, teamId: string): Promise<BudgetMonth> {
  const { rows } = await sql.query<BudgetMonth>(
    `select b.monthly_credits as budget, coalesce(m.held, 0) as held, coalesce(m.captured, 0) as spent,
       case when b.monthly_credits is not null
         then greatest(b.monthly_credits - coalesce(m.held + m.captured, 0), 0) end as left,
       budget_month(t.time_zone) as month, (budget_month(t.time_zone) + interval '1 month')::date as renews,
       t.time_zone as "timeZone"
     from teams t join budgets b on b.team_id = t.team_id and b.scope = 'team' and b.scope_id = t.team_id
     left join budget_months m on m.team_id = t.team_id and m.scope = 'team' and m.scope_id = t.team_id
       and m.month = budget_month(t.time_zone)
     where t.team_id = $1`,
    [teamId],
  );
  if (!rows[0]) throw new Error('team has no budget row');
  return rows[0];
}

/** The budget of person, channel and team of which least is left; the narrowest of equals. */
export async function readAllowance(sql: Sql, { teamId, channelId, userId }: Spender): Promise<Allowance> {
  const { rows } = await sql.query<Allowance>(
    `select (budget_month(t.time_zone) + interval '1 month')::date as renews, coalesce(b.scope, 'team') as scope,
       case when b.scope is not null then greatest(b.monthly_credits - coalesce(m.held + m.captured, 0), 0) end as left
     from teams t
     left join budgets b on b.team_id = t.team_id and b.monthly_credits is not null
       and (b.scope, b.scope_id) in (('person', $3), ('channel', $2), ('team', $1))
     left join budget_months m on m.team_id = b.team_id and m.scope = b.scope and m.scope_id = b.scope_id
       and m.month = budget_month(t.time_zone)
     where t.team_id = $1
     order by 3, array_position('{person,channel,team}', b.scope)
     limit 1`,
    [teamId, channelId, userId],
  );
  const [row] = rows;
  if (!row) throw new Error('team has no row');
  return row;
}

/** Audited where it changes anything, so the same thing sent twice is one entry. Answers what the budget was before; undefined where that scope had none of its own. */
export async function writeBudget(
  sql: Sql,
  { teamId, userId, scope, credits, timeZone }: BudgetChange,
): Promise<number | null | undefined> {
  const scopeId = scope.kind === 'team' ? teamId : scope.id;
  const before = await sql.query<{ credits: number | null }>(
    'select monthly_credits as credits from budgets where team_id = $1 and scope = $2 and scope_id = $3 for update',
    [teamId, scope.kind, scopeId],
  );
  await sql.query(
    `insert into budgets (team_id, scope, scope_id, monthly_credits) values ($1, $2, $3, $4)
     on conflict (team_id, scope, scope_id) do update set monthly_credits = excluded.monthly_credits`,
    [teamId, scope.kind, scopeId, credits],
  );
  if (timeZone) {
    await sql.query(
      `update teams set time_zone = $2 where team_id = $1 and time_zone = 'UTC'
       and exists (select from pg_timezone_names where name = $2)`,
      [teamId, timeZone],
    );
  }
  const from = before.rows[0]?.credits;
  if (from === credits) return from;
  const subject = `${scope.kind}:${scopeId}`;
  await audit(sql, { teamId, userId, action: 'budget_set', subject, from: from ?? null, to: credits });
  return from;
}
