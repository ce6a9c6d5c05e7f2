-- Up Migration

-- Whoever needs the table waits behind us while we wait for it: run it again if a rush keeps us out.
set local lock_timeout = '500ms';

alter table pictures
  add column width integer,
  add column height integer,
  add column came text,
  add column posted text,
  add column trouble text,
  add column given_up boolean not null default false;
comment on column pictures.width is 'in px, of what was posted; null: nobody has looked at it yet';
comment on column pictures.height is 'in px, of what was posted';
comment on column pictures.came is 'the type that Pixapi sent: image/png';
comment on column pictures.posted is 'the type that Slack was given, where it shows no other';
comment on column pictures.trouble is 'the code of why Slack has no file of it, or not yet; null: nothing is wrong with it';
comment on column pictures.given_up is 'it is no longer tried to be had';

alter table source_files add column rendition integer;
comment on column source_files.rendition is 'the longest edge, in px, of the JPEG that Slack keeps of a HEIC photo and that Pixapi got in its place; null: it got the file itself';
