-- Rows of a team in one of its tables, in the order of the table's key and from after the row p_after on. A table in which a team has
-- no more than its one row, or which has no key because it stays short, is one page, however long.
create or replace function kept_rows(p_team text, p_table text, p_after jsonb, p_most integer) returns setof jsonb
  language plpgsql stable as $$
declare
  v_key text;
begin
  select string_agg(format('%I', a.attname), ', ' order by array_position(i.indkey::int2[], a.attnum)) into v_key
    from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
    where i.indrelid = format('public.%I', p_table)::regclass and i.indisprimary and a.attname <> 'team_id';
  if p_table = 'ledger_entries' then
    v_key := 'month, id';
  end if;
  if v_key is null and p_after is not null then
    return;
  end if;
  return query execute format('select to_jsonb(t) from %I t where team_id = $1', p_table)
    || case when p_after is null then '' else format(' and (%2$s) > (select %2$s from jsonb_populate_record(null::%1$I, $2))', p_table, v_key) end
    || coalesce(' order by ' || v_key || ' limit $3', '')
    using p_team, p_after, p_most;
end $$;
