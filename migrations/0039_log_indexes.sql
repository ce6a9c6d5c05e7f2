-- Up Migration

-- Whoever needs the table waits behind us while we wait for it: run it again if a rush keeps us out.
set local lock_timeout = '3s';

-- Reading goes on while they are built; what writes waits for as long as that takes.
create index generations_by_time on generations (team_id, requested_at, id);
create index generations_by_channel on generations (team_id, asked_channel_id, requested_at);
create index generations_troubled on generations (team_id, requested_at) where failure is not null;
drop index generations_by_asked_channel;
