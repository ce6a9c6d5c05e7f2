-- Up Migration

-- Whoever needs the table waits behind us while we wait for it: run it again if a rush keeps us out.
set local lock_timeout = '500ms';

-- Reading goes on while they are built; what writes waits for as long as that takes.
create index generations_by_time on generations (team_id, requested_at, id);
create index generations_by_channel on generations (team_id, asked_channel_id, requested_at);
create index generations_troubled on generations (team_id, requested_at) where failure is not null;
drop index generations_by_asked_channel;

create table exports (
  team_id text not null references teams,
  id uuid not null,
  user_id text not null,
  kind text not null check (kind in ('log', 'audit')),
  format text not null check (format in ('csv', 'jsonl')),
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'done', 'canceled', 'failed')),
  asked_at timestamptz not null default now(),
  channel_id text,
  message_ts text,
  file_id text,
  row_count bigint not null default 0,
  tries smallint not null default 0,
  ended_at timestamptz,
  primary key (team_id, id)
);
create unique index exports_one_open on exports (team_id, user_id) where state in ('waiting', 'sending');
create index exports_open on exports (asked_at) where state in ('waiting', 'sending');
comment on table exports is 'Files of the log or the audit that managers asked for; written by whichever process takes them up, from the beginning where one died.';
comment on column exports.state is 'sending: it is in the audit, and Slack may be showing it; too late to cancel';
comment on column exports.asked_at is 'what came later is not in it';
comment on column exports.format is 'what its file ends in';
comment on column exports.channel_id is 'the manager''s conversation with the app';
comment on column exports.message_ts is 'the message that says how far it is';
comment on column exports.file_id is 'the Slack file';
comment on column exports.row_count is 'so many requests, or entries, are in it so far';
comment on column exports.tries is 'how often it failed';
