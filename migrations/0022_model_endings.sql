create table model_shutdowns (
  model text primary key,
  shutdown_on date not null,
  read_at timestamptz not null default now()
);
comment on table model_shutdowns is 'What Pixapi''s own list of models said of when they end. What it stops saying stays.';
comment on column model_shutdowns.model is 'as it is named in the order';
comment on column model_shutdowns.shutdown_on is 'from this day on (UTC) the model is gone';

create table model_readings (
  only_row boolean primary key default true check (only_row),
  day date not null
);
comment on table model_readings is 'When Pixapi''s list of models was read: by one process each day.';
comment on column model_readings.only_row is 'there is one row at most';
comment on column model_readings.day is 'the last day (UTC) for which some process took it upon itself';
