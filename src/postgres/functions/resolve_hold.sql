-- Resolves a hold, once: a capture books `amount` and gives the rest back, a release gives all back.
-- Answers whether this call was the one that did it.
create or replace function resolve_hold(p_team text, p_id uuid, p_kind text, p_amount bigint, p_estimated boolean) returns boolean language plpgsql as $$
declare
  v_hold ledger_entries;
  v_channel text;
  v_captured bigint := case when p_kind = 'capture' then p_amount else 0 end;
begin
  perform from teams where team_id = p_team for no key update;
  select * into v_hold from ledger_entries where team_id = p_team and generation_id = p_id and kind = 'hold';
  if not found then
    return false;
  end if;
  -- where it counts now: the channel may have another id than when it was held
  select coalesce((select channel_id from ledger_entries where team_id = p_team and generation_id = p_id and kind = 'rename' and held_delta > 0
    order by id desc limit 1), v_hold.channel_id) into v_channel;
  insert into ledger_entries (team_id, generation_id, channel_id, user_id, month, kind, held_delta, captured_delta, estimated)
    values (p_team, p_id, v_channel, v_hold.user_id, v_hold.month, p_kind, -v_hold.held_delta, v_captured, p_estimated)
    on conflict do nothing;
  if not found then
    return false;
  end if;
  update budget_months set held = held - v_hold.held_delta, captured = captured + v_captured
    where team_id = p_team and month = v_hold.month and (scope, scope_id) in
      (('person', v_hold.user_id), ('channel', v_channel), ('team', p_team));
  if p_kind = 'release' then
    perform move_charges_back(p_team, p_id);
  end if;
  update generations set charged_credits = v_captured, charge_estimated = p_estimated where team_id = p_team and id = p_id;
  return true;
end $$;
