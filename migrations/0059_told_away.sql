-- Up Migration

-- Not behind a rush of requests; run it again if one keeps us out.
set local lock_timeout = '500ms';

alter table generations add column away_told_at timestamptz;
comment on column generations.away_told_at is 'when its placeholder came to say that Pixapi is away; null: it does not say so';
