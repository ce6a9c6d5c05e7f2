-- Up Migration

create function budget_month(tz text) returns date language sql stable as $$
  select date_trunc('month', now() at time zone tz)::date
$$;

-- Takes a request in: the key, the hold and the generation, or nothing of them.
-- The team's row is the lock of its money, here and in resolve_hold: whoever has it alone moves the team's counters.
-- Who takes in requests of several teams in one transaction takes the teams in order.
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
  v_budget bigint;
  v_spent bigint;
  v_left bigint;
  v_over jsonb;
begin
  if r ->> 'againOf' is null and exists (select from retired_models where model = r ->> 'model') then
    return jsonb_build_object('outcome', 'retired');
  end if;

  select budget_month(time_zone) into v_month from teams where team_id = v_team for no key update;
  if not found then
    insert into teams (team_id) values (v_team) on conflict do nothing;
    insert into budgets (team_id, scope, scope_id, monthly_credits) values (v_team, 'team', v_team, default_credits) on conflict do nothing;
    select budget_month(time_zone) into v_month from teams where team_id = v_team for no key update;
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

  for v_scope, v_budget, v_spent in
    select s.scope, b.monthly_credits, coalesce(m.captured + m.held, 0)
    from (values (1, 'person', v_user), (2, 'channel', v_channel), (3, 'team', v_team)) s (n, scope, scope_id)
    left join budgets b on b.team_id = v_team and b.scope = s.scope and b.scope_id = s.scope_id
    left join budget_months m on m.team_id = v_team and m.scope = s.scope and m.scope_id = s.scope_id and m.month = v_month
    order by s.n
  loop
    v_left := v_budget - least(v_spent, v_budget);
    if v_over is null and v_spent + v_credits > v_budget then
      v_over := jsonb_build_object('scope', v_scope, 'left', v_left, 'budget', v_budget);
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
  if jsonb_array_length(r -> 'fileIds') > 0 then
    insert into source_files (team_id, generation_id, position, file_id)
      select v_team, v_id, n, f from jsonb_array_elements_text(r -> 'fileIds') with ordinality as t(f, n);
  end if;

  if v_over is not null then
    return jsonb_build_object('outcome', 'over', 'id', v_id, 'month', v_month) || v_over;
  end if;

  insert into ledger_entries (team_id, generation_id, channel_id, user_id, month, kind, held_delta, captured_delta)
    values (v_team, v_id, v_channel, v_user, v_month, 'hold', v_credits, 0);
  insert into budget_months as m (team_id, scope, scope_id, month, held)
    values (v_team, 'person', v_user, v_month, v_credits), (v_team, 'channel', v_channel, v_month, v_credits), (v_team, 'team', v_team, v_month, v_credits)
    on conflict (team_id, scope, scope_id, month) do update set held = m.held + excluded.held;
  return jsonb_build_object('outcome', 'accepted', 'id', v_id, 'month', v_month, 'left', v_left - v_credits);
end $$;

-- Resolves a hold, once: a capture books `amount` and gives the rest back, a release gives all back.
-- Answers whether this call was the one that did it.
create function resolve_hold(p_team text, p_id uuid, p_kind text, p_amount bigint, p_estimated boolean) returns boolean language plpgsql as $$
declare
  v_hold ledger_entries;
  v_captured bigint := case when p_kind = 'capture' then p_amount else 0 end;
begin
  perform from teams where team_id = p_team for no key update;
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
  update budget_months set held = held - v_hold.held_delta, captured = captured + v_captured
    where team_id = p_team and month = v_hold.month and (scope, scope_id) in
      (('person', v_hold.user_id), ('channel', v_hold.channel_id), ('team', p_team));
  update generations set charged_credits = v_captured, charge_estimated = p_estimated where team_id = p_team and id = p_id;
  return true;
end $$;
