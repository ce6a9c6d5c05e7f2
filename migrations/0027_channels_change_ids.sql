-- Up Migration

-- In the order in which requests are accepted, so that nothing waits for us while we wait for it; run it again if a rush keeps us out.
set local lock_timeout = '500ms';
lock table request_keys, generations, ledger_entries in access exclusive mode;

-- Not validated: what is stored passed the narrower rules.
-- A channel that Slack gives another id takes along what counts there: two rows for each request, out of one and into the other.
alter table ledger_entries drop constraint ledger_entries_kind_check;
alter table ledger_entries drop constraint ledger_entries_check;
alter table ledger_entries add constraint ledger_entries_kind_check check (kind in ('hold', 'capture', 'release', 'move', 'rename')) not valid;
alter table ledger_entries add constraint ledger_entries_check check (case kind
  when 'hold' then held_delta >= 0 and captured_delta = 0
  when 'capture' then held_delta <= 0 and captured_delta >= 0
  when 'move' then held_delta = 0 and publish_id is not null
  when 'rename' then true
  else held_delta <= 0 and captured_delta = 0 end) not valid;
create index ledger_by_channel on ledger_entries (team_id, channel_id, month);
create index generations_by_asked_channel on generations (team_id, asked_channel_id);
