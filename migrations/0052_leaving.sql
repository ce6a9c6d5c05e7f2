-- Up Migration

-- Not behind a rush of requests; run it again if one keeps us out.
set local lock_timeout = '500ms';

alter table teams add column left_at timestamptz;
comment on column teams.left_at is 'since when the app is not installed there any more; null: it is, or it never came by OAuth';
create index teams_left on teams (left_at) where left_at is not null;

create table welcomes (
  team_id text primary key references teams,
  due_at timestamptz not null default now(),
  claimed_at timestamptz,
  told_at timestamptz
);
create index welcomes_due on welcomes (due_at) where told_at is null;
comment on table welcomes is 'The message that greets whoever installed the app in a workspace.';
comment on column welcomes.claimed_at is 'when a worker began to say it';
comment on column welcomes.told_at is 'when it was said, or found to be impossible';
