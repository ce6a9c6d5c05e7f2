-- Up Migration

-- Whoever needs the table waits behind us while we wait for it: run it again if a rush keeps us out.
set local lock_timeout = '500ms';

alter table audit_entries
  add column reason text,
  add column channel_id text,
  add column undoes bigint;
create unique index audit_by_team on audit_entries (team_id, id);
alter table audit_entries add foreign key (team_id, undoes) references audit_entries (team_id, id);
create unique index audit_undone_once on audit_entries (undoes) where undoes is not null;
comment on column audit_entries.reason is 'why, in the words of whoever did it, where one was asked for';
comment on column audit_entries.channel_id is 'where it was done, or what place it is about; null: nowhere in particular';
comment on column audit_entries.undoes is 'the entry that this one takes back; each is taken back once at most';
