-- The clock of budgets: what a test or the demo replaces to be at another time.
create or replace function budget_now() returns timestamptz language sql stable as $$
  select now()
$$;
