-- Gives a team another time zone or first day of the month. What is under way goes on, so that nobody gets a second budget: until
-- it would have ended, and from there on until the new calendar begins a period. Midnight of another time zone is the same
-- midnight for a month (it is at most 26 hours off), and the month never ends before its old end; a day may last nearly two. A change
-- that is taken back is as if it had not been, until the old end has passed: no change begins a period at once.
create or replace function change_period(p_team text, p_zone text, p_first_day integer) returns void language plpgsql as $$
declare
  v_team teams;
  v_period text;
  v_since date;
  v_ends timestamptz;
  v_until timestamptz;
  v_from timestamptz;
  v_next date;
begin
  select * into v_team from teams where team_id = p_team for no key update;
  foreach v_period in array array['month', 'day'] loop
    v_since := period_start(v_team, v_period);
    v_ends := coalesce(case
      when v_period = 'month' and budget_now() < v_team.month_until then v_team.month_ends
      when v_period = 'day' and budget_now() < v_team.day_until then v_team.day_ends end, period_end(v_team, v_period));
    v_from := v_ends - case v_period when 'month' then interval '26 hours' else interval '0' end;
    v_next := calendar_start(v_period, v_from at time zone p_zone, p_first_day);
    while v_next <= v_since or v_next::timestamp at time zone p_zone < v_from
        or greatest(v_ends, v_next::timestamp at time zone p_zone) <= budget_now() loop
      v_next := v_next + case v_period when 'day' then interval '1 day' else interval '1 month' end;
    end loop;
    v_until := greatest(v_ends, v_next::timestamp at time zone p_zone);
    if v_period = 'month' then
      update teams set month_since = v_since, month_ends = v_ends, month_until = v_until where team_id = p_team;
    else
      update teams set day_since = v_since, day_ends = v_ends, day_until = v_until where team_id = p_team;
    end if;
  end loop;
  update teams set time_zone = p_zone, first_day = p_first_day where team_id = p_team;
end $$;
