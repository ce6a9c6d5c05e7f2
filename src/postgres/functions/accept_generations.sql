-- Takes requests in: of each the keys, the hold and the generation, or nothing of them. Set by set, so that a rush of
-- requests costs hardly more than one. Answers by place (from 1): accepted, duplicate (the known request's id),
-- retired (Pixapi no longer has the model; nothing is stored) or over (logged as failed, with what is left).
-- too_many (the person's requests in this minute; nothing is stored), under_way (their last free act in this thread; nothing is stored).
-- What the release before 0003 does not say of a request (act, isPrivate) is as it was then.
-- The team's row is the lock of its money, here and in resolve_hold: whoever has it alone moves the team's counters.
create or replace function accept_generations(requests jsonb) returns table (n integer, answer jsonb) language plpgsql as $$
#variable_conflict use_column
declare
  v_outcomes text[];
  v_known uuid[];
  v_over jsonb[] := '{}';
  v_left jsonb;
  v_request record;
  v_scope text;
  v_too_many bigint[];
  v_under_way bigint[];
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
  perform from teams where team_id in (select q."teamId" from jsonb_to_recordset(requests) q ("teamId" text))
    order by team_id for no key update;

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

  -- what is left, of the budgets that there are; as one request after the other takes its part
  select jsonb_object_agg(concat_ws(' ', b.team_id, b.scope, b.scope_id),
      jsonb_build_array(b.monthly_credits, b.monthly_credits - least(coalesce(m.held + m.captured, 0), b.monthly_credits)))
    into v_left
    from budgets b join teams t on t.team_id = b.team_id
    left join budget_months m on m.team_id = b.team_id and m.scope = b.scope and m.scope_id = b.scope_id and m.month = budget_month(t.time_zone)
    where b.monthly_credits is not null and (b.team_id, b.scope, b.scope_id) in (
      select q."teamId", s.scope, s.scope_id from jsonb_to_recordset(requests) q ("teamId" text, "channelId" text, "userId" text),
        lateral (values ('person', q."userId"), ('channel', q."channelId"), ('team', q."teamId")) s (scope, scope_id));
  if v_left is not null then
    for v_request in
      select i, (q ->> 'credits')::bigint as credits, array[
          concat_ws(' ', q ->> 'teamId', 'person', q ->> 'userId'),
          concat_ws(' ', q ->> 'teamId', 'channel', q ->> 'channelId'),
          concat_ws(' ', q ->> 'teamId', 'team', q ->> 'teamId')] as scopes
      from jsonb_array_elements(requests) with ordinality as e (q, i) where v_outcomes[i] = 'accepted' order by i
    loop
      foreach v_scope in array v_request.scopes loop
        if (v_left -> v_scope ->> 1)::bigint < v_request.credits then
          v_outcomes[v_request.i] := 'over';
          v_over[v_request.i] := jsonb_build_object('scope', split_part(v_scope, ' ', 2), 'budget', v_left -> v_scope -> 0, 'left', v_left -> v_scope -> 1);
          exit;
        end if;
      end loop;
      continue when v_outcomes[v_request.i] = 'over';
      foreach v_scope in array v_request.scopes loop
        if v_left ? v_scope then
          v_left := jsonb_set(v_left, array[v_scope, '1'], to_jsonb((v_left -> v_scope ->> 1)::bigint - v_request.credits));
        end if;
      end loop;
    end loop;
  end if;

  insert into generations (team_id, id, channel_id, asked_channel_id, user_id, act, kind, prompt, style, is_private, model, size, quality, count,
      line_rank, state, failure, month, held_credits, parent_id, parent_picture, other_id, other_picture, again_of, reply_ts, response_url, ended_at, told_at)
    select q ->> 'teamId', (q ->> 'id')::uuid, q ->> 'channelId', q ->> 'channelId', q ->> 'userId',
      coalesce(q ->> 'act', case q ->> 'kind' when 'edit' then 'edit' else 'make' end), q ->> 'kind', q ->> 'prompt',
      q ->> 'style', coalesce((q ->> 'isPrivate')::boolean, false), q ->> 'model', q ->> 'size', q ->> 'quality', (q ->> 'count')::smallint,
      -- one round after the person's last that is still open, and never before the round that the line is in
      greatest(round.line_is_in, round.last_of_person + 1) + row_number() over (partition by q ->> 'teamId', q ->> 'userId', over order by i) - 1,
      case when over then 'failed' else 'requested' end, case when over then 'budget_exhausted' end, budget_month(t.time_zone),
      case when over then 0 else (q ->> 'credits')::int end, (q ->> 'parentId')::uuid, (q ->> 'parentPicture')::smallint,
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
  insert into ledger_entries (team_id, generation_id, channel_id, user_id, month, kind, held_delta, captured_delta)
    select g.team_id, g.id, g.channel_id, g.user_id, g.month, 'hold', g.held_credits, 0
    from jsonb_array_elements(requests) with ordinality as e (q, i)
    join generations g on g.team_id = q ->> 'teamId' and g.id = (q ->> 'id')::uuid
    where v_outcomes[i] = 'accepted';
  insert into budget_months as m (team_id, scope, scope_id, month, held)
    select q."teamId", s.scope, s.scope_id, budget_month(t.time_zone), sum(q.credits)
    from rows from (jsonb_to_recordset(requests) as ("teamId" text, "channelId" text, "userId" text, credits bigint)) with ordinality q ("teamId", "channelId", "userId", credits, i)
    join teams t on t.team_id = q."teamId",
      lateral (values ('person', q."userId"), ('channel', q."channelId"), ('team', q."teamId")) s (scope, scope_id)
    where v_outcomes[q.i] = 'accepted'
    group by 1, 2, 3, 4
    on conflict (team_id, scope, scope_id, month) do update set held = m.held + excluded.held;

  return query
    select i::int, jsonb_build_object('outcome', v_outcomes[i], 'id', case v_outcomes[i] when 'duplicate' then v_known[i] else (q ->> 'id')::uuid end)
      || case v_outcomes[i] when 'over' then v_over[i] || jsonb_build_object('month', budget_month(t.time_zone)) else '{}' end
    from jsonb_array_elements(requests) with ordinality as e (q, i) join teams t on t.team_id = q ->> 'teamId';
end $$;
