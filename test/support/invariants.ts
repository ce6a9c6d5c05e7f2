import type { QueryResultRow } from 'pg';

type Query = <T extends QueryResultRow>(sql: string, values?: unknown[]) => Promise<T[]>;

/** What must be true of the database at any moment of rest; each entry lists the rows that break it. */
const RULES: Record<string, string> = {
  'a counter differs from the sum of its ledger rows': `
    select m.team_id, m.scope, m.scope_id, m.held, m.captured from budget_months m
    left join lateral (
      select coalesce(sum(held_delta), 0) as held, coalesce(sum(captured_delta), 0) as captured from ledger_entries l
      where l.team_id = m.team_id and l.month = m.month and case m.scope
        when 'person' then l.user_id = m.scope_id when 'channel' then l.channel_id = m.scope_id else true end) s on true
    where m.held <> s.held or m.captured <> s.captured`,
  'a ledger row has no counter': `
    select l.id from ledger_entries l where not exists (select from budget_months m
      where m.team_id = l.team_id and m.scope = 'team' and m.month = l.month)`,
  'a finished generation holds credits': `
    select g.id, g.state from generations g where g.state in ('posted', 'made', 'failed', 'canceled')
      and (select coalesce(sum(held_delta), 0) from ledger_entries l where l.team_id = g.team_id and l.generation_id = g.id) <> 0`,
  'a generation was charged twice or without being made': `
    select g.id, g.state from generations g join ledger_entries l on l.team_id = g.team_id and l.generation_id = g.id
    where l.kind = 'capture' group by g.team_id, g.id having count(*) > 1 or g.state in ('failed', 'canceled', 'requested')`,
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
