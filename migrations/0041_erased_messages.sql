-- Not behind a rush of requests; run it again if one keeps us out.
set local lock_timeout = '500ms';

create table erased_messages (
  team_id text not null references teams,
  channel_id text not null,
  message_ts text not null,
  user_id text not null,
  erased_at timestamptz not null default now(),
  tries smallint not null default 0,
  primary key (team_id, channel_id, message_ts)
);
comment on table erased_messages is 'Messages beside a request''s own that quote it (questions for more credits, and their answers), and are still to say that it was erased. A row goes when they do.';
comment on column erased_messages.message_ts is 'Slack''s name of the message in its channel';
comment on column erased_messages.user_id is 'whose conversation with the app it stands in';
comment on column erased_messages.tries is 'how often Slack did not change it';
