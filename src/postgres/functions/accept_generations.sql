-- Takes requests in: of each the keys, the hold and the generation, or nothing of them. Set by set, so that a rush of
-- requests costs hardly more than one. Answers by place (from 1): accepted, duplicate (the known request's id),
-- retired (Pixapi no longer has the model; nothing is stored) or over (logged as failed, with what is left of the narrowest
-- budget without room, and in `room` what all of them still have).
-- too_many (the person's requests in this minute; nothing is stored), under_way (their last free act in this thread; nothing is stored).
-- stale_policy (it was planned under another policy than the team's), paused (nothing is ordered): nothing is stored.
-- standing (the team has budgets of groups, and the request does not say in which the person is; nothing is stored).
-- What the releases before do not say of a request (act, isPrivate, standing) is as it was then.
-- The team's row is the lock of its money, here and in resolve_hold: whoever has it alone moves the team's counters.
create or replace function accept_generations(requests jsonb) returns table (n integer, answer jsonb) language plpgsql as $$
#variable_conflict use_column
declare
  v_outcomes text[];
  v_known uuid[];
  v_over jsonb[] := '{}';
  v_request record;
  v_limit jsonb;
  v_limits jsonb[];
  v_taken jsonb := '{}';
  v_left bigint;
  v_room bigint;
  v_place integer;
  v_lacks bigint;
  v_rest bigint;
  v_used bigint;
  v_approval jsonb;
  v_uses jsonb[] := '{}';
  v_reached jsonb[] := '{}';
  v_pots text[] := '{}';
  v_counts_days boolean;
  v_too_many bigint[];
  v_under_way bigint[];
  v_policy text[];
begin
  insert into teams (team_id)
    select distinct q."teamId" from jsonb_to_recordset(requests) q ("teamId" text)
    where not exists (select from teams t where t.team_id = q."teamId") order by 1
    on conflict do nothing;
  if found then
    insert into budgets (team_id, scope, scope_id, monthly_credits)
      select distinct q."teamId", 'team', q."teamId", q."defaultCredits" from jsonb_to_recordset(requests) q ("teamId" text, "defaultCredits" bigint)
      on conflict do nothing;
  end if;
  select coalesce(bool_or(t.counts_days), false) into v_counts_days from (
    select counts_days from teams where team_id in (select q."teamId" from jsonb_to_recordset(requests) q ("teamId" text))
    order by team_id for no key update) t;

  -- where groups, grants or an approval have a say, one after the other, each on what the one before has left
  if jsonb_array_length(requests) > 1 and exists (select from jsonb_array_elements(requests) q
      where q ->> 'approval' is not null
        or exists (select from budgets b where b.team_id = q ->> 'teamId' and b.scope = 'group')
        or exists (select from grants g where g.team_id = q ->> 'teamId' and g.closed_at is null)) then
    for v_request in select i::int, q from jsonb_array_elements(requests) with ordinality as e (q, i) order by i loop
      return query select v_request.i, a.answer from accept_generations(jsonb_build_array(v_request.q)) a;
    end loop;
    return;
  end if;

  insert into request_keys (team_id, key, generation_id)
    select q."teamId", k, q.id
    from jsonb_to_recordset(requests) q ("teamId" text, id uuid, keys jsonb, model text, act text, "againOf" uuid), jsonb_array_elements_text(q.keys) k
    where q."againOf" is not null or q.act in ('undo', 'compare', 'publish', 'hide') or not exists (select from retired_models m where m.model = q.model)
    on conflict do nothing;
  select array_agg(case when k.known is null and k.own = 0 then 'retired' when k.known is not null then 'duplicate' else 'accepted' end order by i),
      array_agg(k.known order by i)
    into v_outcomes, v_known
    from jsonb_array_elements(requests) with ordinality as e (q, i), lateral (
      select count(*) filter (where generation_id = (q ->> 'id')::uuid) as own,
        (array_agg(generation_id) filter (where generation_id <> (q ->> 'id')::uuid))[1] as known
      from request_keys
      where team_id = q ->> 'teamId' and key = any (array(select jsonb_array_elements_text(q -> 'keys')))) k;
  if 'duplicate' = any (v_outcomes) then
    -- a duplicate's other keys, where new, belong to the request that is known
    update request_keys k set generation_id = v_known[i]
      from jsonb_array_elements(requests) with ordinality as e (q, i)
      where k.team_id = q ->> 'teamId' and k.generation_id = (q ->> 'id')::uuid and q -> 'keys' ? k.key and v_outcomes[i] = 'duplicate';
    select array_agg(k.generation_id order by i) into v_known
      from jsonb_array_elements(requests) with ordinality as e (q, i)
      left join request_keys k on k.team_id = q ->> 'teamId' and k.key = q -> 'keys' ->> 0;
  end if;

  -- what was planned under another policy than stands now is to be planned again; while the team is paused nothing is ordered
  select array_agg(case when t.paused_at is not null and (q ->> 'credits')::bigint > 0 then 'paused'
      when (q ->> 'policyVersion')::int <> t.policy_version then 'stale_policy' end order by i) into v_policy
    from jsonb_array_elements(requests) with ordinality as e (q, i) join teams t on t.team_id = q ->> 'teamId';
  if cardinality(array_remove(v_policy, null)) > 0 then
    select array_agg(coalesce(case v_outcomes[i] when 'accepted' then v_policy[i] when 'duplicate' then (
        select v_policy[o] from jsonb_array_elements(requests) with ordinality as f (r, o)
          where (r ->> 'id')::uuid = v_known[i] and v_outcomes[o] = 'accepted') end, v_outcomes[i]) order by i)
      into v_outcomes from generate_subscripts(v_outcomes, 1) i;
    delete from request_keys k using jsonb_array_elements(requests) with ordinality as e (q, i)
      where v_outcomes[i] in ('paused', 'stale_policy') and k.team_id = q ->> 'teamId' and k.generation_id = (q ->> 'id')::uuid;
  end if;

  -- a person's requests in a minute, where there is a limit; and one free act of theirs at a time in a thread
  select array_agg(i) filter (where n + lately > most), array_agg(i) filter (where is_under_way) into v_too_many, v_under_way
    from (
      select i, (q ->> 'perMinute')::int as most, row_number() over (partition by q ->> 'teamId', q ->> 'userId' order by i) as n,
        (select count(*) from (select from generations g where g.team_id = q ->> 'teamId' and g.user_id = q ->> 'userId'
           and g.requested_at > now() - interval '1 minute' and g.state <> 'failed' limit (q ->> 'perMinute')::int) lately) as lately,
        q ->> 'act' in ('undo', 'compare') and (row_number() over (partition by q ->> 'teamId', q ->> 'userId', q ->> 'replyTs', q ->> 'act' in ('undo', 'compare') order by i) > 1 or exists (select from generations g
          where g.team_id = q ->> 'teamId' and g.user_id = q ->> 'userId' and g.requested_at > now() - interval '1 hour'
            and g.act in ('undo', 'compare') and g.reply_ts = q ->> 'replyTs' and g.state in ('requested', 'made') and g.failure is null)) as is_under_way
      from jsonb_array_elements(requests) with ordinality as e (q, i)
      where v_outcomes[i] = 'accepted' and (q ->> 'perMinute' is not null or q ->> 'act' in ('undo', 'compare'))) asked;
  if v_too_many is not null or v_under_way is not null then
    select array_agg(case when i = any (v_under_way) then 'under_way' when i = any (v_too_many) then 'too_many' else v_outcomes[i] end order by i)
      into v_outcomes from generate_subscripts(v_outcomes, 1) i;
    -- whoever is the same as one that is not stored is told the same
    select array_agg(case when v_outcomes[i] = 'duplicate' then coalesce((
        select v_outcomes[o] from jsonb_array_elements(requests) with ordinality as f (r, o)
          where (r ->> 'id')::uuid = v_known[i] and v_outcomes[o] in ('too_many', 'under_way')), 'duplicate') else v_outcomes[i] end order by i)
      into v_outcomes from generate_subscripts(v_outcomes, 1) i;
    delete from request_keys k using jsonb_array_elements(requests) with ordinality as e (q, i)
      where v_outcomes[i] in ('too_many', 'under_way') and k.team_id = q ->> 'teamId' and k.generation_id = (q ->> 'id')::uuid;
  end if;

  -- whoever may be in a group that has a budget is accepted once it is known in which
  if jsonb_array_length(requests) = 1 and v_outcomes[1] = 'accepted' and jsonb_typeof(requests -> 0 -> 'standing') = 'null'
      and (requests -> 0 ->> 'credits')::bigint > 0
      and exists (select from budgets b where b.team_id = requests -> 0 ->> 'teamId' and b.scope = 'group') then
    delete from request_keys k where k.team_id = requests -> 0 ->> 'teamId' and k.generation_id = (requests -> 0 ->> 'id')::uuid;
    v_outcomes[1] := 'standing';
  end if;

  -- what is left, of the budgets that there are; as one request after the other takes its part (v_taken)
  for v_request in
    select e.i, (e.q ->> 'credits')::bigint as credits, e.q -> 'approval' as approval,
      array_agg(to_jsonb(l) || jsonb_build_object('key', concat_ws(' ', t.team_id, l.place, l.counter_id), 'warn', t.warn_at)
        order by l.place, l.credits is not null, l.room + l.rest desc, l.credits desc, l.scope_id) as limits
    from jsonb_array_elements(requests) with ordinality as e (q, i) join teams t on t.team_id = e.q ->> 'teamId',
      -- beside the call, and not in it: so the function becomes a part of this statement, whose plan is kept
      lateral (select array(select jsonb_array_elements_text(coalesce(e.q #> '{standing,groupIds}', '[]')))
          || case when (e.q #>> '{standing,isGuest}')::boolean then array['guests'] end as ids) g,
      lateral limits_of(e.q ->> 'teamId', e.q ->> 'userId', e.q ->> 'channelId', g.ids) l
    where v_outcomes[e.i] = 'accepted' and (l.credits is not null or l.rule is not null)
    group by 1, 2, 3 order by 1
  loop
    v_limits := '{}';
    v_room := null;
    v_place := 0;
    v_approval := null;
    if jsonb_typeof(v_request.approval) = 'object' and not exists (select from grants
        where team_id = requests -> (v_request.i::int - 1) ->> 'teamId' and approval_id = (v_request.approval ->> 'id')::uuid) then
      v_approval := v_request.approval;
    end if;
    foreach v_limit in array v_request.limits loop
      continue when (v_limit ->> 'place')::int = v_place;
      v_place := (v_limit ->> 'place')::int;
      if v_limit ->> 'rule' = 'pot' then
        v_pots[v_request.i] := v_limit ->> 'scope_id';
      end if;
      continue when v_limit ->> 'credits' is null;
      v_left := greatest((v_limit ->> 'room')::bigint - coalesce((v_taken ->> (v_limit ->> 'key'))::bigint, 0), 0);
      v_rest := (v_limit ->> 'rest')::bigint;
      v_room := least(v_room, v_left + v_rest);
      v_lacks := greatest(v_request.credits - v_left - v_rest, 0);
      if v_lacks > 0 and (v_approval is null or v_limit ->> 'scope' = 'own') then
        if v_outcomes[v_request.i] = 'accepted' then
          v_outcomes[v_request.i] := 'over';
          v_over[v_request.i] := jsonb_build_object('scope', v_limit -> 'scope', 'scopeId', v_limit -> 'scope_id', 'rule', v_limit -> 'rule',
            'budget', v_limit -> 'credits', 'left', v_left, 'granted', v_rest, 'period', v_limit -> 'period', 'renewsAt', v_limit -> 'ends');
        end if;
      end if;
      v_limits := array_append(v_limits, v_limit || jsonb_build_object('missing', greatest(v_request.credits - v_left, 0), 'lacks', v_lacks));
    end loop;
    if v_outcomes[v_request.i] = 'over' then
      v_over[v_request.i] := v_over[v_request.i] || jsonb_build_object('room', v_room);
      v_pots[v_request.i] := null;
      continue;
    end if;
    foreach v_limit in array v_limits loop
      v_lacks := case v_limit ->> 'scope' when 'own' then 0 else (v_limit ->> 'missing')::bigint end;
      v_taken := v_taken || jsonb_build_object(v_limit ->> 'key', coalesce((v_taken ->> (v_limit ->> 'key'))::bigint, 0) + v_request.credits);
      if v_lacks > 0 then
        v_uses := array_append(v_uses, v_limit || jsonb_build_object('i', v_request.i, 'approval', v_approval));
      end if;
      -- only what is passed by this hold is news
      v_used := (v_limit ->> 'credits')::bigint - (v_limit ->> 'room')::bigint - v_lacks + (v_taken ->> (v_limit ->> 'key'))::bigint;
      if v_request.credits > v_lacks and exists (select from jsonb_array_elements_text(v_limit -> 'warn') w (percent)
          where v_used * 100 >= w.percent::int * (v_limit ->> 'credits')::bigint
            and (v_used - v_request.credits + v_lacks) * 100 < w.percent::int * (v_limit ->> 'credits')::bigint) then
        v_reached := array_append(v_reached, v_limit || jsonb_build_object('used', v_used, 'team', requests -> (v_request.i::int - 1) ->> 'teamId'));
      end if;
    end loop;
  end loop;

  insert into generations (team_id, id, channel_id, asked_channel_id, user_id, act, kind, prompt, style, is_private, model, size, quality, count,
      line_rank, state, failure, month, held_credits, instead_credits, parent_id, parent_picture, other_id, other_picture, again_of, reply_ts, response_url, ended_at, told_at)
    select q ->> 'teamId', (q ->> 'id')::uuid, q ->> 'channelId', q ->> 'channelId', q ->> 'userId',
      coalesce(q ->> 'act', case q ->> 'kind' when 'edit' then 'edit' else 'make' end), q ->> 'kind', q ->> 'prompt',
      q ->> 'style', coalesce((q ->> 'isPrivate')::boolean, false), q ->> 'model', q ->> 'size', q ->> 'quality', (q ->> 'count')::smallint,
      -- one round after the person's last that is still open, and never before the round that the line is in
      greatest(round.line_is_in, round.last_of_person + 1) + row_number() over (partition by q ->> 'teamId', q ->> 'userId', over order by i) - 1,
      case when over then 'failed' else 'requested' end, case when over then 'budget_exhausted' end, period_start(t, 'month'),
      case when over then 0 else (q ->> 'credits')::int end, (q ->> 'insteadCredits')::int, (q ->> 'parentId')::uuid, (q ->> 'parentPicture')::smallint,
      (q ->> 'otherId')::uuid, (q ->> 'otherPicture')::smallint, (q ->> 'againOf')::uuid, q ->> 'replyTs', case when over then null else q ->> 'responseUrl' end,
      case when over then now() end, case when over then now() end
    from jsonb_array_elements(requests) with ordinality as e (q, i)
    join teams t on t.team_id = q ->> 'teamId', lateral (select v_outcomes[i] = 'over' as over) o,
      lateral (select coalesce(min(g.line_rank) filter (where g.state = 'requested'), 0) as line_is_in,
          coalesce(max(g.line_rank) filter (where g.user_id = q ->> 'userId'), -1) as last_of_person
        from generations g where g.team_id = q ->> 'teamId' and g.state in ('requested', 'submitting', 'submitted')) round
    where v_outcomes[i] in ('accepted', 'over');
  -- who could not pay for an order made again may press that button once more
  if 'over' = any (v_outcomes) then
    delete from request_keys k using jsonb_array_elements(requests) with ordinality as e (q, i)
      where v_outcomes[i] = 'over' and q ->> 'againOf' is not null and k.team_id = q ->> 'teamId' and k.generation_id = (q ->> 'id')::uuid;
  end if;
  insert into source_files (team_id, generation_id, position, file_id)
    select q ->> 'teamId', (q ->> 'id')::uuid, f.i, f.id from jsonb_array_elements(requests) with ordinality as e (q, i),
      jsonb_array_elements_text(q -> 'fileIds') with ordinality as f (id, i)
    where v_outcomes[e.i] in ('accepted', 'over');
  insert into ledger_entries (team_id, generation_id, channel_id, user_id, month, day, group_id, kind, held_delta, captured_delta)
    select g.team_id, g.id, g.channel_id, g.user_id, g.month, period_start(t, 'day'), v_pots[i], 'hold', g.held_credits, 0
    from jsonb_array_elements(requests) with ordinality as e (q, i)
    join generations g on g.team_id = q ->> 'teamId' and g.id = (q ->> 'id')::uuid
    join teams t on t.team_id = g.team_id
    where v_outcomes[i] = 'accepted';
  insert into budget_months as m (team_id, scope, scope_id, month, held)
    select q."teamId", s.scope, s.scope_id, period_start(t, 'month'), sum(q.credits)
    from rows from (jsonb_to_recordset(requests) as ("teamId" text, "channelId" text, "userId" text, credits bigint)) with ordinality q ("teamId", "channelId", "userId", credits, i)
    join teams t on t.team_id = q."teamId",
      lateral (values ('person', q."userId"), ('channel', q."channelId"), ('team', q."teamId"), ('group', v_pots[q.i])) s (scope, scope_id)
    where v_outcomes[q.i] = 'accepted' and s.scope_id is not null
    group by 1, 2, 3, 4
    on conflict (team_id, scope, scope_id, month) do update set held = m.held + excluded.held;
  if v_counts_days then
    insert into budget_days as d (team_id, scope, scope_id, day, held)
      select q."teamId", s.scope, s.scope_id, period_start(t, 'day'), sum(q.credits)
      from rows from (jsonb_to_recordset(requests) as ("teamId" text, "channelId" text, "userId" text, credits bigint)) with ordinality q ("teamId", "channelId", "userId", credits, i)
      join teams t on t.team_id = q."teamId" and t.counts_days,
        lateral (values ('person', q."userId"), ('channel', q."channelId"), ('team', q."teamId"), ('group', v_pots[q.i])) s (scope, scope_id)
      where v_outcomes[q.i] = 'accepted' and s.scope_id is not null
      group by 1, 2, 3, 4
      on conflict (team_id, scope, scope_id, day) do update set held = d.held + excluded.held;
  end if;
  foreach v_limit in array v_uses loop
    perform use_grants(q ->> 'teamId', (q ->> 'id')::uuid, q ->> 'userId', v_limit)
      from (select requests -> ((v_limit ->> 'i')::int - 1) as q) r;
  end loop;
  if v_reached <> '{}' then
    insert into budget_alerts (team_id, scope, scope_id, period, start, percent, used, credits, is_told)
      select r.team, r.scope, r.scope_id, r.period, r.start, w.percent, r.used, r.credits,
        w.percent < max(w.percent) over (partition by r.team, r.scope, r.scope_id, r.period)
      from (select l ->> 'team' as team, case l ->> 'rule' when 'each' then 'person' else l ->> 'scope' end as scope,
          case l ->> 'rule' when 'each' then l ->> 'counter_id' else l ->> 'scope_id' end as scope_id, l ->> 'period' as period,
          (l ->> 'start')::date as start, max((l ->> 'used')::bigint) as used, max((l ->> 'credits')::bigint) as credits
        from unnest(v_reached) l group by 1, 2, 3, 4, 5) r
      join teams t on t.team_id = r.team, unnest(t.warn_at) w (percent)
      where r.used * 100 >= w.percent * r.credits
      on conflict do nothing;
  end if;
  -- of what was taken it is the settling that counts it
  if 'over' = any (v_outcomes) then
    insert into spend_days as s (team_id, day, channel_id, user_id, model, quality, requests, failed)
      select t.team_id, period_start(t, 'day'), q ->> 'channelId', q ->> 'userId', q ->> 'model', coalesce(q ->> 'quality', ''), count(*), count(*)
      from jsonb_array_elements(requests) with ordinality as e (q, i) join teams t on t.team_id = q ->> 'teamId'
      where v_outcomes[i] = 'over' group by 1, 2, 3, 4, 5, 6
      on conflict (team_id, day, channel_id, user_id, model, quality) do update set requests = s.requests + excluded.requests, failed = s.failed + excluded.failed;
  end if;

  return query
    select i::int, jsonb_build_object('outcome', v_outcomes[i], 'id', case v_outcomes[i] when 'duplicate' then v_known[i] else (q ->> 'id')::uuid end)
      || case v_outcomes[i] when 'over' then v_over[i] || jsonb_build_object('month', period_start(t, 'month')) else '{}' end
    from jsonb_array_elements(requests) with ordinality as e (q, i) join teams t on t.team_id = q ->> 'teamId';
end $$;
