-- Up Migration

-- The ids of jobs now hold their round in the line. Those that waited before have others, and go first.
do $$
begin
  if to_regclass('pgboss.job') is not null then
    update pgboss.job set priority = 1 where name in ('announce', 'make', 'post') and state < 'active';
  end if;
end $$;
