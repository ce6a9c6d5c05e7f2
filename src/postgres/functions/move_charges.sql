-- What was spent on a picture and on what led to it, as far as it is counted in direct messages.
create or replace function counted_alone(p_team text, p_source uuid)
  returns table (generation_id uuid, channel_id text, user_id text, month date, credits bigint) language sql stable as $$
  with recursive lineage as (
    select id, act, parent_id, other_id, 1 as step from generations where team_id = p_team and id = p_source
    union
    select g.id, g.act, g.parent_id, g.other_id, s.step + 1 from lineage s join generations g on g.team_id = p_team
      and g.id = case when s.act in ('undo', 'publish', 'hide') then s.other_id else s.parent_id end
    where s.step < 1000)
  select l.generation_id, l.channel_id, l.user_id, l.month, sum(l.captured_delta)::bigint from ledger_entries l
  where l.team_id = p_team and l.generation_id in (select id from lineage) and l.channel_id ~ '^[DUW]'
  group by 1, 2, 3, 4 having sum(l.captured_delta) > 0
$$;

-- Whether a channel's budget has room for a picture that is to be published there, as far as it falls in this month. Null: it
-- has; what is missing otherwise. Keeps others from the team's money until the end of the transaction.
create or replace function missing_room(p_team text, p_source uuid, p_channel text) returns jsonb language plpgsql as $$
declare
  v_month date;
  v_credits bigint;
  v_left bigint;
begin
  select budget_month(time_zone) into v_month from teams where team_id = p_team for no key update;
  select coalesce(sum(credits), 0) into v_credits from counted_alone(p_team, p_source) where month = v_month;
  select b.monthly_credits - coalesce(m.held + m.captured, 0) into v_left
    from budgets b left join budget_months m
      on m.team_id = b.team_id and m.scope = b.scope and m.scope_id = b.scope_id and m.month = v_month
    where b.team_id = p_team and b.scope = 'channel' and b.scope_id = p_channel and b.monthly_credits is not null;
  return case when v_credits > 0 and v_left < v_credits
    then jsonb_build_object('credits', v_credits, 'left', greatest(v_left, 0)) end;
end $$;

-- Lets a picture that is published, and what led to it, count in the channel where it is posted.
create or replace function move_charges(p_team text, p_source uuid, p_publish uuid, p_channel text) returns void language plpgsql as $$
begin
  insert into ledger_entries (team_id, generation_id, channel_id, user_id, month, kind, held_delta, captured_delta, publish_id)
    select p_team, generation_id, place, user_id, month, 'move', 0, sign * credits, p_publish
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
  insert into ledger_entries (team_id, generation_id, channel_id, user_id, month, kind, held_delta, captured_delta, publish_id)
    select team_id, generation_id, channel_id, user_id, month, 'move', 0, -sum(captured_delta), publish_id from ledger_entries
    where team_id = p_team and publish_id = p_publish
    group by team_id, generation_id, channel_id, user_id, month, publish_id having sum(captured_delta) <> 0;
end $$;

-- Brings the channels' counters along with the rows of a publication; persons and the team keep theirs.
create or replace function count_moved(p_team text, p_publish uuid, p_sign integer) returns void language sql as $$
  insert into budget_months as m (team_id, scope, scope_id, month, captured)
    select p_team, 'channel', channel_id, month, 0 from ledger_entries where team_id = p_team and publish_id = p_publish
    on conflict do nothing;
  update budget_months m set captured = m.captured + p_sign * moved.credits
    from (select channel_id, month, sum(captured_delta) as credits from ledger_entries
      where team_id = p_team and publish_id = p_publish group by 1, 2) moved
    where m.team_id = p_team and m.scope = 'channel' and m.scope_id = moved.channel_id and m.month = moved.month
$$;
