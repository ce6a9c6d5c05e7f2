-- First day of the period of a calendar that a local time falls in. Days are themselves; months begin on a day of the month (1 to 28).
create or replace function calendar_start(p_period text, p_local timestamp, p_first_day integer) returns date language sql immutable as $$
  select case p_period when 'day' then p_local::date
    else (date_trunc('month', p_local - (p_first_day - 1) * interval '1 day') + (p_first_day - 1) * interval '1 day')::date end
$$;

-- First day of a team's current month or day, by which its counters are named. One that was under way when the time zone or
-- the first day was changed goes on until its new end (change_period).
create or replace function period_start(t teams, p_period text) returns date language sql stable as $$
  select case
    when p_period = 'day' and budget_now() < t.day_until then t.day_since
    when p_period = 'month' and budget_now() < t.month_until then t.month_since
    else calendar_start(p_period, budget_now() at time zone t.time_zone, t.first_day) end
$$;

-- When the current month or day ends, and the next budget begins.
create or replace function period_end(t teams, p_period text) returns timestamptz language sql stable as $$
  select case
    when p_period = 'day' and budget_now() < t.day_until then t.day_until
    when p_period = 'month' and budget_now() < t.month_until then t.month_until
    else (calendar_start(p_period, budget_now() at time zone t.time_zone, t.first_day)
      + case p_period when 'day' then interval '1 day' else interval '1 month' end) at time zone t.time_zone end
$$;
