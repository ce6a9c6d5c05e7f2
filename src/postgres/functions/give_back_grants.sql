-- What a hold had from grants and does not need: of `p_less` credits that were held and are not charged, those from grants first,
-- the latest end first. What a grant that was closed gets back is written off at once.
create or replace function give_back_grants(p_team text, p_id uuid, p_hold ledger_entries, p_less bigint) returns void language plpgsql as $$
declare
  v_back record;
begin
  for v_back in
    select g.id, g.scope, g.scope_id, g.closed_at is not null as is_closed, least(u.credits,
      p_less - (sum(u.credits) over (partition by g.scope, g.scope_id order by g.ends_at desc, g.id desc) - u.credits))::bigint as credits
    from grant_uses u join grants g on g.team_id = u.team_id and g.id = u.grant_id
    where u.team_id = p_team and u.generation_id = p_id
  loop
    continue when v_back.credits <= 0;
    update grant_uses set credits = credits - v_back.credits where team_id = p_team and generation_id = p_id and grant_id = v_back.id;
    update grants set used = used - v_back.credits where team_id = p_team and id = v_back.id;
    perform count_granted(p_team, v_back.scope, v_back.scope_id, p_hold.month, p_hold.day, -v_back.credits);
    if v_back.is_closed then
      insert into ledger_entries (team_id, channel_id, user_id, month, day, kind, held_delta, captured_delta, grant_id, granted_delta)
        select p_team, case v_back.scope when 'channel' then v_back.scope_id end, case v_back.scope when 'person' then v_back.scope_id end,
          period_start(t, 'month'), period_start(t, 'day'), 'adjust', 0, 0, v_back.id, -v_back.credits
        from teams t where team_id = p_team;
    end if;
  end loop;
end $$;
