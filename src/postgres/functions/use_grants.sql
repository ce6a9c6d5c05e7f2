-- What a hold takes from grants because its budget (a row of limits_of with `missing`) has no room for it: of those that live, the
-- earliest end first. What they lack (`lacks`) an approval gives, exactly: a grant that has ended already, so that nobody else
-- takes from it and what comes back of it is written off.
create or replace function use_grants(p_team text, p_id uuid, p_user text, p_limit jsonb) returns void language plpgsql as $$
declare
  v_team teams;
  v_missing bigint := (p_limit ->> 'missing')::bigint;
  v_lacks bigint := (p_limit ->> 'lacks')::bigint;
  v_grant uuid := gen_random_uuid();
begin
  select * into v_team from teams where team_id = p_team;
  if v_lacks > 0 then
    insert into grants (team_id, id, scope, scope_id, user_id, credits, used, ends_at, given_by, approval_id, closed_at)
      values (p_team, v_grant, p_limit ->> 'counter', p_limit ->> 'counter_id', p_user, v_lacks, v_lacks, budget_now(),
        p_limit #>> '{approval,by}', (p_limit #>> '{approval,id}')::uuid, now());
    perform write_grant(p_team, v_grant);
    insert into grant_uses (team_id, generation_id, grant_id, credits) values (p_team, p_id, v_grant, v_lacks);
  end if;
  with live as (
    select id, credits - used as rest, sum(credits - used) over (order by ends_at, id) - (credits - used) as before from grants
    where team_id = p_team and scope = p_limit ->> 'counter' and scope_id = p_limit ->> 'counter_id' and closed_at is null
      and ends_at > budget_now() and coalesce(user_id, p_user) = p_user
  ), taken as (
    update grants g set used = g.used + least(l.rest, v_missing - v_lacks - l.before) from live l
    where g.team_id = p_team and g.id = l.id and l.rest > 0 and l.before < v_missing - v_lacks
    returning g.id, least(l.rest, v_missing - v_lacks - l.before) as credits
  )
  insert into grant_uses (team_id, generation_id, grant_id, credits) select p_team, p_id, id, credits from taken;
  perform count_granted(p_team, p_limit ->> 'counter', p_limit ->> 'counter_id', period_start(v_team, 'month'), period_start(v_team, 'day'), v_missing);
end $$;

-- Brings a scope's counters along with what is taken from its grants, or given back to them (less than 0).
create or replace function count_granted(p_team text, p_scope text, p_scope_id text, p_month date, p_day date, p_credits bigint) returns void language sql as $$
  update budget_months set granted = granted + p_credits where team_id = p_team and scope = p_scope and scope_id = p_scope_id and month = p_month;
  update budget_days set granted = granted + p_credits where team_id = p_team and scope = p_scope and scope_id = p_scope_id and day = p_day
$$;

-- The ledger's row of a grant that was given.
create or replace function write_grant(p_team text, p_grant uuid) returns void language sql as $$
  insert into ledger_entries (team_id, channel_id, user_id, month, day, kind, held_delta, captured_delta, grant_id, granted_delta)
    select p_team, case g.scope when 'channel' then g.scope_id end, case g.scope when 'person' then g.scope_id else g.user_id end,
      period_start(t, 'month'), period_start(t, 'day'), 'grant', 0, 0, g.id, g.credits
    from grants g join teams t on t.team_id = g.team_id where g.team_id = p_team and g.id = p_grant
$$;
