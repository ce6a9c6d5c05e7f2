-- Writes down which percents of a budget are reached now, where that is news: once for each period, and of several at once only the
-- highest is to be told. For what moves counters or budgets otherwise than a hold, which knows by itself (accept_generations).
create or replace function note_reached(p_team text, p_scope text, p_scope_id text) returns void language sql as $$
  insert into budget_alerts (team_id, scope, scope_id, period, start, percent, used, credits, is_told)
    select p_team, p_scope, p_scope_id, b.period, s.start, w.percent, s.used, b.monthly_credits, w.percent < max(w.percent) over ()
    from teams t join budgets b on b.team_id = t.team_id and b.scope = p_scope and b.scope_id = p_scope_id and b.monthly_credits > 0,
      lateral (select p.start, p.held + p.captured - case when p_scope = 'own' then 0 else p.granted end as used from budget_periods p
        where p.team_id = t.team_id and p.scope = case p_scope when 'own' then 'person' else p_scope end and p.scope_id = p_scope_id
          and p.period = b.period and p.start = period_start(t, b.period)) s,
      unnest(t.warn_at) w (percent)
    where t.team_id = p_team and b.rule is distinct from 'each' and s.used * 100 >= w.percent * b.monthly_credits
  on conflict do nothing
$$;
