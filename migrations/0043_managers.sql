-- Up Migration

create table managers (
  team_id text not null references teams,
  user_id text not null,
  added_by text not null,
  added_at timestamptz not null default now(),
  primary key (team_id, user_id)
);
comment on table managers is 'The people whom owners and admins named to look after the workspace''s credits beside themselves. That they are still full members is asked of Slack at each act.';
comment on column managers.added_by is 'the owner or admin who named them';
