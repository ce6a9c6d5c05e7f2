-- Up Migration

-- Not behind a rush of requests; run it again if one keeps us out.
set local lock_timeout = '500ms';

-- What was made, paid, and shown to nobody: counted by whoever reads the metrics.
create index generations_undelivered on generations (made_at)
  where state = 'made' and failure is not null and failure <> 'canceled' and erased_at is null;
