-- Up Migration

-- Not behind a rush of requests; run it again if one keeps us out.
set local lock_timeout = '500ms';

create table pixapi_keys (
  team_id text not null references teams,
  id uuid not null,
  key_id text not null,
  data_key bytea not null,
  pixapi_key bytea not null,
  last_characters text not null,
  set_by text not null,
  set_at timestamptz not null default now(),
  retired_at timestamptz,
  primary key (team_id, id)
);
create unique index pixapi_key_in_force on pixapi_keys (team_id) where retired_at is null;
comment on table pixapi_keys is 'Workspaces'' own Pixapi keys: the one in force, and those before it that tasks are still read with.';
comment on column pixapi_keys.id is 'a new one for each key that is set';
comment on column pixapi_keys.key_id is 'which of ENCRYPTION_KEYS wraps data_key';
comment on column pixapi_keys.data_key is 'what pixapi_key is sealed with, itself sealed (src/secrets/envelope.ts)';
comment on column pixapi_keys.pixapi_key is 'sealed';
comment on column pixapi_keys.last_characters is 'what managers know it by: its last four characters';
comment on column pixapi_keys.set_by is 'the manager who set it';
comment on column pixapi_keys.set_at is 'when that was';
comment on column pixapi_keys.retired_at is 'when it was replaced or removed; null: it is in force';

alter table generations add column pixapi_key uuid;
comment on column generations.pixapi_key is 'the workspace''s own key that it was ordered with (pixapi_keys.id), which may be gone by now; null: the deployment''s';
