-- Up Migration

create function budget_month(tz text) returns date language sql stable as $$
  select date_trunc('month', now() at time zone tz)::date
$$;

-- Takes a request in, in one round trip: the key, the hold and the generation, or nothing of them.
-- Locks the counters narrowest scope first, the team's (the hot one) last; that order is the same for everyone.
create function accept_generation(r jsonb, default_credits bigint) returns jsonb language plpgsql as $$
declare
  v_team text := r ->> 'teamId';
  v_id uuid := (r ->> 'id')::uuid;
  v_channel text := r ->> 'channelId';
  v_user text := r ->> 'userId';
  v_credits bigint := (r ->> 'credits')::bigint;
  v_key text;
  v_known uuid;
  v_month date;
  v_scope text;
  v_scope_id text;
  v_budget bigint;
  v_spent bigint;
  v_left bigint;
  v_over jsonb;
begin
  select budget_month(time_zone) into v_month from teams where team_id = v_team;
  if not found then
    insert into teams (team_id) values (v_team) on conflict do nothing;
    insert into budgets (team_id, scope, scope_id, monthly_credits) values (v_team, 'team', v_team, default_credits) on conflict do nothing;
    select budget_month(time_zone) into v_month from teams where team_id = v_team;
  end if;

  for v_key in select jsonb_array_elements_text(r -> 'keys') loop
    insert into request_keys (team_id, key, generation_id) values (v_team, v_key, v_id) on conflict do nothing;
    if not found then
      select generation_id into v_known from request_keys where team_id = v_team and key = v_key;
      if v_known <> v_id then
        -- keys of this call that were new belong to the same request as the known one
        update request_keys set generation_id = v_known where team_id = v_team and generation_id = v_id;
        return jsonb_build_object('outcome', 'duplicate', 'id', v_known);
      end if;
    end if;
  end loop;

  for v_scope, v_scope_id in values ('person', v_user), ('channel', v_channel), ('team', v_team) loop
    select captured + held into v_spent from budget_months
      where team_id = v_team and scope = v_scope and scope_id = v_scope_id and month = v_month for update;
    if not found then
      insert into budget_months (team_id, scope, scope_id, month) values (v_team, v_scope, v_scope_id, v_month) on conflict do nothing;
      select captured + held into v_spent from budget_months
        where team_id = v_team and scope = v_scope and scope_id = v_scope_id and month = v_month for update;
    end if;
    select monthly_credits into v_budget from budgets where team_id = v_team and scope = v_scope and scope_id = v_scope_id;
    if v_budget is null then
      v_left := null;
    else
      v_left := greatest(v_budget - v_spent, 0);
      if v_over is null and v_spent + v_credits > v_budget then
        v_over := jsonb_build_object('scope', v_scope, 'left', v_left, 'budget', v_budget);
      end if;
    end if;
  end loop;

  insert into generations (team_id, id, channel_id, user_id, kind, prompt, model, size, quality, count, state, failure, month,
    held_credits, parent_id, parent_picture, again_of, reply_ts, response_url, ended_at, told_at)
  values (v_team, v_id, v_channel, v_user, r ->> 'kind', r ->> 'prompt', r ->> 'model', r ->> 'size', r ->> 'quality',
    (r ->> 'count')::smallint, case when v_over is null then 'requested' else 'failed' end,
    case when v_over is null then null else 'budget_exhausted' end, v_month,
    case when v_over is null then v_credits else 0 end, (r ->> 'parentId')::uuid, (r ->> 'parentPicture')::smallint,
    (r ->> 'againOf')::uuid, r ->> 'replyTs', case when v_over is null then r ->> 'responseUrl' end,
    case when v_over is null then null else now() end,
    case when v_over is null then null else now() end);
  insert into source_files (team_id, generation_id, position, file_id)
    select v_team, v_id, n, f from jsonb_array_elements_text(r -> 'fileIds') with ordinality as t(f, n);

  if v_over is not null then
    return jsonb_build_object('outcome', 'over', 'id', v_id, 'month', v_month) || v_over;
  end if;

  insert into ledger_entries (team_id, generation_id, channel_id, user_id, month, kind, held_delta, captured_delta)
    values (v_team, v_id, v_channel, v_user, v_month, 'hold', v_credits, 0);
  update budget_months set held = held + v_credits
    where team_id = v_team and month = v_month
      and ((scope = 'person' and scope_id = v_user) or (scope = 'channel' and scope_id = v_channel) or (scope = 'team' and scope_id = v_team));
  return jsonb_build_object('outcome', 'accepted', 'id', v_id, 'month', v_month, 'left', v_left - v_credits);
end $$;

-- Resolves a hold, once: a capture books `amount` and gives the rest back, a release gives all back.
-- Answers whether this call was the one that did it.
create function resolve_hold(p_team text, p_id uuid, p_kind text, p_amount bigint, p_estimated boolean) returns boolean language plpgsql as $$
declare
  v_hold ledger_entries;
  v_captured bigint := case when p_kind = 'capture' then p_amount else 0 end;
begin
  select * into v_hold from ledger_entries where team_id = p_team and generation_id = p_id and kind = 'hold';
  if not found then
    return false;
  end if;
  insert into ledger_entries (team_id, generation_id, channel_id, user_id, month, kind, held_delta, captured_delta, estimated)
    values (p_team, p_id, v_hold.channel_id, v_hold.user_id, v_hold.month, p_kind, -v_hold.held_delta, v_captured, p_estimated)
    on conflict do nothing;
  if not found then
    return false;
  end if;
  -- one row at a time, in the order in which accept_generation locks them
  update budget_months set held = held - v_hold.held_delta, captured = captured + v_captured
    where team_id = p_team and month = v_hold.month and scope = 'person' and scope_id = v_hold.user_id;
  update budget_months set held = held - v_hold.held_delta, captured = captured + v_captured
    where team_id = p_team and month = v_hold.month and scope = 'channel' and scope_id = v_hold.channel_id;
  update budget_months set held = held - v_hold.held_delta, captured = captured + v_captured
    where team_id = p_team and month = v_hold.month and scope = 'team' and scope_id = p_team;
  update generations set charged_credits = v_captured, charge_estimated = p_estimated where team_id = p_team and id = p_id;
  return true;
end $$;
