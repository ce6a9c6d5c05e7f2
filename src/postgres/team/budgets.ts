import {
  type BudgetAnswer,
  type BudgetChange,
  type BudgetMonth,
  type BudgetScope,
  MOST_CREDITS,
  type Period,
  type SetBudget,
} from '../../core/team/budget.ts';
import { budgetWords } from '../../core/team/budget-words.ts';
import type { Sql } from '../connection/prepared.ts';
import { audit } from './audit.ts';
import { takeZone } from './calendar.ts';

/** Makes the team and its budget known, with the default budget where it has none. */
export async function ensureTeam(sql: Sql, teamId: string, defaultCredits: number | null): Promise<void> {
  await sql.query('insert into teams (team_id) values ($1) on conflict do nothing', [teamId]);
  await sql.query(
    `insert into budgets (team_id, scope, scope_id, monthly_credits) values ($1, 'team', $1, $2) on conflict do nothing`,
    [teamId, defaultCredits],
  );
}

/** The team's own budget, whichever its period is, and its current month. */
export async function readBudgetMonth(sql: Sql, teamId: string): Promise<BudgetMonth> {
  const { rows } = await sql.query<BudgetMonth>(
    `select b.monthly_credits as budget, coalesce(p.held, 0) as held, coalesce(p.captured, 0) as spent,
       greatest(b.monthly_credits + coalesce(p.granted - p.held - p.captured, 0), 0) as left,
       period_start(t, 'month') as month, (period_end(t, b.period) at time zone t.time_zone)::date as renews,
       t.time_zone as "timeZone"
     from teams t join budgets b on b.team_id = t.team_id and b.scope = 'team' and b.scope_id = t.team_id
     left join budget_periods p on p.team_id = t.team_id and p.scope = 'team' and p.scope_id = t.team_id
       and p.period = b.period and p.start = period_start(t, b.period)
     where t.team_id = $1`,
    [teamId],
  );
  if (!rows[0]) throw new Error('team has no budget row');
  const { left, ...month } = rows[0];
  return { ...month, left: month.budget === null ? null : left };
}

/** Audited where it changes anything, so the same thing sent twice is one entry. Warns where the new budget is (nearly) spent already. */
export async function writeBudget(sql: Sql, change: BudgetChange): Promise<BudgetAnswer> {
  const { teamId, userId, scope, credits, timeZone, expected, channelId = null } = change;
  // budgets and counters change under one lock
  await sql.query('select from teams where team_id = $1 for no key update', [teamId]);
  const before = await findBudget(sql, teamId, scope);
  if (expected !== undefined && expected !== (before?.version ?? null)) return { outcome: 'conflict', now: before };
  const rule = scope.kind === 'group' ? scope.rule : null;
  const period = change.period ?? before?.period ?? 'month';
  if (timeZone) await takeZone(sql, { teamId, userId }, timeZone);
  const isSame = before && before.credits === credits && before.period === period && before.rule === rule;
  if (!isSame) {
    await storeBudget(sql, teamId, scope, { credits, period, rule });
    if (before?.rule === 'each') await rearmEach(sql, teamId, before.credits);
    const [from, to] = [before && budgetWords(before), budgetWords({ credits, period, rule })];
    await audit(sql, { teamId, userId, action: 'budget_set', subject: subjectOf(teamId, scope), from, to, channelId });
  }
  const now = await findBudget(sql, teamId, scope);
  if (!now) throw new Error('a budget was set and is not there');
  return { outcome: 'set', before, now, month: await readBudgetMonth(sql, teamId) };
}

/** A lower cap of one's own. */
export async function capOwn(
  sql: Sql,
  { teamId, userId }: { readonly teamId: string; readonly userId: string },
  credits: number | null,
  period: Period,
): Promise<{ readonly before: SetBudget | null }> {
  const scope = { kind: 'own', id: userId } as const;
  await sql.query('select from teams where team_id = $1 for no key update', [teamId]);
  const before = await findBudget(sql, teamId, scope);
  if (before?.credits === credits && (credits === null || before.period === period)) return { before };
  if (!before && credits === null) return { before };
  if (credits === null) {
    await sql.query(`delete from budgets where team_id = $1 and scope = 'own' and scope_id = $2`, [teamId, userId]);
    await sql.query(`delete from budget_alerts where team_id = $1 and scope = 'own' and scope_id = $2`, [
      teamId,
      userId,
    ]);
  } else {
    await storeBudget(sql, teamId, scope, { credits, period, rule: null });
  }
  const [from, to] = [
    before && budgetWords(before),
    credits === null ? null : budgetWords({ credits, period, rule: null }),
  ];
  await audit(sql, { teamId, userId, action: 'budget_capped', subject: `own:${userId}`, from, to });
  return { before };
}

const idOf = (teamId: string, scope: BudgetScope) => (scope.kind === 'team' ? teamId : scope.id);
export const subjectOf = (teamId: string, scope: BudgetScope) => `${scope.kind}:${idOf(teamId, scope)}`;

async function findBudget(sql: Sql, teamId: string, scope: BudgetScope): Promise<SetBudget | null> {
  const { rows } = await sql.query<SetBudget>(
    `select monthly_credits as credits, period, rule, version from budgets where team_id = $1 and scope = $2 and scope_id = $3`,
    [teamId, scope.kind, idOf(teamId, scope)],
  );
  return rows[0] ?? null;
}

/** Under the team's lock: what is spent of the period counts, thresholds above it are armed anew, and those below are reached. */
async function storeBudget(
  sql: Sql,
  teamId: string,
  scope: BudgetScope,
  { credits, period, rule }: Omit<SetBudget, 'version'>,
): Promise<void> {
  if (credits !== null && !(Number.isSafeInteger(credits) && credits >= 0 && credits <= MOST_CREDITS))
    throw new RangeError('no budget has so many credits');
  const at = [teamId, scope.kind, idOf(teamId, scope)];
  if (period === 'day') await sql.query('select count_days($1)', [teamId]);
  await sql.query(
    `insert into budgets (team_id, scope, scope_id, monthly_credits, period, rule) values ($1, $2, $3, $4, $5, $6)
     on conflict (team_id, scope, scope_id) do update set monthly_credits = excluded.monthly_credits, period = excluded.period,
       rule = excluded.rule, version = budgets.version + 1`,
    [...at, credits, period, rule],
  );
  await sql.query(
    `delete from budget_alerts a using teams t, budgets b
     where t.team_id = $1 and b.team_id = $1 and b.scope = $2 and b.scope_id = $3
       and a.team_id = $1 and a.scope = $2 and a.scope_id = $3 and a.period = b.period and a.start = period_start(t, b.period)
       and (b.monthly_credits is null or a.percent * b.monthly_credits > 100 * coalesce((select p.held + p.captured - case $2 when 'own' then 0 else p.granted end
         from budget_periods p where p.team_id = $1 and p.scope = case $2 when 'own' then 'person' else $2 end and p.scope_id = $3
           and p.period = b.period and p.start = a.start), 0))`,
    at,
  );
  await sql.query('select note_reached($1, $2, $3)', at);
}

/** Members of groups are warned of what each of them had: those warnings are armed anew, where the member has no budget of their own. */
async function rearmEach(sql: Sql, teamId: string, credits: number | null): Promise<void> {
  await sql.query(
    `delete from budget_alerts a using teams t
     where t.team_id = $1 and a.team_id = $1 and a.scope = 'person' and a.credits = $2 and a.start = period_start(t, a.period)
       and not exists (select from budgets b where b.team_id = $1 and b.scope = 'person' and b.scope_id = a.scope_id)`,
    [teamId, credits],
  );
}
