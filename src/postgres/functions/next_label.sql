-- The label of the next version at a depth of a thread's tree: 2, then 2b, 2c … 2z, 2ba. Ask while the thread is locked.
create or replace function next_label(p_team text, p_channel text, p_thread text, p_depth integer) returns text language sql stable as $$
  select p_depth || case
    when n = 0 then '' when n < 26 then chr(97 + n) else chr(97 + n / 26) || chr(97 + n % 26) end
  from (select count(*)::integer as n from generations g
    where g.team_id = p_team and g.channel_id = p_channel and g.thread_ts = p_thread and g.act <> 'undo'
      and substring(g.label from '^[0-9]+')::integer = p_depth) c
$$;
