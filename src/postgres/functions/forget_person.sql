-- Makes a person's figures those of nobody, a few requests at a time: ledger, counters and requests whose words are erased
-- already, so that every sum stays what it was. Where a limit counts what they have spent, that of the running period stays theirs
-- until it ends: nobody gets a second budget by being forgotten. Answers how many requests it changed.
create or replace function forget_figures(p_team text, p_user text, p_erased text, p_before timestamptz, p_most integer)
  returns integer language plpgsql as $$
declare
  v_since date;
  v_ids uuid[];
begin
  perform from teams where team_id = p_team for no key update;
  select counts_since(p_team, p_user) into v_since;
  select coalesce(array_agg(id), '{}') into v_ids from (
    select id from generations g where team_id = p_team and user_id = p_user and requested_at < p_before and erased_at is not null
      and (v_since is null or not exists (select from ledger_entries l
        where l.team_id = p_team and l.generation_id = g.id and l.month >= v_since))
    order by requested_at desc limit p_most for no key update) g;
  with sums as (
    select month, sum(held_delta) as held, sum(captured_delta) as captured from ledger_entries
      where team_id = p_team and generation_id = any (v_ids) and user_id = p_user group by month
  ), taken as (
    update budget_months m set held = m.held - s.held, captured = m.captured - s.captured from sums s
      where m.team_id = p_team and m.scope = 'person' and m.scope_id = p_user and m.month = s.month
  )
  insert into budget_months as m (team_id, scope, scope_id, month, held, captured)
    select p_team, 'person', p_erased, month, held, captured from sums
    on conflict (team_id, scope, scope_id, month) do update set held = m.held + excluded.held, captured = m.captured + excluded.captured;
  perform forget_in_ledger(p_team, v_ids, p_user, p_erased);
  update generations set user_id = p_erased where team_id = p_team and id = any (v_ids);
  return cardinality(v_ids);
end $$;

-- Where a budget counts what this one person spends: the first day of what is spent now. Null: none does.
create or replace function counts_since(p_team text, p_user text) returns date language sql stable as $$
  select budget_month(t.time_zone) from teams t where t.team_id = p_team and exists (
    select from budgets b where b.team_id = p_team and b.scope = 'person' and b.scope_id = p_user and b.monthly_credits is not null)
$$;

-- The counters and rows that are left when all figures of a person are those of nobody: none of these says anything.
create or replace function forget_counters(p_team text, p_user text) returns void language sql as $$
  delete from budget_months m where team_id = p_team and scope = 'person' and scope_id = p_user and held = 0 and captured = 0
    and not exists (select from ledger_entries l where l.team_id = p_team and l.user_id = p_user and l.month = m.month)
$$;

-- The app's role may not change the ledger: the owner of this function does, and the ledger's trigger lets nothing else pass.
create or replace function forget_in_ledger(p_team text, p_ids uuid[], p_user text, p_erased text) returns void
  language sql security definer set search_path = public, pg_temp as $$
  update ledger_entries set user_id = p_erased where team_id = p_team and generation_id = any (p_ids) and user_id = p_user
$$;

-- Puts an id of nobody in place of a person's wherever else it stands: in every column of every table of the team, also those that
-- this function has never heard of. Not where managers decide something about them (a budget, a hold, what they may), nor in
-- what is done in steps (requests, ledger, counters) or keeps the account of it (erasures). Who erased a workspace stays known.
create or replace function forget_person(p_team text, p_user text, p_erased text) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  v_column record;
  v_seen constant text := '\m' || p_user || '\M';
begin
  if p_user !~ '^[UW][A-Z0-9]+$' or p_erased !~ '^erased-[0-9a-f]{12}$' then
    raise exception 'neither a person nor nobody';
  end if;
  for v_column in
    select c.table_name as t, c.column_name as c, c.udt_name as type from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.udt_name in ('text', 'varchar', 'jsonb', 'json', '_text')
      and c.column_name <> 'team_id' and c.is_generated = 'NEVER'
      and exists (select from information_schema.columns i where i.table_schema = 'public' and i.table_name = c.table_name and i.column_name = 'team_id')
      and c.table_name not in ('teams', 'budgets', 'budget_months', 'ledger_entries', 'managers', 'legal_holds', 'erasures', 'request_keys', 'pictures', 'source_files')
      and (c.table_name <> 'generations' or c.column_name in ('canceled_by', 'changed_by'))
  loop
    execute format(case when v_column.type = '_text'
        then 'update %1$I set %2$I = array_replace(%2$I, $2, $3) where team_id = $1 and $2 = any (%2$I)'
        else 'update %1$I set %2$I = regexp_replace(%2$I::text, $4, $3, ''g'')::%3$I where team_id = $1 and %2$I::text ~ $4' end
      || case v_column.t when 'audit_entries' then ' and action <> ''team_erased''' else '' end,
      v_column.t, v_column.c, v_column.type) using p_team, p_user, p_erased, v_seen;
  end loop;
end $$;
