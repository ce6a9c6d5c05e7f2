-- Gives back, once, what a request was charged while nobody knew what had become of it, in the period in which it was held. What it had
-- of grants goes back to them. Answers whether this call was the one that did it.
create or replace function return_charge(p_team text, p_id uuid) returns boolean language plpgsql as $$
declare
  v_hold ledger_entries;
  v_capture ledger_entries;
  v_channel text;
  v_request generations;
begin
  perform from teams where team_id = p_team for no key update;
  select * into v_hold from ledger_entries where team_id = p_team and generation_id = p_id and kind = 'hold';
  select * into v_capture from ledger_entries where team_id = p_team and generation_id = p_id and kind = 'capture';
  if v_capture.id is null or exists (select from ledger_entries where team_id = p_team and generation_id = p_id and kind = 'return') then
    return false;
  end if;
  -- where it counts now: the channel may have another id than when it was charged
  select coalesce((select channel_id from ledger_entries where team_id = p_team and generation_id = p_id and kind = 'rename' and captured_delta > 0
    order by id desc limit 1), v_capture.channel_id) into v_channel;
  insert into ledger_entries (team_id, generation_id, channel_id, user_id, month, day, group_id, kind, held_delta, captured_delta)
    values (p_team, p_id, v_channel, v_hold.user_id, v_hold.month, v_hold.day, v_hold.group_id, 'return', 0, -v_capture.captured_delta);
  perform count_settled(v_hold, v_channel, 0, -v_capture.captured_delta);
  perform give_back_grants(p_team, p_id, v_hold, v_capture.captured_delta);
  update generations set charged_credits = 0, charge_estimated = false where team_id = p_team and id = p_id returning * into v_request;
  -- all that is shown of a channel's past goes along with its id, also of months whose charges stay where they were
  perform count_spent(v_hold, v_request, v_request.asked_channel_id, -v_capture.captured_delta, 0);
  return true;
end $$;

-- Charges, once, what was made after its credits had been given back: in the period in which it was held, whether there is room or not,
-- and in the channel by the id that it has now, which may have no counter there yet. Takes nothing from grants. Answers whether this
-- call was the one that did it. The team's row is locked.
create or replace function charge_late(p_hold ledger_entries, p_channel text, p_amount bigint, p_estimated boolean) returns boolean language plpgsql as $$
begin
  insert into ledger_entries (team_id, generation_id, channel_id, user_id, month, day, group_id, kind, held_delta, captured_delta, estimated)
    select p_hold.team_id, p_hold.generation_id, p_channel, p_hold.user_id, p_hold.month, p_hold.day, p_hold.group_id, 'late', 0, p_amount, p_estimated
    where exists (select from ledger_entries where team_id = p_hold.team_id and generation_id = p_hold.generation_id and kind in ('release', 'return'))
      and not exists (select from ledger_entries where team_id = p_hold.team_id and generation_id = p_hold.generation_id and kind = 'late');
  if not found then
    return false;
  end if;
  insert into budget_months (team_id, scope, scope_id, month) values (p_hold.team_id, 'channel', p_channel, p_hold.month) on conflict do nothing;
  insert into budget_days (team_id, scope, scope_id, day)
    select team_id, 'channel', p_channel, day from budget_days
    where team_id = p_hold.team_id and scope = 'team' and scope_id = p_hold.team_id and day = p_hold.day
    on conflict do nothing;
  perform count_settled(p_hold, p_channel, 0, p_amount);
  if p_amount > 0 then
    perform note_reached(p_hold.team_id, s.scope, s.id) from (values ('own', p_hold.user_id), ('person', p_hold.user_id), ('group', p_hold.group_id),
      ('channel', p_channel), ('team', p_hold.team_id)) s (scope, id);
  end if;
  update generations set charged_credits = p_amount, charge_estimated = p_estimated where team_id = p_hold.team_id and id = p_hold.generation_id;
  return true;
end $$;

-- Moves the counters of everybody for whom a hold counts.
create or replace function count_settled(p_hold ledger_entries, p_channel text, p_held bigint, p_captured bigint) returns void language plpgsql as $$
begin
  update budget_months set held = held + p_held, captured = captured + p_captured
    where team_id = p_hold.team_id and month = p_hold.month and (scope, scope_id) in
      (('person', p_hold.user_id), ('channel', p_channel), ('team', p_hold.team_id), ('group', p_hold.group_id));
  if p_hold.day is not null then
    update budget_days set held = held + p_held, captured = captured + p_captured
      where team_id = p_hold.team_id and day = p_hold.day and (scope, scope_id) in
        (('person', p_hold.user_id), ('channel', p_channel), ('team', p_hold.team_id), ('group', p_hold.group_id));
  end if;
end $$;
