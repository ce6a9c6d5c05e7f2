-- Up Migration

alter table generations
  add column canceled_at timestamptz,
  add column canceled_by text,
  add column showing_at timestamptz,
  add column place_shown smallint,
  add column place_moved_at timestamptz,
  add column speaking_at timestamptz,
  add column turn_at timestamptz,
  add check (state <> 'canceled' or (failure is not null and canceled_at is not null and canceled_by is not null)),
  add check (state <> 'requested' or canceled_at is null);
comment on column generations.canceled_at is 'when somebody did not want it any more; after the order went out it is only a wish, kept until the order ends, or somebody wants to see the picture after all';
comment on column generations.canceled_by is 'the person who asked for it, or an admin of the workspace';
comment on column generations.showing_at is 'set before the placeholder becomes the pictures: from then on it is too late to cancel';
comment on column generations.place_shown is 'its place in the team''s line, as the placeholder says it; null: it says none; 0: perhaps not the one it has';
comment on column generations.place_moved_at is 'when the placeholder last changed for the line''s sake';
comment on column generations.speaking_at is 'the placeholder is being changed while it waits: whatever ends meanwhile is said once more after it';
comment on column generations.turn_at is 'when its next message may be posted in a channel that had too many; null: no time was promised';

create index generations_in_line on generations (team_id, announcing_at, id)
  where state in ('requested', 'submitting', 'submitted');
create index generations_timed on generations (model, size, coalesce(quality, ''), kind, count, made_at desc)
  where made_at is not null and submitting_at is not null;
create index generations_left_speaking on generations (speaking_at) where speaking_at is not null;
