-- Resolves a hold, once: a capture books `amount` and gives the rest back, a release gives all back. What is shown of the past moves along.
-- Answers whether this call was the one that did it.
create or replace function resolve_hold(p_team text, p_id uuid, p_kind text, p_amount bigint, p_estimated boolean) returns boolean language plpgsql as $$
declare
  v_hold ledger_entries;
  v_channel text;
  v_captured bigint := case when p_kind = 'capture' then p_amount else 0 end;
  v_request generations;
  v_is_late boolean := false;
begin
  perform from teams where team_id = p_team for no key update;
  select * into v_hold from ledger_entries where team_id = p_team and generation_id = p_id and kind = 'hold';
  if not found then
    return false;
  end if;
  -- where it counts now: the channel may have another id than when it was held
  select coalesce((select channel_id from ledger_entries where team_id = p_team and generation_id = p_id and kind = 'rename' and held_delta > 0
    order by id desc limit 1), v_hold.channel_id) into v_channel;
  insert into ledger_entries (team_id, generation_id, channel_id, user_id, month, day, group_id, kind, held_delta, captured_delta, estimated)
    values (p_team, p_id, v_channel, v_hold.user_id, v_hold.month, v_hold.day, v_hold.group_id, p_kind, -v_hold.held_delta, v_captured, p_estimated)
    on conflict do nothing;
  if not found then
    -- its outcome was unknown, and it is made after all: what was charged stays so, what was given back is charged now
    select * into v_request from generations where team_id = p_team and id = p_id;
    if p_kind = 'capture' and v_request.state = 'made' then
      v_is_late := charge_late(v_hold, v_request.asked_channel_id, v_captured, p_estimated);
      perform count_spent(v_hold, v_request, v_request.asked_channel_id, case when v_is_late then v_captured else 0 end, 0);
    end if;
    return v_is_late;
  end if;
  perform count_settled(v_hold, v_channel, -v_hold.held_delta, v_captured);
  if v_captured < v_hold.held_delta then
    perform give_back_grants(p_team, p_id, v_hold, v_hold.held_delta - v_captured);
  elsif v_captured > v_hold.held_delta then
    perform note_reached(p_team, s.scope, s.id) from (values ('own', v_hold.user_id), ('person', v_hold.user_id), ('group', v_hold.group_id),
      ('channel', v_channel), ('team', p_team)) s (scope, id);
  end if;
  if p_kind = 'release' then
    perform move_charges_back(p_team, p_id);
  end if;
  update generations set charged_credits = v_captured, charge_estimated = p_estimated where team_id = p_team and id = p_id
    returning * into v_request;
  perform count_spent(v_hold, v_request, v_channel, v_captured, 1);
  return true;
end $$;

-- Counts a request that has come to an end in what is shown of the past. What is free is not in it.
create or replace function count_spent(p_hold ledger_entries, p_request generations, p_channel text, p_captured bigint, p_requests integer)
    returns void language plpgsql as $$
begin
  if p_request.act in ('undo', 'compare', 'publish', 'hide') then
    return;
  end if;
  insert into spend_days as s (team_id, day, channel_id, user_id, model, quality, requests, pictures, credits, failed, saved_by_drafts)
    select p_hold.team_id, coalesce(p_hold.day, (p_hold.at at time zone t.time_zone)::date), p_channel, p_hold.user_id, p_request.model,
      coalesce(p_request.quality, ''), p_requests,
      case p_request.state when 'made' then (select count(*) from pictures where team_id = p_hold.team_id and generation_id = p_request.id) else 0 end,
      p_captured, case p_request.state when 'failed' then p_requests else 0 end,
      case when p_request.state = 'made' and p_requests > 0 and p_request.instead_credits is not null then greatest(p_request.instead_credits - p_captured
        - coalesce((select charged_credits from generations where team_id = p_hold.team_id and id = p_request.parent_id), 0), 0) else 0 end
    from teams t where t.team_id = p_hold.team_id
    on conflict (team_id, day, channel_id, user_id, model, quality) do update set requests = s.requests + excluded.requests,
      pictures = s.pictures + excluded.pictures, credits = s.credits + excluded.credits, failed = s.failed + excluded.failed,
      saved_by_drafts = s.saved_by_drafts + excluded.saved_by_drafts;
end $$;
