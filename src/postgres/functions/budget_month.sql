-- First day of the current month in a time zone: when a team's budget begins anew.
create or replace function budget_month(tz text) returns date language sql stable as $$
  select date_trunc('month', now() at time zone tz)::date
$$;
