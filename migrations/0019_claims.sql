-- Up Migration

alter table generations add column claim uuid;
comment on column generations.claim is 'who last began what must not be done twice (the placeholder, the order, a new result message): whoever asks again with the same claim began it, and only did not hear so';
