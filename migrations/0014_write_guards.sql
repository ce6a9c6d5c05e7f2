-- Up Migration

-- In the order in which requests are accepted, so that nothing waits for us while we wait for it; run it again if a rush keeps us out.
set local lock_timeout = '500ms';
lock table request_keys, generations, ledger_entries in access exclusive mode;

-- Money that moved and who changed what stay written: emptying the table is refused like deleting a row.
create trigger ledger_never_emptied before truncate on ledger_entries
  for each statement execute function refuse_change();
create trigger audit_never_emptied before truncate on audit_entries
  for each statement execute function refuse_change();

-- Before an unknown outcome is settled, and when somebody presses "Try again", Pixapi is asked once more for its task.
alter table generations add column asked_again_at timestamptz;

create table readiness (
  one boolean primary key default true check (one),
  written_at timestamptz not null default now()
);
comment on table readiness is 'One row, written by GET /readyz: a server that takes no writes is not ready.';
comment on column readiness.one is 'so that there is no second row';

-- Rows are cleared by age. They stand in the order of time, so this index costs next to nothing to keep.
create index request_keys_by_age on request_keys using brin (created_at);
create index notices_by_age on notices using brin (told_at);
