-- Up Migration

alter table generations
  add column changed_by text,
  add column redraw_failure text,
  add column refused_revision integer not null default 0;
comment on column generations.changed_by is 'who last wished for a change of its posted message, and hears of it where Slack takes none';
comment on column generations.redraw_failure is 'why its posted message can''t be brought to its revision; whoever wished for that is to be told, or was (refused_revision)';
comment on column generations.refused_revision is 'the last revision of which the person who wished for it was told that Slack does not take it';

alter table pictures add column shared_file_ids text[] not null default '{}';
comment on column pictures.shared_file_ids is 'Slack files of it that were shared in a thread, where no block could show file_id';

create index generations_unshown on generations (requested_at)
  where state = 'posted' and revision > greatest(shown_revision, refused_revision);
