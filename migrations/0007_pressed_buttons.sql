-- Up Migration

comment on column generations.other_id is 'whose pictures it shows once more (undo, publish, hide), the second one of a comparison, or the request that is made anew (again)';

-- What came of the buttons of one message.
create index generations_by_parent on generations (team_id, parent_id) where parent_id is not null;
create index generations_by_other on generations (team_id, other_id) where other_id is not null;

alter table teams add column takes_carousels boolean;
comment on column teams.takes_carousels is 'whether Slack took a message with a carousel of cards here; null: not tried yet';

-- A posted message is brought up to date when what it shows was changed, or when it is to go.
alter table generations
  add column revision integer not null default 0,
  add column shown_revision integer not null default 0;
comment on column generations.revision is 'how often what its posted message shows was changed';
comment on column generations.shown_revision is 'the revision that the message shows';

-- Undo, publish and hide show the same Slack file: it is deleted with the last of them.
create index pictures_by_file on pictures (team_id, file_id) where file_id is not null;
