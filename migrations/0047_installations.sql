-- Up Migration

create table installations (
  team_id text primary key,
  enterprise_id text,
  app_id text not null,
  bot_id text not null,
  bot_user_id text not null,
  scopes text[] not null,
  installed_by text not null,
  installed_at timestamptz not null default now(),
  expires_at timestamptz,
  key_id text not null,
  data_key bytea not null,
  token bytea not null,
  refresh_token bytea
);
comment on table installations is 'The workspaces that installed the app by OAuth, and what opens Slack to it there. Not one of a workspace''s other tables: it comes before them, and is gone with the app.';
comment on column installations.enterprise_id is 'the organization that the workspace belongs to';
comment on column installations.app_id is 'the app, as Slack knows it';
comment on column installations.bot_id is 'whom Slack names as the sender of what the app posts';
comment on column installations.bot_user_id is 'the app as a member of the workspace';
comment on column installations.scopes is 'what the token may do';
comment on column installations.installed_by is 'the person who installed it last';
comment on column installations.installed_at is 'when the token came';
comment on column installations.expires_at is 'when the token ends; null: never';
comment on column installations.key_id is 'which of ENCRYPTION_KEYS wraps data_key';
comment on column installations.data_key is 'what token and refresh_token are sealed with, itself sealed (src/secrets/envelope.ts)';
comment on column installations.token is 'sealed';
comment on column installations.refresh_token is 'sealed; null: the token does not end';

create table enterprise_installations (
  enterprise_id text primary key,
  app_id text not null,
  bot_id text not null,
  bot_user_id text not null,
  scopes text[] not null,
  installed_by text not null,
  installed_at timestamptz not null default now(),
  expires_at timestamptz,
  key_id text not null,
  data_key bytea not null,
  token bytea not null,
  refresh_token bytea
);
comment on table enterprise_installations is 'The same for whole Enterprise Grid organizations: one token for all of their workspaces.';
comment on column enterprise_installations.enterprise_id is 'the organization';
comment on column enterprise_installations.app_id is 'as in installations';
comment on column enterprise_installations.bot_id is 'as in installations';
comment on column enterprise_installations.bot_user_id is 'as in installations';
comment on column enterprise_installations.scopes is 'as in installations';
comment on column enterprise_installations.installed_by is 'as in installations';
comment on column enterprise_installations.installed_at is 'as in installations';
comment on column enterprise_installations.expires_at is 'as in installations';
comment on column enterprise_installations.key_id is 'as in installations';
comment on column enterprise_installations.data_key is 'as in installations';
comment on column enterprise_installations.token is 'as in installations';
comment on column enterprise_installations.refresh_token is 'as in installations';

create table team_enterprises (
  team_id text primary key,
  enterprise_id text not null
);
comment on table team_enterprises is 'Which organization a workspace belongs to, as Slack last said: a job knows its workspace only.';
comment on column team_enterprises.enterprise_id is 'the organization';
