-- From now on a team's holds are counted by day too: today's so far are taken from the ledger. The team's row is locked.
create or replace function count_days(p_team text) returns void language plpgsql as $$
declare
  v_team teams;
begin
  update teams set counts_days = true where team_id = p_team and not counts_days returning * into v_team;
  if not found then
    return;
  end if;
  insert into budget_days (team_id, scope, scope_id, day, held, captured)
    select p_team, s.scope, s.scope_id, l.day, sum(l.held_delta), sum(l.captured_delta) from ledger_entries l,
      lateral (values ('person', l.user_id), ('channel', l.channel_id), ('team', p_team), ('group', l.group_id)) s (scope, scope_id)
    where l.team_id = p_team and l.month = period_start(v_team, 'month') and l.day = period_start(v_team, 'day')
      and l.generation_id is not null and s.scope_id is not null
    group by 2, 3, 4;
  -- whether a day is counted is told by the team's own row
  insert into budget_days (team_id, scope, scope_id, day) values (p_team, 'team', p_team, period_start(v_team, 'day')) on conflict do nothing;
  update budget_days d set granted = u.credits from (
      select g.scope, g.scope_id, sum(u.credits) as credits from ledger_entries l
      join grant_uses u on u.team_id = l.team_id and u.generation_id = l.generation_id join grants g on g.team_id = u.team_id and g.id = u.grant_id
      where l.team_id = p_team and l.month = period_start(v_team, 'month') and l.day = period_start(v_team, 'day') and l.kind = 'hold' group by 1, 2) u
    where d.team_id = p_team and d.scope = u.scope and d.scope_id = u.scope_id and d.day = period_start(v_team, 'day');
end $$;
