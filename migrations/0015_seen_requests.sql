-- Up Migration

create table seen_requests (
  signature text primary key,
  seen_at timestamptz not null default now()
);
create index seen_requests_by_age on seen_requests (seen_at);
comment on table seen_requests is 'What Slack sent of presses, forms and commands that write: the same request sent once more has no effect. Events and orders have keys of their own (request_keys).';
comment on column seen_requests.signature is 'Slack''s signature, which is unique for a body and a second';
comment on column seen_requests.seen_at is 'kept for ten minutes, twice as long as a timestamp of Slack''s is taken';
