-- Whether somebody's traces are to be kept: theirs, or those of everybody.
create or replace function is_held(p_team text, p_user text) returns boolean language sql stable as $$
  select exists (select from legal_holds where team_id = p_team and (user_id is null or user_id = p_user))
$$;

-- Whether a request has come to its end, and nobody is on the way to say so, to show more of it or to make something of it.
create or replace function is_over(g generations) returns boolean language plpgsql stable as $$
begin
  return (g.state in ('posted', 'failed', 'canceled') or (g.state = 'made' and g.failure is not null)
      or (g.state = 'unknown' and g.charged_credits is not null))
    and ((g.failure is null or g.told_at is not null) and (g.state <> 'posted' or g.revision <= greatest(g.shown_revision, g.refused_revision))
      and g.speaking_at is null or g.ended_at < now() - interval '1 day')
    and not exists (select from pgboss.job j where j.state < 'completed' and j.data ->> 'id' = g.id::text)
    and not exists (select from generations c where c.team_id = g.team_id and (c.parent_id = g.id or c.other_id = g.id)
      and (c.state in ('requested', 'submitting', 'submitted') or (c.state = 'made' and c.failure is null)));
end $$;

-- Erases what was asked for until p_before, oldest first, from behind p_after on: of one person with all that repeats their words
-- or shows their pictures once more, or (null) of everybody. What runs still, or is held, is left for another time, and whoever's
-- copies are. Answers how many requests were looked at and erased, where it stopped, and which messages show words of them.
create or replace function erase_words(p_team text, p_user text, p_before timestamptz, p_after jsonb, p_most integer)
  returns jsonb language plpgsql as $$
declare
  v_found record;
  v_ids uuid[];
begin
  with recursive asked as (
    select id, prompt, requested_at from generations where team_id = p_team and erased_at is null and requested_at < p_before
      and (p_user is null or user_id = p_user)
      and (p_after is null or (requested_at, id) > ((p_after ->> 'at')::timestamptz, (p_after ->> 'id')::uuid))
    order by requested_at, id limit p_most
  ), copies as (
    select id as root, id, prompt from asked
    union
    select c.root, g.id, g.prompt from copies c join generations g on g.team_id = p_team and g.erased_at is null
      and (g.parent_id = c.id or g.other_id = c.id or g.again_of = c.id)
      and (g.prompt = c.prompt or g.act in ('undo', 'compare', 'publish', 'hide'))
    where p_user is not null
  ), judged as (
    select c.root, array_agg(c.id) as ids, bool_and(is_over(g) and not is_held(p_team, g.user_id)) as may
    from copies c join generations g on g.team_id = p_team and g.id = c.id group by c.root
  )
  select count(*) as seen, (array_agg(jsonb_build_object('at', a.requested_at, 'id', a.id) order by a.requested_at desc, a.id desc))[1] as last,
      array(select distinct unnest(j.ids) from judged j where j.may) as ids
    into v_found from asked a;
  -- between the look and the lock somebody may have wished to see one of them after all, or have erased it
  perform from generations where team_id = p_team and id = any (v_found.ids) order by id for no key update;
  v_ids := case when exists (select from generations g where team_id = p_team and id = any (v_found.ids) and (erased_at is not null or not is_over(g)))
    then '{}' else v_found.ids end;
  return jsonb_build_object('seen', v_found.seen, 'erased', cardinality(v_ids), 'last', v_found.last,
    'redraw', to_jsonb(erase_requests(p_team, v_ids)));
end $$;

-- Erases these requests, whatever they are. Answers which published messages quote them, and are to be posted anew.
create or replace function erase_requests(p_team text, p_ids uuid[]) returns uuid[] language plpgsql as $$
declare
  v_redraw uuid[];
begin
  insert into erased_files (team_id, file_id, channel_id)
    select distinct on (f.id) p_team, f.id, case when f.is_shared then g.channel_id end
    from generations g join pictures p on p.team_id = g.team_id and p.generation_id = g.id,
      lateral (select p.file_id as id, false as is_shared union all select unnest(p.shared_file_ids), true) f
    where g.team_id = p_team and g.id = any (p_ids) and f.id is not null
      and not exists (select from pictures o join generations og on og.team_id = o.team_id and og.id = o.generation_id
        where o.team_id = p_team and o.file_id = f.id and og.erased_at is null and og.id <> all (p_ids))
    order by f.id, f.is_shared desc
    on conflict do nothing;
  delete from pictures where team_id = p_team and generation_id = any (p_ids);
  -- that somebody's file was in it stays known, for how pictures are marked that come from it
  update source_files set file_id = '' where team_id = p_team and generation_id = any (p_ids);
  -- what is asked of managers about them is not answered any more, and no longer quoted
  update approvals set state = 'ran_out', decided_at = now(), told_at = coalesce(told_at, now())
    where team_id = p_team and generation_id = any (p_ids) and state = 'asked';
  update approvals set came_of = 'nothing', told_at = coalesce(told_at, now())
    where team_id = p_team and generation_id = any (p_ids) and state = 'allowed' and came_of is null;
  insert into erased_messages (team_id, channel_id, message_ts, user_id)
    select c.team_id, c.channel_id, c.message_ts, c.user_id
    from approvals a join approval_cards c on c.team_id = a.team_id and c.approval_id = a.id
    where a.team_id = p_team and a.generation_id = any (p_ids) and c.channel_id is not null and c.message_ts is not null
    on conflict do nothing;
  update approval_cards c set is_lost = true from approvals a
    where a.team_id = p_team and a.generation_id = any (p_ids) and c.team_id = a.team_id and c.approval_id = a.id;
  update generations set prompt = '', response_url = null, task_id = null, pixapi_request_id = null, redraw_failure = null,
      erased_at = now(), deleted_at = coalesce(deleted_at, now())
    where team_id = p_team and id = any (p_ids);
  with recursive quoting as (
    select id, act, state, deleted_at, 1 as step from generations where team_id = p_team and id = any (p_ids)
    union
    select g.id, g.act, g.state, g.deleted_at, q.step + 1 from quoting q
      join generations g on g.team_id = p_team and (g.parent_id = q.id or g.other_id = q.id)
    where q.step < 1000
  )
  select coalesce(array_agg(distinct id), '{}') into v_redraw
    from quoting where act = 'publish' and state = 'posted' and deleted_at is null;
  return v_redraw;
end $$;
