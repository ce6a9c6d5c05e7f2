-- Up Migration

-- Whoever needs the table waits behind us while we wait for it: run it again if a rush keeps us out.
set local lock_timeout = '500ms';

alter table exports drop constraint exports_kind_check;
alter table exports add constraint exports_kind_check check (kind in ('log', 'audit', 'all', 'letter'));
comment on column exports.kind is 'letter: the file under a monthly letter, which nobody asked for and which is erased like the others';
