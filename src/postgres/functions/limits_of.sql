-- Every budget that a request of this person in this channel would meet, with its counters now. `place`: the order in which they
-- bite, narrowest first (1 own cap, 2 person, or the limit for each member of a group, 3 pot, 4 channel, 5 team). Of several with
-- the same place one applies, the most generous: the first by `unlimited first, then most room`. A person's own budget replaces
-- what their groups give to each. `p_groups`: their user groups, and the word guests for a guest. `rest`: what live grants still
-- have for this person there; a cap of one's own takes from none.
create or replace function limits_of(p_team text, p_user text, p_channel text, p_groups text[]) returns table (
  place integer, scope text, scope_id text, rule text, credits bigint, period text, start date, ends timestamptz, version integer,
  counter text, counter_id text, held bigint, captured bigint, granted bigint, room bigint, rest bigint
) language sql stable as $$
  select c.place, b.scope, b.scope_id, b.rule, b.monthly_credits, b.period, c.start, period_end(t, b.period), b.version, c.counter, c.counter_id,
    coalesce(m.held, d.held, 0), coalesce(m.captured, d.captured, 0), n.granted,
    b.monthly_credits + n.granted - coalesce(m.held, d.held, 0) - coalesce(m.captured, d.captured, 0), coalesce(r.rest, 0)
  from teams t
  cross join lateral (select 'own' as scope, p_user as id union all select 'person', p_user union all select 'channel', p_channel
    union all select 'team', p_team union all select 'group', unnest(p_groups)) w
  join budgets b on b.team_id = p_team and b.scope = w.scope and b.scope_id = w.id
  cross join lateral (select period_start(t, b.period) as start,
    case when b.scope = 'own' then 1 when b.scope = 'person' or b.rule = 'each' then 2 when b.rule = 'pot' then 3 when b.scope = 'channel' then 4 else 5 end as place,
    case when b.scope = 'own' or b.rule = 'each' then 'person' else b.scope end as counter,
    case when b.scope = 'own' or b.rule = 'each' then p_user else b.scope_id end as counter_id) c
  left join budget_months m on b.period = 'month' and m.team_id = p_team and m.scope = c.counter and m.scope_id = c.counter_id and m.month = c.start
  left join budget_days d on b.period = 'day' and d.team_id = p_team and d.scope = c.counter and d.scope_id = c.counter_id and d.day = c.start
  left join lateral (select sum(g.credits - g.used)::bigint as rest from grants g
    where g.team_id = p_team and g.scope = c.counter and g.scope_id = c.counter_id and g.closed_at is null and g.ends_at > budget_now()
      and coalesce(g.user_id, p_user) = p_user) r on b.scope <> 'own'
  cross join lateral (select case when b.scope = 'own' then 0 else coalesce(m.granted, d.granted, 0) end as granted) n
  where t.team_id = p_team and not (b.rule is not distinct from 'each'
    and exists (select from budgets o where o.team_id = p_team and o.scope = 'person' and o.scope_id = p_user))
$$;
