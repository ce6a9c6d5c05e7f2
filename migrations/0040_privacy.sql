-- Up Migration

-- Whoever needs the tables waits behind us while we wait for them: run it again if a rush keeps us out.
set local lock_timeout = '500ms';

alter table teams
  add column retention_days integer default 90 check (retention_days between 1 and 3650),
  add column retention_from timestamptz;
comment on column teams.retention_days is 'prompts and pictures are erased so many days after they were asked for; null: never by age';
comment on column teams.retention_from is 'nothing is erased by age before: a week after managers were told, or when one of them set it; null: nobody was told yet';

alter table generations
  add column erased_at timestamptz,
  add column erased_shown_at timestamptz,
  add column erased_tries smallint not null default 0;
comment on column generations.erased_at is 'when its prompt, its pictures and what leads to them were erased; its figures stay';
comment on column generations.erased_shown_at is 'when its message came to say so, or was found gone';
comment on column generations.erased_tries is 'how often its message was tried to be changed so';
create index generations_to_erase on generations (team_id, requested_at, id) where erased_at is null;
create index generations_erased_unshown on generations (erased_at) where erased_at is not null and erased_shown_at is null and message_ts is not null;
create index generations_by_again on generations (team_id, again_of) where again_of is not null;

create table legal_holds (
  team_id text not null references teams,
  user_id text,
  set_by text not null,
  reason text not null,
  at timestamptz not null default now(),
  unique nulls not distinct (team_id, user_id)
);
comment on table legal_holds is 'Nothing of theirs is erased: by age, at anybody''s wish, or with Delete.';
comment on column legal_holds.set_by is 'the manager who set it';
comment on column legal_holds.reason is 'in that manager''s words';
comment on column legal_holds.user_id is 'null: everybody of the workspace';

create table erasures (
  team_id text not null references teams,
  id uuid not null,
  user_id text,
  erased_id text not null,
  part_of uuid,
  asked_by text not null,
  asked_at timestamptz not null default now(),
  words_at timestamptz,
  swept_at timestamptz,
  ended_at timestamptz,
  primary key (team_id, id),
  foreign key (team_id, part_of) references erasures (team_id, id)
);
create unique index erasures_one_open on erasures (team_id, user_id) nulls not distinct where ended_at is null;
comment on table erasures is 'Wishes to erase a person, or everybody of a workspace, with all that they asked for until then; done in small steps.';
comment on column erasures.user_id is 'who; null: everybody. In the end it is the erased_id';
comment on column erasures.erased_id is 'what stands in place of the id from then on: erased-…';
comment on column erasures.asked_by is 'the person, or a manager';
comment on column erasures.part_of is 'the erasure of the workspace that this person''s belongs to';
comment on column erasures.words_at is 'when the last prompt and picture were erased';
comment on column erasures.swept_at is 'when the id was replaced wherever it stood but in figures that still count';
comment on column erasures.ended_at is 'when the id was replaced in the last figure';

create table erased_files (
  team_id text not null references teams,
  file_id text not null,
  channel_id text,
  tries smallint not null default 0,
  next_at timestamptz not null default now(),
  primary key (team_id, file_id)
);
create index erased_files_due on erased_files (next_at);
comment on table erased_files is 'Slack files of erased pictures that Slack has still to delete. A row goes when it has.';
comment on column erased_files.file_id is 'Slack''s id of the file';
comment on column erased_files.tries is 'how often Slack did not delete it';
comment on column erased_files.next_at is 'when it is tried again';
comment on column erased_files.channel_id is 'where messages share it, which go first';

create table prompt_readings (
  team_id text not null,
  generation_id uuid not null,
  reader_id text not null,
  at timestamptz not null default now(),
  told_at timestamptz,
  primary key (team_id, generation_id, reader_id),
  foreign key (team_id, generation_id) references generations (team_id, id)
);
comment on table prompt_readings is 'Which manager read which private prompt; its author is told once of each.';
comment on column prompt_readings.reader_id is 'the manager who read it';
create index prompt_readings_untold on prompt_readings (at) where told_at is null;

-- Whether a text is another in which ids of people were replaced by ids of nobody, and nothing else is different.
create function only_erases(p_old text, p_new text) returns boolean language sql immutable as $$
  select regexp_split_to_array(p_old, r.id) = regexp_split_to_array(p_new, r.id) and not exists (
    select from unnest(
        array(select m[1] from regexp_matches(p_old, r.id_caught, 'g') m),
        array(select m[1] from regexp_matches(p_new, r.id_caught, 'g') m)) t (o, n)
    where o is distinct from n and (o is null or n is null or o ~ '^erased-' or n !~ '^erased-'))
  from (select '\m(?:[UW](?=[A-Z]*[0-9])[A-Z0-9]+|erased-[0-9a-f]{12})\M' as id,
    '\m([UW](?=[A-Z]*[0-9])[A-Z0-9]+|erased-[0-9a-f]{12})\M' as id_caught) r
$$;

-- Money that moved and who changed what stay written. The one change there is: somebody is erased, and an id of nobody stands in their place.
create function refuse_all_but_erasing() returns trigger language plpgsql as $$
begin
  if to_jsonb(old) = to_jsonb(new) or exists (
      select from jsonb_each_text(to_jsonb(old)) o full join jsonb_each_text(to_jsonb(new)) n using (key)
      where o.value is distinct from n.value and not coalesce(only_erases(o.value, n.value), false)) then
    raise exception '% is append-only', tg_table_name;
  end if;
  return new;
end $$;
drop trigger ledger_append_only on ledger_entries;
create trigger ledger_append_only before delete on ledger_entries for each statement execute function refuse_change();
create trigger ledger_only_erases before update on ledger_entries for each row execute function refuse_all_but_erasing();
drop trigger audit_append_only on audit_entries;
create trigger audit_append_only before delete on audit_entries for each statement execute function refuse_change();
create trigger audit_only_erases before update on audit_entries for each row execute function refuse_all_but_erasing();
