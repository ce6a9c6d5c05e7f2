-- Slack has given a channel another id: its budget, and what counts against that (this month's, and whatever is still held), go
-- along; its requests do by rename_requests. The same once more changes nothing.
create or replace function rename_channel(p_team text, p_old text, p_new text) returns void language plpgsql as $$
declare
  v_month date;
begin
  select period_start(t, 'month') into v_month from teams t where team_id = p_team for no key update;
  if not found or p_old = p_new then
    return;
  end if;
  with counted as (
    select generation_id, user_id, month, day, publish_id, sum(held_delta) as held, sum(captured_delta) as captured from ledger_entries
    where team_id = p_team and channel_id = p_old and generation_id is not null
    group by 1, 2, 3, 4, 5 having sum(held_delta) <> 0 or (month >= v_month and sum(captured_delta) <> 0)
  ), written as (
    insert into ledger_entries (team_id, generation_id, channel_id, user_id, month, day, kind, held_delta, captured_delta, publish_id)
      select p_team, generation_id, place, user_id, month, day, 'rename', sign * held, sign * captured, publish_id
      from counted, lateral (values (p_old, -1), (p_new, 1)) t (place, sign)
    returning channel_id, month, day, held_delta, captured_delta
  ), days as (
    insert into budget_days as d (team_id, scope, scope_id, day, held, captured)
      select p_team, 'channel', w.channel_id, w.day, sum(w.held_delta), sum(w.captured_delta) from written w
      join budget_days t on t.team_id = p_team and t.scope = 'team' and t.scope_id = p_team and t.day = w.day
      where w.channel_id = p_new group by w.channel_id, w.day
      on conflict (team_id, scope, scope_id, day) do update set held = d.held + excluded.held, captured = d.captured + excluded.captured
  )
  insert into budget_months as m (team_id, scope, scope_id, month, held, captured)
    select p_team, 'channel', channel_id, month, sum(held_delta), sum(captured_delta) from written
    where channel_id = p_new group by channel_id, month
    on conflict (team_id, scope, scope_id, month) do update set held = m.held + excluded.held, captured = m.captured + excluded.captured;
  update budget_months m set held = s.held, captured = s.captured
    from (select month, sum(held_delta) as held, sum(captured_delta) as captured from ledger_entries
      where team_id = p_team and channel_id = p_old group by month) s
    where m.team_id = p_team and m.scope = 'channel' and m.scope_id = p_old and m.month = s.month
      and (m.held, m.captured) is distinct from (s.held, s.captured);
  update budget_days d set held = s.held, captured = s.captured
    from (select day, sum(held_delta) as held, sum(captured_delta) as captured from ledger_entries
      where team_id = p_team and channel_id = p_old group by day) s
    where d.team_id = p_team and d.scope = 'channel' and d.scope_id = p_old and d.day = s.day
      and (d.held, d.captured) is distinct from (s.held, s.captured);
  perform rename_grants(p_team, p_old, p_new);
  delete from budgets o where team_id = p_team and scope = 'channel' and scope_id = p_old
    and exists (select from budgets n where n.team_id = p_team and n.scope = 'channel' and n.scope_id = p_new);
  update budgets set scope_id = p_new where team_id = p_team and scope = 'channel' and scope_id = p_old;
  insert into channel_tags (team_id, channel_id, tag) select team_id, p_new, tag from channel_tags where team_id = p_team and channel_id = p_old
    on conflict do nothing;
  delete from channel_tags where team_id = p_team and channel_id = p_old;
  -- where the new id has a rule already, that one stands
  delete from channel_rules o where team_id = p_team and channel_id = p_old
    and exists (select from channel_rules n where n.team_id = p_team and n.channel_id = p_new);
  update channel_rules set channel_id = p_new where team_id = p_team and channel_id = p_old;
  if found then
    update teams set policy_version = nextval('policy_versions') where team_id = p_team;
  end if;
  -- what Slack tells once more of a message there names the new id
  insert into request_keys (team_id, key, generation_id, created_at)
    select team_id, replace(key, ':' || p_old || ':', ':' || p_new || ':'), generation_id, created_at from request_keys
    where team_id = p_team and (key like 'message:' || p_old || ':%' or key like 'reply:' || p_old || ':%')
    on conflict do nothing;
end $$;

-- The channel's grants, its warnings and what is shown of its past go along.
create or replace function rename_grants(p_team text, p_old text, p_new text) returns void language sql as $$
  update grants set scope_id = p_new where team_id = p_team and scope = 'channel' and scope_id = p_old;
  insert into budget_months as m (team_id, scope, scope_id, month, granted)
    select p_team, 'channel', p_new, month, granted from budget_months where team_id = p_team and scope = 'channel' and scope_id = p_old and granted > 0
    on conflict (team_id, scope, scope_id, month) do update set granted = m.granted + excluded.granted;
  update budget_months set granted = 0 where team_id = p_team and scope = 'channel' and scope_id = p_old and granted > 0;
  insert into budget_days as d (team_id, scope, scope_id, day, granted)
    select p_team, 'channel', p_new, day, granted from budget_days where team_id = p_team and scope = 'channel' and scope_id = p_old and granted > 0
    on conflict (team_id, scope, scope_id, day) do update set granted = d.granted + excluded.granted;
  update budget_days set granted = 0 where team_id = p_team and scope = 'channel' and scope_id = p_old and granted > 0;
  insert into budget_alerts (team_id, scope, scope_id, period, start, percent, at, used, credits, is_told, told_at)
    select team_id, scope, p_new, period, start, percent, at, used, credits, is_told, told_at from budget_alerts
    where team_id = p_team and scope = 'channel' and scope_id = p_old
    on conflict do nothing;
  delete from budget_alerts where team_id = p_team and scope = 'channel' and scope_id = p_old;
  insert into spend_days as s (team_id, day, channel_id, user_id, model, quality, requests, pictures, credits, failed, saved_by_drafts)
    select team_id, day, p_new, user_id, model, quality, requests, pictures, credits, failed, saved_by_drafts from spend_days
    where team_id = p_team and channel_id = p_old
    on conflict (team_id, day, channel_id, user_id, model, quality) do update set requests = s.requests + excluded.requests,
      pictures = s.pictures + excluded.pictures, credits = s.credits + excluded.credits, failed = s.failed + excluded.failed,
      saved_by_drafts = s.saved_by_drafts + excluded.saved_by_drafts;
  delete from spend_days where team_id = p_team and channel_id = p_old;
  -- one question for a person and scope stays open: that about the new id
  update approvals o set state = 'ran_out', decided_at = now() where team_id = p_team and scope = 'channel' and scope_id = p_old and state = 'asked'
    and exists (select from approvals n where n.team_id = p_team and n.user_id = o.user_id and n.scope = 'channel' and n.scope_id = p_new and n.state = 'asked');
  update approvals set scope_id = p_new where team_id = p_team and scope = 'channel' and scope_id = p_old
$$;
