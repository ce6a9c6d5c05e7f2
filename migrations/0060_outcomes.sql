-- Up Migration

-- Not behind a rush of requests; run it again if one keeps us out.
set local lock_timeout = '500ms';
lock table generations, ledger_entries in access exclusive mode;

alter table generations
  add column outcome_decided text,
  add column outcome_decided_at timestamptz;
alter table generations add constraint generations_outcome_decided_check check (outcome_decided in ('capture', 'release')) not valid;
comment on column generations.outcome_decided is 'what whoever runs the app decided of an unknown outcome; null: nothing';

-- Not validated: what is stored passed the narrower rules.
alter table ledger_entries drop constraint ledger_entries_kind_check;
alter table ledger_entries drop constraint ledger_entries_check;
alter table ledger_entries add constraint ledger_entries_kind_check
  check (kind in ('hold', 'capture', 'release', 'return', 'late', 'move', 'rename', 'grant', 'adjust')) not valid;
alter table ledger_entries add constraint ledger_entries_check check (case kind
  when 'hold' then held_delta >= 0 and captured_delta = 0
  when 'capture' then held_delta <= 0 and captured_delta >= 0
  when 'return' then held_delta = 0 and captured_delta <= 0
  when 'late' then held_delta = 0 and captured_delta >= 0
  when 'move' then held_delta = 0 and publish_id is not null
  when 'rename' then true
  when 'grant' then held_delta = 0 and captured_delta = 0 and granted_delta > 0
  when 'adjust' then held_delta = 0 and captured_delta = 0 and granted_delta < 0
  else held_delta <= 0 and captured_delta = 0 end) not valid;
comment on table ledger_entries is 'Append-only: one row per movement of credits. A hold is resolved once, by a capture or a release. A capture of an unknown outcome may be given back once (return); a picture that comes after a release or a return is charged once (late).';
