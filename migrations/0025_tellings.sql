-- Up Migration

create table tellings (
  team_id text not null references teams,
  message text not null,
  told_by text not null check (told_by in ('message', 'app_mention')),
  telling jsonb not null,
  told_at timestamptz not null default now(),
  primary key (team_id, message, told_by)
);
create index tellings_by_age on tellings (told_at);
comment on table tellings is 'A mention comes in two events, and either may lack what the other has: here they meet, also across processes. No word of the message is kept, and nothing longer than ten minutes.';
comment on column tellings.message is 'channel and ts';
comment on column tellings.told_by is 'the kind of the event';
comment on column tellings.told_at is 'kept for ten minutes; the wait for the other event is measured from here';
comment on column tellings.telling is 'its thread, its author''s workspace and its files (id, type), as far as this event tells them';
