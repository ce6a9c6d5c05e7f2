-- Up Migration

-- What was settled before there was a roll-up. By the day of the hold: older rows don't name theirs.
insert into spend_days (team_id, day, channel_id, user_id, model, quality, requests, pictures, credits, failed)
select g.team_id, (l.at at time zone t.time_zone)::date, l.channel_id, l.user_id, g.model, coalesce(g.quality, ''),
  count(*), sum(case when r.kind = 'capture' and g.made_at is not null then g.count else 0 end), 0, count(*) filter (where g.state = 'failed')
from ledger_entries l
join ledger_entries r on r.team_id = l.team_id and r.generation_id = l.generation_id and r.kind in ('capture', 'release')
join generations g on g.team_id = l.team_id and g.id = l.generation_id and g.act not in ('undo', 'compare', 'publish', 'hide')
join teams t on t.team_id = l.team_id
where l.kind = 'hold'
group by 1, 2, 3, 4, 5, 6;

-- Credits where they count now: they may have moved to another channel since.
insert into spend_days as s (team_id, day, channel_id, user_id, model, quality, credits)
select g.team_id, (h.at at time zone t.time_zone)::date, l.channel_id, l.user_id, g.model, coalesce(g.quality, ''), sum(l.captured_delta)
from ledger_entries l
join ledger_entries h on h.team_id = l.team_id and h.generation_id = l.generation_id and h.kind = 'hold'
join generations g on g.team_id = l.team_id and g.id = l.generation_id and g.act not in ('undo', 'compare', 'publish', 'hide')
join teams t on t.team_id = l.team_id
group by 1, 2, 3, 4, 5, 6 having sum(l.captured_delta) <> 0
on conflict (team_id, day, channel_id, user_id, model, quality) do update set credits = excluded.credits;
