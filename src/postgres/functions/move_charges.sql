-- What was spent on a picture and on what led to it, as far as it is counted in direct messages.
create or replace function counted_alone(p_team text, p_source uuid)
  returns table (generation_id uuid, channel_id text, user_id text, month date, day date, credits bigint) language sql stable as $$
  with recursive lineage as (
    select id, act, parent_id, other_id, 1 as step from generations where team_id = p_team and id = p_source
    union
    select g.id, g.act, g.parent_id, g.other_id, s.step + 1 from lineage s join generations g on g.team_id = p_team
      and g.id = case when s.act in ('undo', 'publish', 'hide') then s.other_id else s.parent_id end
    where s.step < 1000)
  select l.generation_id, l.channel_id, l.user_id, l.month, l.day, sum(l.captured_delta)::bigint from ledger_entries l
  where l.team_id = p_team and l.generation_id in (select id from lineage) and l.channel_id ~ '^[DUW]'
  group by 1, 2, 3, 4, 5 having sum(l.captured_delta) > 0
$$;

-- What a channel's budget has for a picture that is to be published there, as far as it falls in the current period: what the picture
-- counts, the budget's room, and what live grants still have there for whoever asked for the picture. Null: there is no budget.
create or replace function room_to_publish(p_team text, p_source uuid, p_channel text,
    out credits bigint, out room bigint, out rest bigint, out counter text, out counter_id text) language sql stable as $$
  select (select coalesce(sum(c.credits), 0)::bigint from counted_alone(p_team, p_source) c
      where case l.period when 'day' then c.day = l.start else c.month = l.start end), l.room, l.rest, l.counter, l.counter_id
  from generations g, limits_of(p_team, g.user_id, p_channel, '{}') l
  where g.team_id = p_team and g.id = p_source and l.scope = 'channel' and l.credits is not null
$$;

-- Whether a channel's budget, and what was added to it, has room for a picture that is to be published there. Null: it has; what is
-- missing otherwise. Keeps others from the team's money until the end of the transaction.
create or replace function missing_room(p_team text, p_source uuid, p_channel text) returns jsonb language plpgsql as $$
declare
  v_found record;
begin
  perform from teams where team_id = p_team for no key update;
  select * into v_found from room_to_publish(p_team, p_source, p_channel);
  return case when v_found.credits > 0 and v_found.credits - v_found.room > v_found.rest
    then jsonb_build_object('credits', v_found.credits, 'left', greatest(v_found.room + v_found.rest, 0)) end;
end $$;

-- Lets a picture that is published, and what led to it, count in the channel where it is posted; what its budget has no room for is
-- taken from its grants, as a use by the publication.
create or replace function move_charges(p_team text, p_source uuid, p_publish uuid, p_channel text) returns void language plpgsql as $$
declare
  v_found record;
begin
  select * into v_found from room_to_publish(p_team, p_source, p_channel);
  if v_found.credits > 0 and v_found.credits > v_found.room then
    perform use_grants(p_team, p_publish, (select user_id from generations where team_id = p_team and id = p_source),
      jsonb_build_object('counter', v_found.counter, 'counter_id', v_found.counter_id, 'missing', v_found.credits - v_found.room, 'lacks', 0));
  end if;
  insert into ledger_entries (team_id, generation_id, channel_id, user_id, month, day, kind, held_delta, captured_delta, publish_id)
    select p_team, generation_id, place, user_id, month, day, 'move', 0, sign * credits, p_publish
    from counted_alone(p_team, p_source), lateral (values (channel_id, -1), (p_channel, 1)) t (place, sign);
  perform count_moved(p_team, p_publish, 1);
end $$;

-- The publication came to nothing: everything counts again where it did.
create or replace function move_charges_back(p_team text, p_publish uuid) returns void language plpgsql as $$
begin
  if not exists (select from ledger_entries where team_id = p_team and publish_id = p_publish) then
    return;
  end if;
  perform count_moved(p_team, p_publish, -1);
  insert into ledger_entries (team_id, generation_id, channel_id, user_id, month, day, kind, held_delta, captured_delta, publish_id)
    select team_id, generation_id, channel_id, user_id, month, day, 'move', 0, -sum(captured_delta), publish_id from ledger_entries
    where team_id = p_team and publish_id = p_publish
    group by team_id, generation_id, channel_id, user_id, month, day, publish_id having sum(captured_delta) <> 0;
  perform give_back_grants(p_team, p_publish, h, (select coalesce(sum(credits), 0)::bigint from grant_uses where team_id = p_team and generation_id = p_publish))
    from ledger_entries h where h.team_id = p_team and h.generation_id = p_publish and h.kind = 'hold';
end $$;

-- Brings the channels' counters, and what is shown of the past, along with the rows of a publication; persons, pots and the team keep theirs.
create or replace function count_moved(p_team text, p_publish uuid, p_sign integer) returns void language sql as $$
  insert into budget_months as m (team_id, scope, scope_id, month, captured)
    select p_team, 'channel', channel_id, month, 0 from ledger_entries where team_id = p_team and publish_id = p_publish
    on conflict do nothing;
  update budget_months m set captured = m.captured + p_sign * moved.credits
    from (select channel_id, month, sum(captured_delta) as credits from ledger_entries
      where team_id = p_team and publish_id = p_publish group by 1, 2) moved
    where m.team_id = p_team and m.scope = 'channel' and m.scope_id = moved.channel_id and m.month = moved.month;
  insert into budget_days as d (team_id, scope, scope_id, day, captured)
    select p_team, 'channel', l.channel_id, l.day, 0 from ledger_entries l
    join budget_days t on t.team_id = p_team and t.scope = 'team' and t.scope_id = p_team and t.day = l.day
    where l.team_id = p_team and l.publish_id = p_publish
    on conflict do nothing;
  update budget_days d set captured = d.captured + p_sign * moved.credits
    from (select channel_id, day, sum(captured_delta) as credits from ledger_entries
      where team_id = p_team and publish_id = p_publish group by 1, 2) moved
    where d.team_id = p_team and d.scope = 'channel' and d.scope_id = moved.channel_id and d.day = moved.day;
  insert into spend_days as s (team_id, day, channel_id, user_id, model, quality, credits)
    select p_team, coalesce(l.day, (h.at at time zone t.time_zone)::date), l.channel_id, l.user_id, g.model, coalesce(g.quality, ''), p_sign * sum(l.captured_delta)
    from ledger_entries l join generations g on g.team_id = l.team_id and g.id = l.generation_id
    join ledger_entries h on h.team_id = l.team_id and h.generation_id = l.generation_id and h.kind = 'hold'
    join teams t on t.team_id = l.team_id
    where l.team_id = p_team and l.publish_id = p_publish and g.act not in ('undo', 'compare', 'publish', 'hide')
    group by 1, 2, 3, 4, 5, 6
    on conflict (team_id, day, channel_id, user_id, model, quality) do update set credits = s.credits + excluded.credits;
  select note_reached(p_team, 'channel', c.id) from (select distinct channel_id as id from ledger_entries
    where team_id = p_team and publish_id = p_publish and captured_delta > 0) c
$$;
