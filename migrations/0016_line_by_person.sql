-- Up Migration

alter table generations add column line_rank bigint not null default 0;
comment on column generations.line_rank is 'its round in the team''s line: a person has one request in each round, so that nobody''s many keep the others waiting';
