-- Up Migration

-- Whoever needs the tables waits behind us while we wait for them: run it again if a rush keeps us out.
set local lock_timeout = '500ms';

alter table teams add column is_low_when_short boolean not null default false;
comment on column teams.is_low_when_short is 'from 80 % of a budget on, what asks for no quality is made in low';

-- Such a NOTIFY keeps other commits waiting while its own is written (decision 2): a budget sends a few in a month.
create function ring_for_alerts() returns trigger language plpgsql as $$
begin
  perform pg_notify('imagine_jobs', 'task:warnings');
  return null;
end $$;
create trigger alerts_ring after insert on budget_alerts for each row when (not new.is_told) execute function ring_for_alerts();

create table spend_spikes (
  team_id text not null references teams,
  day date not null,
  credits bigint not null,
  usual_day bigint not null,
  at timestamptz not null default now(),
  is_told boolean not null default false,
  primary key (team_id, day)
);
comment on table spend_spikes is 'An hour cost more than a usual day: at most one in each day.';
comment on column spend_spikes.day is 'in the team''s time zone';
comment on column spend_spikes.credits is 'what the hour cost, when it was seen';
comment on column spend_spikes.usual_day is 'what a day on which anything was spent had cost lately';
comment on column spend_spikes.is_told is 'its managers know';

create table manager_notes (
  team_id text not null references teams,
  note text not null,
  user_id text not null,
  claimed_at timestamptz not null default now(),
  told_at timestamptz,
  primary key (team_id, note, user_id)
);
create index manager_notes_by_age on manager_notes (claimed_at);
comment on table manager_notes is 'Which manager was told what, once.';
comment on column manager_notes.note is 'warning:…, spike:…, letter:…';
comment on column manager_notes.claimed_at is 'when a process began to tell; one that has said nothing for minutes is taken for dead';
comment on column manager_notes.told_at is 'null: on its way';

create table channel_tags (
  team_id text not null references teams,
  channel_id text not null,
  tag text not null check (tag <> '' and length(tag) <= 60),
  primary key (team_id, channel_id)
);
comment on table channel_tags is 'One free word for a channel, by which what it spends is charged back.';
comment on column channel_tags.tag is 'as a manager typed it';

create table letters (
  team_id text not null references teams,
  month date not null,
  told_at timestamptz not null default now(),
  primary key (team_id, month)
);
comment on table letters is 'Of which months the managers have had their letter, or never will.';
comment on column letters.month is 'first day of the budget month that it is about';
