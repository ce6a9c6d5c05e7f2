-- Up Migration

create table install_states (
  hash text primary key,
  browser text not null,
  created_at timestamptz not null default now()
);
create index install_states_by_age on install_states (created_at);
comment on table install_states is 'Installations that somebody has begun at /slack/install. Each is taken out once, when Slack sends the browser back; the rest is cleared after an hour.';
comment on column install_states.hash is 'HMAC of the state that goes through Slack; the state itself is kept nowhere';
comment on column install_states.browser is 'HMAC of the cookie of the browser in which it was begun';
