-- Up Migration

alter table generations add column deaths smallint not null default 0;
comment on column generations.deaths is 'how many holders of the step in hand have died, were the one that has it now to die too; 0: none is suspected';
