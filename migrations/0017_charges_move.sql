-- Up Migration

-- In the order in which requests are accepted, so that nothing waits for us while we wait for it; run it again if a rush keeps us out.
set local lock_timeout = '500ms';
lock table request_keys, generations, ledger_entries in access exclusive mode;

-- What a private picture cost was counted in direct messages; published, it counts in the channel.
alter table ledger_entries add column publish_id uuid;
alter table ledger_entries drop constraint ledger_entries_kind_check;
alter table ledger_entries drop constraint ledger_entries_check;
alter table ledger_entries add constraint ledger_entries_kind_check check (kind in ('hold', 'capture', 'release', 'move'));
alter table ledger_entries add constraint ledger_entries_check check (case kind
  when 'hold' then held_delta >= 0 and captured_delta = 0
  when 'capture' then held_delta <= 0 and captured_delta >= 0
  when 'move' then held_delta = 0 and publish_id is not null
  else held_delta <= 0 and captured_delta = 0 end);
alter table ledger_entries add foreign key (team_id, publish_id) references generations (team_id, id);
create index ledger_by_publication on ledger_entries (team_id, publish_id) where publish_id is not null;
comment on column ledger_entries.publish_id is 'of a move: the publication for which charges count in another channel; two rows, out of one and into the other';
