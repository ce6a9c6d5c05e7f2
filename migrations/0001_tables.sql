-- Up Migration

create table teams (
  team_id text primary key,
  time_zone text not null default 'UTC',
  language text not null default 'en' check (language in ('en', 'pt-BR', 'es')),
  created_at timestamptz not null default now()
);
comment on table teams is 'A Slack workspace that has used the app. Every other table hangs on team_id, so that no row can refer to another team''s.';
comment on column teams.time_zone is 'IANA name; budget months begin at midnight here';
comment on column teams.language is 'of public messages; private ones follow the person''s own locale';

create table budgets (
  team_id text not null references teams,
  scope text not null check (scope in ('person', 'channel', 'team')),
  scope_id text not null,
  monthly_credits bigint check (monthly_credits >= 0),
  primary key (team_id, scope, scope_id)
);
comment on table budgets is 'How many credits may be spent each calendar month. No row: no limit of its own at that scope.';
comment on column budgets.scope is 'a request must fit every scope that has a budget';
comment on column budgets.scope_id is 'user id, channel id, or the team id itself';
comment on column budgets.monthly_credits is 'null: unlimited';

create table budget_months (
  team_id text not null references teams,
  scope text not null check (scope in ('person', 'channel', 'team')),
  scope_id text not null,
  month date not null check (extract(day from month) = 1),
  held bigint not null default 0 check (held >= 0),
  captured bigint not null default 0 check (captured >= 0),
  primary key (team_id, scope, scope_id, month)
);
comment on table budget_months is 'Counters of the ledger, kept in the ledger row''s own transaction; a test proves that they equal its sums.';
comment on column budget_months.scope is 'every request is counted at all three, whether they have a budget or not';
comment on column budget_months.scope_id is 'as in budgets';
comment on column budget_months.month is 'its first day, in the team''s time zone';

create table generations (
  team_id text not null references teams,
  id uuid not null,
  channel_id text not null,
  user_id text not null,
  kind text not null check (kind in ('generation', 'edit')),
  prompt text not null,
  model text,
  size text,
  quality text check (quality in ('low', 'medium', 'high')),
  count smallint check (count between 1 and 10),
  state text not null check (state in ('requested', 'submitting', 'submitted', 'made', 'posted', 'failed', 'canceled', 'unknown')),
  failure text,
  month date,
  held_credits integer not null default 0 check (held_credits >= 0),
  charged_credits integer check (charged_credits >= 0),
  charge_estimated boolean not null default false,
  parent_id uuid,
  parent_picture smallint,
  again_of uuid,
  send_bytes boolean not null default false,
  version integer,
  reply_ts text,
  message_ts text,
  thread_ts text generated always as (coalesce(reply_ts, message_ts)) stored,
  response_url text,
  delivery text not null default 'message' check (delivery in ('message', 'response_url')),
  task_id text,
  pixapi_request_id text,
  attempts smallint not null default 0,
  submits smallint not null default 0,
  requested_at timestamptz not null default now(),
  announcing_at timestamptz,
  announced_at timestamptz,
  submitting_at timestamptz,
  submitted_at timestamptz,
  made_at timestamptz,
  posting_at timestamptz,
  posted_at timestamptz,
  told_at timestamptz,
  ended_at timestamptz,
  primary key (team_id, id),
  foreign key (team_id, parent_id) references generations (team_id, id),
  foreign key (team_id, again_of) references generations (team_id, id),
  check (state = 'failed' or (model is not null and size is not null and count is not null and month is not null)),
  check (state <> 'failed' or failure is not null),
  check (state <> 'submitted' or task_id is not null),
  check (state <> 'posted' or version is not null)
);
comment on table generations is 'The log of every request, also of the refused: who, where, when, what was asked, what it cost, what became of it.';
comment on column generations.failure is 'a code of core/failure.ts: why it failed, is unknown, or (state made) could not be delivered';
comment on column generations.month is 'the budget month that the hold was taken from; a late capture lands there too';
comment on column generations.held_credits is 'the price it was accepted at; 0 where it was refused';
comment on column generations.charged_credits is 'null until the hold is resolved; may exceed it where Pixapi reported a higher cost';
comment on column generations.charge_estimated is 'true: Pixapi reported no cost and ours was booked';
comment on column generations.parent_id is 'the picture''s request that this edit starts from';
comment on column generations.parent_picture is 'which picture (1-based) of parent_id the edit starts from';
comment on column generations.again_of is 'the request whose outcome was unknown and that a person chose to repeat';
comment on column generations.send_bytes is 'the source''s Pixapi URL was refused; send the picture''s bytes instead';
comment on column generations.version is 'place in its thread, from 1, given when the pictures are made';
comment on column generations.reply_ts is 'the thread in which the answer is posted; null: in the channel itself';
comment on column generations.message_ts is 'our message: first the placeholder, then the pictures';
comment on column generations.thread_ts is 'the thread in which this message is, or would be, answered';
comment on column generations.response_url is 'Slack''s one-time address of the command (30 minutes, 5 uses); a secret, erased when the picture is posted or the failure told';
comment on column generations.delivery is 'response_url: the app is no member where it was asked, and answers the asker alone';
comment on column generations.pixapi_request_id is 'Pixapi''s own id of the failed call, to quote to their support';
comment on column generations.attempts is 'tries of the step in hand; back to 0 when a step succeeds';
comment on column generations.submits is 'how many paid calls went out';
comment on column generations.announcing_at is 'set before the placeholder is posted: a post whose answer was lost is not repeated';
comment on column generations.posting_at is 'set before a new result message is posted, for the same reason';
comment on column generations.told_at is 'when the person was told of a failure';

create index generations_by_thread on generations (team_id, channel_id, thread_ts, version) where version is not null;
create unique index generations_version on generations (team_id, channel_id, thread_ts, version) where version is not null and thread_ts is not null;
create index generations_open on generations (requested_at)
  where (failure is null and state in ('requested', 'submitting', 'submitted', 'made')) or (failure is not null and told_at is null) or state = 'unknown';
create index generations_by_person on generations (team_id, user_id, requested_at desc);

create table pictures (
  team_id text not null,
  generation_id uuid not null,
  position smallint not null check (position >= 1),
  pixapi_url text,
  bytes bytea,
  file_id text,
  primary key (team_id, generation_id, position),
  foreign key (team_id, generation_id) references generations (team_id, id),
  check (pixapi_url is not null or bytes is not null or file_id is not null)
);
comment on table pictures is 'The pictures that were made.';
comment on column pictures.pixapi_url is 'input of later edits; may carry a signature, so never logged or shown in a channel';
comment on column pictures.bytes is 'only where Pixapi sent base64 instead of a URL, until the picture is posted';
comment on column pictures.file_id is 'the Slack file, set once Slack has taken the whole upload';

create table source_files (
  team_id text not null,
  generation_id uuid not null,
  position smallint not null check (position >= 1),
  file_id text not null,
  primary key (team_id, generation_id, position),
  foreign key (team_id, generation_id) references generations (team_id, id)
);
comment on table source_files is 'Slack files that people attached as input of an edit, after its parent picture.';
comment on column source_files.file_id is 'the Slack file; its bytes are read when the order goes out';

create table request_keys (
  team_id text not null,
  key text not null,
  generation_id uuid not null,
  created_at timestamptz not null default now(),
  primary key (team_id, key),
  foreign key (team_id, generation_id) references generations (team_id, id) deferrable initially deferred
);
comment on table request_keys is 'One request, one answer: the trigger, event, message or button that a generation came from.';

create table ledger_entries (
  id bigint generated always as identity primary key,
  team_id text not null,
  generation_id uuid not null,
  channel_id text not null,
  user_id text not null,
  month date not null,
  kind text not null check (kind in ('hold', 'capture', 'release')),
  held_delta bigint not null,
  captured_delta bigint not null,
  estimated boolean not null default false,
  at timestamptz not null default now(),
  foreign key (team_id, generation_id) references generations (team_id, id),
  check (case kind
    when 'hold' then held_delta >= 0 and captured_delta = 0
    when 'capture' then held_delta <= 0 and captured_delta >= 0
    else held_delta <= 0 and captured_delta = 0 end)
);
comment on table ledger_entries is 'Append-only: one row per movement of credits. A hold is resolved once, by a capture or a release.';
comment on column ledger_entries.month is 'of the hold, also for what resolves it later';
comment on column ledger_entries.held_delta is 'what it adds to budget_months.held; a resolution takes the whole hold away';
comment on column ledger_entries.captured_delta is 'what it adds to budget_months.captured';
comment on column ledger_entries.estimated is 'true: Pixapi reported no cost, or its answer was lost, and ours was booked';
create unique index ledger_one_hold on ledger_entries (team_id, generation_id) where kind = 'hold';
create unique index ledger_one_resolution on ledger_entries (team_id, generation_id) where kind in ('capture', 'release');
create index ledger_by_month on ledger_entries (team_id, month);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end $$;
create trigger ledger_append_only before update or delete on ledger_entries
  for each statement execute function refuse_change();

create table audit_entries (
  id bigint generated always as identity primary key,
  team_id text not null references teams,
  user_id text not null,
  action text not null,
  subject text not null,
  from_value text,
  to_value text,
  at timestamptz not null default now()
);
comment on table audit_entries is 'Who changed what, when, from what to what.';
comment on column audit_entries.action is 'budget_set, language_set, …';
comment on column audit_entries.subject is 'what was changed: scope:id of a budget, or team';
comment on column audit_entries.from_value is 'null: there was none, or unlimited credits';
comment on column audit_entries.to_value is 'null: unlimited credits';
create trigger audit_append_only before update or delete on audit_entries
  for each statement execute function refuse_change();

create table retired_models (
  model text primary key,
  noticed_at timestamptz not null default now()
);
comment on table retired_models is 'Models that Pixapi said it no longer has; requests go to the successor.';

create table notices (
  team_id text not null references teams,
  notice text not null,
  told_at timestamptz not null default now(),
  primary key (team_id, notice)
);
comment on table notices is 'What a team''s admins were told once.';
