-- Up Migration

-- Whoever needs the table waits behind us while we wait for it: run it again if a rush keeps us out.
set local lock_timeout = '500ms';

alter table teams add column answer_days smallint not null default 1 check (answer_days between 1 and 10);
comment on column teams.answer_days is 'a question for more credits runs out at the end of this many working days after the day on which it was asked';

create table approvals (
  team_id text not null references teams,
  id uuid not null,
  generation_id uuid not null,
  user_id text not null,
  scope text not null,
  scope_id text not null,
  rule text,
  credits integer not null check (credits >= 0),
  left_credits bigint not null,
  budget bigint not null,
  renews_at timestamptz not null,
  again_of uuid,
  asked_at timestamptz not null default now(),
  runs_out_at timestamptz not null,
  state text not null default 'asked' check (state in ('asked', 'allowed', 'refused', 'ran_out', 'unreachable')),
  decided_by text,
  decided_at timestamptz,
  reason text,
  granted_credits bigint check (granted_credits > 0),
  granted_until timestamptz,
  came_of text check (came_of in ('started', 'asked_again', 'nothing')),
  started_id uuid,
  told_at timestamptz,
  primary key (team_id, id),
  foreign key (team_id, generation_id) references generations (team_id, id),
  foreign key (team_id, started_id) references generations (team_id, id),
  foreign key (team_id, again_of) references approvals (team_id, id),
  check ((state = 'asked') = (decided_at is null)),
  check ((state in ('allowed', 'refused')) = (decided_by is not null)),
  check (reason is null or state = 'refused'),
  check ((granted_credits is null) = (granted_until is null)),
  check (granted_credits is null or state = 'allowed'),
  check (came_of is null or state = 'allowed'),
  check ((started_id is not null) = (came_of is not distinct from 'started'))
);
create unique index approvals_one_open on approvals (team_id, user_id, scope, scope_id) where state = 'asked';
create unique index approvals_started_once on approvals (team_id, started_id);
create index approvals_by_generation on approvals (team_id, generation_id);
create index approvals_by_person on approvals (team_id, user_id, asked_at);
create index approvals_under_way on approvals (team_id, id) where state = 'asked' or told_at is null or (state = 'allowed' and came_of is null);
comment on table approvals is 'Somebody asks the managers for more than a budget has left: one open question for a person and scope.';
comment on column approvals.generation_id is 'the request that was refused for lack of budget: it, and nothing else, is what may run';
comment on column approvals.user_id is 'who asks';
comment on column approvals.scope is 'whose budget is short, as in budgets';
comment on column approvals.scope_id is 'as in budgets';
comment on column approvals.budget is 'the credits of that budget when it was asked';
comment on column approvals.decided_by is 'the manager who answered; null where nobody did';
comment on column approvals.granted_until is 'the end of that grant';
comment on column approvals.rule is 'of a group''s, as in budgets';
comment on column approvals.credits is 'what it costs, as it was shown to who asks and who answers';
comment on column approvals.left_credits is 'what that budget, and its grants, had left when it was asked';
comment on column approvals.again_of is 'the question that was allowed, and is asked once more: the price had risen, or another budget was short';
comment on column approvals.runs_out_at is 'nobody has answered until then: ran_out';
comment on column approvals.state is 'unreachable: none of the managers could be written to';
comment on column approvals.reason is 'of a refusal, in the words of who refused';
comment on column approvals.granted_credits is 'allowed until a day: so many, as a grant; null with allowed: this one request';
comment on column approvals.came_of is 'what became of what was allowed; null: it has not begun';
comment on column approvals.started_id is 'the request that was made of it';
comment on column approvals.told_at is 'when who asked was told how it ended';

create table approval_cards (
  team_id text not null,
  approval_id uuid not null,
  reader text not null check (reader in ('manager', 'asker')),
  user_id text not null,
  channel_id text,
  message_ts text,
  posting_at timestamptz,
  shown text,
  is_lost boolean not null default false,
  primary key (team_id, approval_id, reader, user_id),
  foreign key (team_id, approval_id) references approvals (team_id, id)
);
create index approval_cards_behind on approval_cards (team_id, approval_id) where not is_lost;
comment on table approval_cards is 'The messages that show a question: one in the direct messages of each manager, and one in those of who asked.';
comment on column approval_cards.approval_id is 'the question';
comment on column approval_cards.reader is 'as what user_id reads it';
comment on column approval_cards.message_ts is 'null: it does not stand yet';
comment on column approval_cards.posting_at is 'somebody began to post it, and may have died of it';
comment on column approval_cards.shown is 'the state that it shows';
comment on column approval_cards.is_lost is 'Slack does not let us write to them, or the message is gone';
