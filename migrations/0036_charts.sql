-- Up Migration

create table charts (
  team_id text primary key references teams,
  digest text,
  file_id text,
  claimed_digest text,
  claimed_at timestamptz,
  old_file_ids text[] not null default '{}',
  check ((digest is null) = (file_id is null))
);
comment on table charts is 'The picture of a team''s spending by day that its managers'' Home shows. It holds figures, no names.';
comment on column charts.digest is 'of the figures in it: it is drawn anew when they are others';
comment on column charts.file_id is 'the Slack file';
comment on column charts.claimed_digest is 'of the figures for which one is being made';
comment on column charts.claimed_at is 'since when; a minute later somebody else may';
comment on column charts.old_file_ids is 'files that are shown no more, or not yet, and are still to be deleted';
