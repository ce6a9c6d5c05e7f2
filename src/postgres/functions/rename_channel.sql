-- Slack has given a channel another id: its budget, and what counts against that (this month's, and whatever is still held), go
-- along; its requests do by rename_requests. The same once more changes nothing.
create or replace function rename_channel(p_team text, p_old text, p_new text) returns void language plpgsql as $$
declare
  v_month date;
begin
  select budget_month(time_zone) into v_month from teams where team_id = p_team for no key update;
  if not found or p_old = p_new then
    return;
  end if;
  with counted as (
    select generation_id, user_id, month, publish_id, sum(held_delta) as held, sum(captured_delta) as captured from ledger_entries
    where team_id = p_team and channel_id = p_old
    group by 1, 2, 3, 4 having sum(held_delta) <> 0 or (month >= v_month and sum(captured_delta) <> 0)
  ), written as (
    insert into ledger_entries (team_id, generation_id, channel_id, user_id, month, kind, held_delta, captured_delta, publish_id)
      select p_team, generation_id, place, user_id, month, 'rename', sign * held, sign * captured, publish_id
      from counted, lateral (values (p_old, -1), (p_new, 1)) t (place, sign)
    returning channel_id, month, held_delta, captured_delta
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
  delete from budgets o where team_id = p_team and scope = 'channel' and scope_id = p_old
    and exists (select from budgets n where n.team_id = p_team and n.scope = 'channel' and n.scope_id = p_new);
  update budgets set scope_id = p_new where team_id = p_team and scope = 'channel' and scope_id = p_old;
  -- what Slack tells once more of a message there names the new id
  insert into request_keys (team_id, key, generation_id, created_at)
    select team_id, replace(key, ':' || p_old || ':', ':' || p_new || ':'), generation_id, created_at from request_keys
    where team_id = p_team and (key like 'message:' || p_old || ':%' or key like 'reply:' || p_old || ':%')
    on conflict do nothing;
end $$;
