-- The end (18:00) of the working day that is `days` working days (Monday to Friday) after the one that `at` falls on in a time zone.
create or replace function working_day_end(at timestamptz, tz text, days integer) returns timestamptz language plpgsql stable as $$
declare
  v_day date := (at at time zone tz)::date;
  v_left integer := days;
begin
  while v_left > 0 loop
    v_day := v_day + 1;
    if extract(isodow from v_day) < 6 then
      v_left := v_left - 1;
    end if;
  end loop;
  return (v_day + time '18:00') at time zone tz;
end $$;
