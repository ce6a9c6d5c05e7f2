-- Writes off what is left of grants that have ended, or of one that is taken back (p_id, p_by). Answers how many.
create or replace function close_grants(p_team text, p_id uuid, p_by text) returns integer language plpgsql as $$
declare
  v_closed integer;
begin
  perform from teams where team_id = p_team for no key update;
  with closed as (
    update grants set closed_at = now(), closed_by = p_by
    where team_id = p_team and closed_at is null and case when p_id is null then ends_at <= budget_now() else id = p_id end
    returning id, scope, scope_id, credits - used as rest
  ), written as (
    insert into ledger_entries (team_id, channel_id, user_id, month, day, kind, held_delta, captured_delta, grant_id, granted_delta)
      select p_team, case scope when 'channel' then scope_id end, case scope when 'person' then scope_id end,
        period_start(t, 'month'), period_start(t, 'day'), 'adjust', 0, 0, c.id, -rest
      from closed c join teams t on t.team_id = p_team where rest > 0
  )
  select count(*) into v_closed from closed;
  return v_closed;
end $$;
