-- Up Migration

-- Whoever needs the tables waits behind us while we wait for them: run it again if a rush keeps us out.
set local lock_timeout = '500ms';

alter table exports drop constraint exports_kind_check;
alter table exports drop constraint exports_format_check;
alter table exports
  add constraint exports_kind_check check (kind in ('log', 'audit', 'all')),
  add constraint exports_format_check check (format in ('csv', 'jsonl', 'zip'));
comment on table exports is 'Files of the log, the audit or of all that is kept, that managers asked for; written by whichever process takes them up, from the beginning where one died.';

-- In the place of the index by month: a team's whole ledger is read in this order, page by page.
create index ledger_in_order on ledger_entries (team_id, month, id);
drop index ledger_by_month;
