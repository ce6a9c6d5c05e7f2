-- Has the files of exports deleted that were asked for before p_before, for they hold what is erased; what is still being written
-- is canceled.
create or replace function erase_exports(p_team text, p_before timestamptz) returns void language plpgsql as $$
begin
  insert into erased_files (team_id, file_id, channel_id)
    select team_id, file_id, channel_id from exports where team_id = p_team and file_id is not null and asked_at < p_before
    on conflict do nothing;
  update exports set file_id = null where team_id = p_team and file_id is not null and asked_at < p_before and state <> 'sending';
  update exports set state = 'canceled', ended_at = now() where team_id = p_team and state = 'waiting' and asked_at < p_before;
end $$;
