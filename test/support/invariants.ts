import type { QueryResultRow } from 'pg';

type Query = <T extends QueryResultRow>(sql: string, values?: unknown[]) => Promise<T[]>;

/** What must be true of the database at any moment of rest; each entry lists the rows that break it. */
const RULES: Record<string, string> = {
  'a counter differs from the sum of its rows in ledger and grants': `
    select m.* from budget_periods m
    left join lateral (
      select coalesce(sum(held_delta), 0) as held, coalesce(sum(captured_delta), 0) as captured from ledger_entries l
      where l.team_id = m.team_id and l.generation_id is not null and case m.period when 'month' then l.month else l.day end = m.start
        and case m.scope when 'person' then l.user_id = m.scope_id when 'channel' then l.channel_id = m.scope_id
          when 'group' then l.generation_id in (select h.generation_id from ledger_entries h where h.kind = 'hold' and h.team_id = m.team_id and h.group_id = m.scope_id)
          else true end) s on true
    left join lateral (
      select coalesce(sum(u.credits), 0) as granted from grant_uses u join grants g on g.team_id = u.team_id and g.id = u.grant_id
      join ledger_entries l on l.team_id = u.team_id and l.generation_id = u.generation_id and l.kind = 'hold'
      where u.team_id = m.team_id and g.scope = m.scope and g.scope_id = m.scope_id
        and case m.period when 'month' then l.month else l.day end = m.start) g on true
    where m.held <> s.held or m.captured <> s.captured or m.granted <> g.granted`,
  'a ledger row has no counter': `
    select l.id, s.scope, s.id from ledger_entries l,
      lateral (values ('team', l.team_id), ('person', l.user_id), ('channel', l.channel_id), ('group', l.group_id)) s (scope, id)
    where l.generation_id is not null and s.id is not null and not exists (select from budget_months m
      where m.team_id = l.team_id and m.scope = s.scope and m.scope_id = s.id and m.month = l.month)`,
  'a row of a day that is counted has no counter': `
    select l.id, s.scope, s.id from ledger_entries l,
      lateral (values ('person', l.user_id), ('channel', l.channel_id), ('group', l.group_id)) s (scope, id)
    where l.generation_id is not null and s.id is not null
      and exists (select from budget_days d where d.team_id = l.team_id and d.scope = 'team' and d.day = l.day)
      and not exists (select from budget_days d where d.team_id = l.team_id and d.scope = s.scope and d.scope_id = s.id and d.day = l.day)`,
  'a grant is not what its uses and its rows in the ledger say': `
    select g.* from grants g
    left join lateral (select coalesce(sum(credits), 0) as used from grant_uses u where u.team_id = g.team_id and u.grant_id = g.id) u on true
    left join lateral (select coalesce(sum(granted_delta), 0) as granted from ledger_entries l where l.team_id = g.team_id and l.grant_id = g.id) l on true
    where g.used <> u.used or l.granted <> case when g.closed_at is null then g.credits else g.used end`,
  'more was taken from grants for a request than it holds or cost': `
    select u.generation_id, g.scope from grant_uses u join grants g on g.team_id = u.team_id and g.id = u.grant_id
    join lateral (select sum(held_delta + captured_delta) as credits from ledger_entries l where l.team_id = u.team_id and l.generation_id = u.generation_id
      and l.kind in ('hold', 'capture', 'release', 'return', 'late') or l.team_id = u.team_id and l.publish_id = u.generation_id and l.channel_id !~ '^[DUW]') l on true
    group by u.team_id, u.generation_id, g.scope, g.scope_id, l.credits having sum(u.credits) > l.credits`,
  'a threshold is told that was not reached': `
    select a.* from budget_alerts a where a.used * 100 < a.percent * a.credits`,
  'what is shown of the past differs from the ledger': `
    select coalesce(s.team_id, l.team_id), coalesce(s.day, l.day), coalesce(s.user_id, l.user_id), s.credits as shown, l.credits from (
      select team_id, day, user_id, sum(credits) as credits from spend_days group by 1, 2, 3) s
    full join (
      select l.team_id, h.day, l.user_id, sum(l.captured_delta) as credits from ledger_entries l
      join ledger_entries h on h.team_id = l.team_id and h.generation_id = l.generation_id and h.kind = 'hold'
      group by 1, 2, 3) l using (team_id, day, user_id)
    where coalesce(s.credits, 0) <> coalesce(l.credits, 0) and coalesce(l.day, s.day) is not null and l.day is not null`,
  'a finished generation holds credits': `
    select g.id, g.state from generations g where g.state in ('posted', 'made', 'failed', 'canceled')
      and (select coalesce(sum(held_delta), 0) from ledger_entries l where l.team_id = g.team_id and l.generation_id = g.id) <> 0`,
  'a generation was charged twice or without being made': `
    select g.id, g.state from generations g join ledger_entries l on l.team_id = g.team_id and l.generation_id = g.id
    where l.kind = 'capture' group by g.team_id, g.id having count(*) > 1 or g.state in ('failed', 'canceled', 'requested')`,
  'a request says that it cost something else than the ledger': `
    select g.id, g.state, g.charged_credits, l.captured from generations g left join lateral (select coalesce(sum(captured_delta), 0) as captured
      from ledger_entries l where l.team_id = g.team_id and l.generation_id = g.id) l on true
    where coalesce(g.charged_credits, 0) <> l.captured`,
  'credits were given back or charged late more than once, or charged late without having been given back': `
    select l.team_id, l.generation_id from ledger_entries l where l.generation_id is not null group by 1, 2
    having count(*) filter (where l.kind = 'return') > 1 or count(*) filter (where l.kind = 'late') > 1
      or (count(*) filter (where l.kind = 'late') = 1 and count(*) filter (where l.kind in ('release', 'return')) = 0)`,
  'a canceled generation was not given its credits back, or does not say who canceled it': `
    select g.id from generations g where g.state = 'canceled' and (g.canceled_by is null or g.charged_credits <> 0 or not exists
      (select from ledger_entries l where l.team_id = g.team_id and l.generation_id = g.id and l.kind = 'release'))`,
  'a picture that nobody wants any more is on its way': `
    select g.id, g.state from generations g where g.canceled_at is not null
      and (g.state = 'requested' or (g.state = 'made' and g.failure is null and g.showing_at is null))`,
  'somebody spoke on a placeholder and never ended': `
    select g.id, g.state from generations g where g.speaking_at < now() - interval '10 seconds'`,
  'a posted message is owed a change, and nobody was told': `
    select g.id from generations g where g.state = 'posted' and g.revision > greatest(g.shown_revision, g.refused_revision)`,
  'an accepted generation has no hold': `
    select g.id from generations g where g.state not in ('failed') and not exists
      (select from ledger_entries l where l.team_id = g.team_id and l.generation_id = g.id and l.kind = 'hold')`,
  'a posted generation has a picture that is not in Slack': `
    select g.id from generations g join pictures p on p.team_id = g.team_id and p.generation_id = g.id
    where g.state = 'posted' and g.delivery = 'message' and p.file_id is null and p.trouble is null and p.shared_file_ids = '{}'`,
  'a picture is missing, and nobody fetches it any more or says so': `
    select g.id from generations g join pictures p on p.team_id = g.team_id and p.generation_id = g.id
    where g.state = 'posted' and g.deleted_at is null and p.file_id is null and p.shared_file_ids = '{}' and not p.given_up
      and p.trouble not in ('uploads_disabled', 'storage_full') and not exists (select from pgboss.job j
        where j.name = 'post' and j.state < 'completed' and j.data->>'id' = g.id::text)`,
};

/** All of them in one look. */
export const BROKEN_RULES = Object.entries(RULES)
  .map(([rule, sql]) => `select '${rule}' as rule, to_jsonb(broken) as row from (${sql}) broken`)
  .join(' union all ');

/** The broken rules, in words; none when all is well. */
export async function checkInvariants(query: Query): Promise<string[]> {
  const rows = await query<{ rule: string; row: unknown }>(BROKEN_RULES);
  return rows.map(({ rule, row }) => `${rule}: ${JSON.stringify(row)}`);
}
