-- Up Migration

-- Whoever needs the table waits behind us while we wait for it: run it again if a rush keeps us out.
set local lock_timeout = '500ms';

alter table generations add column line_rank bigint not null default 0;
comment on column generations.line_rank is 'its round in the team''s line: a person has one request in each round, so that nobody''s many keep the others waiting';
