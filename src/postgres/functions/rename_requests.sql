-- Gives so many requests of a channel its new id, and answers how many: a large channel takes many steps, of which none keeps
-- others waiting. Of what is shown there and was asked for elsewhere, whatever is a version or on its way.
create or replace function rename_requests(p_team text, p_old text, p_new text, p_most integer) returns integer language plpgsql as $$
declare
  v_moved integer;
begin
  if p_old = p_new then
    return 0;
  end if;
  update generations set channel_id = case channel_id when p_old then p_new else channel_id end,
      asked_channel_id = case asked_channel_id when p_old then p_new else asked_channel_id end
    where team_id = p_team and id in (
      (select id from generations where team_id = p_team and asked_channel_id = p_old limit p_most)
      union all
      (select id from generations where team_id = p_team and channel_id = p_old and version is not null limit p_most)
      union all
      (select id from generations where team_id = p_team and channel_id = p_old and failure is null
        and state in ('requested', 'submitting', 'submitted', 'made'))
      limit p_most);
  get diagnostics v_moved = row_count;
  return v_moved;
end $$;
