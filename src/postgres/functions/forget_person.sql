-- Makes a person's figures those of nobody, one day of theirs after the other: ledger, counters, what is shown of the past, and the
-- requests whose words are erased already, so that every sum stays what it was. Where a limit counts what they have spent, that of
-- the running period stays theirs until it ends: nobody gets a second budget by being forgotten. Answers how many requests it changed.
create or replace function forget_figures(p_team text, p_user text, p_erased text, p_before timestamptz, p_most integer)
  returns integer language plpgsql as $$
declare
  v_since date;
  v_day date;
  v_zone text;
  v_ids uuid[];
  v_free integer;
begin
  select time_zone into v_zone from teams where team_id = p_team for no key update;
  v_since := counts_since(p_team, p_user);
  -- those that never held anything
  update generations set user_id = p_erased where team_id = p_team and id in (
    select id from generations g where team_id = p_team and user_id = p_user and requested_at < p_before and erased_at is not null
      and not exists (select from ledger_entries l where l.team_id = p_team and l.generation_id = g.id) limit p_most);
  get diagnostics v_free = row_count;
  select min(coalesce(l.day, (l.at at time zone v_zone)::date)) into v_day
    from generations g join ledger_entries l on l.team_id = p_team and l.generation_id = g.id and l.kind = 'hold'
    where g.team_id = p_team and g.user_id = p_user and g.requested_at < p_before and g.erased_at is not null and (v_since is null or l.month < v_since);
  if v_day is null then
    return v_free;
  end if;
  select array_agg(g.id) into v_ids
    from generations g join ledger_entries l on l.team_id = p_team and l.generation_id = g.id and l.kind = 'hold'
    where g.team_id = p_team and g.user_id = p_user and g.requested_at < p_before and g.erased_at is not null and (v_since is null or l.month < v_since)
      and coalesce(l.day, (l.at at time zone v_zone)::date) = v_day;
  with sums as (
    select month, sum(held_delta) as held, sum(captured_delta) as captured from ledger_entries
      where team_id = p_team and generation_id = any (v_ids) group by month
  ), taken as (
    update budget_months m set held = m.held - s.held, captured = m.captured - s.captured from sums s
      where m.team_id = p_team and m.scope = 'person' and m.scope_id = p_user and m.month = s.month
  )
  insert into budget_months as m (team_id, scope, scope_id, month, held, captured)
    select p_team, 'person', p_erased, month, held, captured from sums
    on conflict (team_id, scope, scope_id, month) do update set held = m.held + excluded.held, captured = m.captured + excluded.captured;
  with sums as (
    select l.day, sum(l.held_delta) as held, sum(l.captured_delta) as captured from ledger_entries l
      where l.team_id = p_team and l.generation_id = any (v_ids)
        and exists (select from budget_days d where d.team_id = p_team and d.scope = 'person' and d.scope_id = p_user and d.day = l.day) group by l.day
  ), taken as (
    update budget_days m set held = m.held - s.held, captured = m.captured - s.captured from sums s
      where m.team_id = p_team and m.scope = 'person' and m.scope_id = p_user and m.day = s.day
  )
  insert into budget_days as m (team_id, scope, scope_id, day, held, captured)
    select p_team, 'person', p_erased, day, held, captured from sums
    on conflict (team_id, scope, scope_id, day) do update set held = m.held + excluded.held, captured = m.captured + excluded.captured;
  perform forget_spent(p_team, p_user, p_erased, v_day, v_ids);
  perform forget_in_ledger(p_team, v_ids, p_user, p_erased);
  update generations set user_id = p_erased where team_id = p_team and id = any (v_ids);
  return v_free + cardinality(v_ids);
end $$;

-- What is shown of a day: all of it goes along with these requests, or their part where the person has asked for others since.
create or replace function forget_spent(p_team text, p_user text, p_erased text, p_day date, p_ids uuid[]) returns void language plpgsql as $$
declare
  v_whole boolean;
begin
  select not exists (select from ledger_entries where team_id = p_team and user_id = p_user and day = p_day and generation_id <> all (p_ids)) into v_whole;
  with part as (
    select l.channel_id, g.model, coalesce(g.quality, '') as quality, sum(l.captured_delta) as credits,
      count(*) filter (where l.kind in ('capture', 'release')) as requests,
      coalesce(sum(g.count) filter (where l.kind = 'capture' and g.made_at is not null), 0) as pictures,
      count(*) filter (where l.kind = 'release' and g.state = 'failed') as failed
    from ledger_entries l join generations g on g.team_id = p_team and g.id = l.generation_id
    where l.team_id = p_team and l.generation_id = any (p_ids) and g.act not in ('undo', 'compare', 'publish', 'hide') group by 1, 2, 3
  ), moved as (
    select s.channel_id, s.model, s.quality, case when v_whole then s.credits else coalesce(p.credits, 0) end as credits,
      case when v_whole then s.requests else least(s.requests, coalesce(p.requests, 0)) end as requests,
      case when v_whole then s.pictures else least(s.pictures, coalesce(p.pictures, 0)) end as pictures,
      case when v_whole then s.failed else least(s.failed, coalesce(p.failed, 0)) end as failed,
      case when v_whole then s.saved_by_drafts else 0 end as saved
    from spend_days s left join part p using (channel_id, model, quality) where s.team_id = p_team and s.user_id = p_user and s.day = p_day
  ), taken as (
    update spend_days s set credits = s.credits - m.credits, requests = s.requests - m.requests, pictures = s.pictures - m.pictures,
        failed = s.failed - m.failed, saved_by_drafts = s.saved_by_drafts - m.saved from moved m
      where s.team_id = p_team and s.user_id = p_user and s.day = p_day and s.channel_id = m.channel_id and s.model = m.model and s.quality = m.quality
  )
  insert into spend_days as s (team_id, day, channel_id, user_id, model, quality, requests, pictures, credits, failed, saved_by_drafts)
    select p_team, p_day, channel_id, p_erased, model, quality, requests, pictures, credits, failed, saved from moved
    on conflict (team_id, day, channel_id, user_id, model, quality) do update set requests = s.requests + excluded.requests,
      pictures = s.pictures + excluded.pictures, credits = s.credits + excluded.credits, failed = s.failed + excluded.failed,
      saved_by_drafts = s.saved_by_drafts + excluded.saved_by_drafts;
end $$;

-- Where a limit counts what this one person spends, a grant of theirs too: the first day of the month that runs. Null: none does.
create or replace function counts_since(p_team text, p_user text) returns date language sql stable as $$
  select period_start(t, 'month') from teams t where t.team_id = p_team and (exists (
    select from budgets b where b.team_id = p_team and b.monthly_credits is not null
      and ((b.scope = 'person' and b.scope_id = p_user) or b.rule = 'each'))
    or exists (select from grants g where g.team_id = p_team and g.scope = 'person' and g.scope_id = p_user and g.closed_at is null and g.ends_at > budget_now()))
$$;

-- What is left when all figures of a person are those of nobody: what was granted to them, and counters that say nothing.
create or replace function forget_counters(p_team text, p_user text, p_erased text, p_before timestamptz) returns void language plpgsql as $$
declare
  v_use record;
begin
  perform from teams where team_id = p_team for no key update;
  for v_use in
    select l.month, l.day, sum(u.credits)::bigint as credits from grants g
      join grant_uses u on u.team_id = p_team and u.grant_id = g.id
      join ledger_entries l on l.team_id = p_team and l.generation_id = u.generation_id and l.kind = 'hold'
    where g.team_id = p_team and g.scope = 'person' and g.scope_id = p_user group by 1, 2
  loop
    insert into budget_months (team_id, scope, scope_id, month) values (p_team, 'person', p_erased, v_use.month) on conflict do nothing;
    insert into budget_days (team_id, scope, scope_id, day) select p_team, 'person', p_erased, v_use.day
      where exists (select from budget_days d where d.team_id = p_team and d.scope = 'person' and d.scope_id = p_user and d.day = v_use.day) on conflict do nothing;
    perform count_granted(p_team, 'person', p_user, v_use.month, v_use.day, -v_use.credits),
      count_granted(p_team, 'person', p_erased, v_use.month, v_use.day, v_use.credits);
  end loop;
  perform forget_grants_in_ledger(p_team, p_user, p_erased);
  update grants set scope_id = p_erased where team_id = p_team and scope = 'person' and scope_id = p_user;
  update grants set user_id = p_erased where team_id = p_team and user_id = p_user;
  update spend_days s set user_id = p_erased where team_id = p_team and user_id = p_user and day <= p_before::date
    and not exists (select from ledger_entries l where l.team_id = p_team and l.user_id = p_user and l.day = s.day)
    and not exists (select from spend_days o where o.team_id = p_team and o.user_id = p_erased and o.day = s.day
      and o.channel_id = s.channel_id and o.model = s.model and o.quality = s.quality);
  delete from spend_days where team_id = p_team and user_id = p_user
    and requests = 0 and pictures = 0 and credits = 0 and failed = 0 and saved_by_drafts = 0;
  delete from budget_months m where team_id = p_team and scope = 'person' and scope_id = p_user and held = 0 and captured = 0 and granted = 0
    and not exists (select from ledger_entries l where l.team_id = p_team and l.user_id = p_user and l.month = m.month);
  delete from budget_days m where team_id = p_team and scope = 'person' and scope_id = p_user and held = 0 and captured = 0 and granted = 0
    and not exists (select from ledger_entries l where l.team_id = p_team and l.user_id = p_user and l.day = m.day);
end $$;

-- The app's role may not change the ledger: the owner of these functions does, and the ledger's trigger lets nothing else pass.
create or replace function forget_in_ledger(p_team text, p_ids uuid[], p_user text, p_erased text) returns void
  language sql security definer set search_path = public, pg_temp as $$
  update ledger_entries set user_id = p_erased where team_id = p_team and generation_id = any (p_ids) and user_id = p_user
$$;

create or replace function forget_grants_in_ledger(p_team text, p_user text, p_erased text) returns void
  language sql security definer set search_path = public, pg_temp as $$
  update ledger_entries l set user_id = p_erased from grants g where g.team_id = p_team and l.team_id = p_team and l.grant_id = g.id
    and l.user_id = p_user
$$;

-- Puts an id of nobody in place of a person's wherever else it stands: in every column of every table of the team, also those that
-- this function has never heard of. Not where managers decide something about them (a budget, a hold, what they may), nor in
-- what is done in steps (requests, ledger, counters, grants) or keeps the account of it (erasures). Who erased a workspace stays known.
create or replace function forget_person(p_team text, p_user text, p_erased text) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  v_column record;
  v_seen constant text := '\m' || p_user || '\M';
begin
  if p_user !~ '^[UW][A-Z0-9]+$' or p_erased !~ '^erased-[0-9a-f]{12}$' then
    raise exception 'neither a person nor nobody';
  end if;
  delete from budgets where team_id = p_team and scope = 'own' and scope_id = p_user;
  for v_column in
    select c.table_name as t, c.column_name as c, c.udt_name as type from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.udt_name in ('text', 'varchar', 'jsonb', 'json', '_text')
      and c.column_name <> 'team_id' and c.is_generated = 'NEVER'
      and exists (select from information_schema.columns i where i.table_schema = 'public' and i.table_name = c.table_name and i.column_name = 'team_id')
      and c.table_name not in ('budgets', 'budget_months', 'budget_days', 'spend_days', 'ledger_entries',
        'erasures', 'request_keys', 'pictures', 'source_files')
      and (c.table_name <> 'generations' or c.column_name in ('canceled_by', 'changed_by'))
      and (c.table_name not in ('managers', 'legal_holds') or c.column_name <> 'user_id')
      and (c.table_name <> 'grants' or c.column_name not in ('scope_id', 'user_id'))
  loop
    execute format(case when v_column.type = '_text'
        then 'update %1$I set %2$I = array_replace(%2$I, $2, $3) where team_id = $1 and $2 = any (%2$I)'
        else 'update %1$I set %2$I = regexp_replace(%2$I::text, $4, $3, ''g'')::%3$I where team_id = $1 and %2$I::text ~ $4' end
      || case v_column.t when 'audit_entries' then ' and action <> ''team_erased''' else '' end,
      v_column.t, v_column.c, v_column.type) using p_team, p_user, p_erased, v_seen;
  end loop;
end $$;
