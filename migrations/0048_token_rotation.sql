-- Up Migration

-- Not behind a rush of requests; run it again if one keeps us out.
set local lock_timeout = '500ms';

alter table installations
  add column refreshing_at timestamptz,
  add column refresh_lost_at timestamptz;
comment on column installations.refreshing_at is 'when the exchange of refresh_token for the next pair was last begun; null: it is not under way';
comment on column installations.refresh_lost_at is 'when Slack took refresh_token no more: the token serves until expires_at, and then the app has to be installed again';

alter table enterprise_installations
  add column refreshing_at timestamptz,
  add column refresh_lost_at timestamptz;
comment on column enterprise_installations.refreshing_at is 'as in installations';
comment on column enterprise_installations.refresh_lost_at is 'as in installations';
