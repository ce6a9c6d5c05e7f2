-- Up Migration

-- Whoever needs the table waits behind us while we wait for it: run it again if a rush keeps us out.
set local lock_timeout = '500ms';

alter table generations add column claim uuid;
comment on column generations.claim is 'who last began what must not be done twice (the placeholder, the order, a new result message): whoever asks again with the same claim began it, and only did not hear so';
