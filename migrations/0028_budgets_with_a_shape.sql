-- Up Migration

-- In the order in which requests are accepted, so that nothing waits for us while we wait for it; run it again if a rush keeps us out.
set local lock_timeout = '500ms';
lock table teams, budgets, request_keys, budget_months, generations, ledger_entries in access exclusive mode;

-- Periods: from a day of the month on, in the team's time zone.
alter table teams
  add column first_day smallint not null default 1 check (first_day between 1 and 28),
  add column month_since date,
  add column month_ends timestamptz,
  add column month_until timestamptz,
  add column day_since date,
  add column day_ends timestamptz,
  add column day_until timestamptz,
  add column counts_days boolean not null default false,
  add column zone_is_set boolean not null default false,
  add column warn_at smallint[] not null default '{50,80,100}'
    check (1 <= all (warn_at) and 100 >= all (warn_at) and cardinality(warn_at) <= 10);
comment on column teams.first_day is 'day of the month on which budget months begin';
comment on column teams.month_since is 'first day of the month that was under way when time zone or first day were last changed; null: they never were';
comment on column teams.month_ends is 'when that month was to end before the change';
comment on column teams.month_until is 'when it ends after the change; until then it is the current month, whatever the calendar says';
comment on column teams.day_since is 'the same for the day that was under way';
comment on column teams.day_ends is 'as month_ends';
comment on column teams.day_until is 'as month_until';
comment on column teams.counts_days is 'it has, or had, a budget by day: from then on every hold is counted in budget_days too';
comment on column teams.zone_is_set is 'a manager has named the time zone; otherwise a team that still is in UTC takes that of the first who sets a budget';
comment on column teams.warn_at is 'percents of a budget at which its managers are warned, once in each period';

-- Keeps its old names, so that the release before runs beside this one.
alter table budgets drop constraint budgets_scope_check;
alter table budgets
  add constraint budgets_scope_check check (scope in ('person', 'channel', 'team', 'group', 'own')),
  add column rule text check (rule in ('each', 'pot')),
  add column period text not null default 'month' check (period in ('month', 'day')),
  add column version integer not null default 1,
  add constraint budgets_rule_of_groups check ((scope = 'group') = (rule is not null));
comment on table budgets is 'How many credits may be spent in each period. No row: no limit of its own at that scope.';
comment on column budgets.scope is 'a request must fit every scope that has a budget; own: a person''s lower cap for themselves';
comment on column budgets.scope_id is 'user id, channel id, Slack user group or the word guests, or the team id itself';
comment on column budgets.monthly_credits is 'credits for one period, whichever it is; null: unlimited';
comment on column budgets.rule is 'of groups. each: limits each member, on the member''s own counters; pot: shared, on the group''s counters';
comment on column budgets.period is 'how often it begins anew';
comment on column budgets.version is 'raised by every change: who saw another one is told, and changes nothing';

alter table budget_months drop constraint budget_months_scope_check;
alter table budget_months drop constraint budget_months_month_check;
alter table budget_months
  add constraint budget_months_scope_check check (scope in ('person', 'channel', 'team', 'group')),
  add column granted bigint not null default 0 check (granted >= 0);
comment on column budget_months.scope is 'every request is counted at person, channel and team, whether they have a budget or not, and at the pot that it is charged to';
comment on column budget_months.month is 'its first day, in the team''s time zone';
comment on column budget_months.granted is 'what of held and captured was taken from grants, and so from no budget';

create table budget_days (
  team_id text not null references teams,
  scope text not null check (scope in ('person', 'channel', 'team', 'group')),
  scope_id text not null,
  day date not null,
  held bigint not null default 0 check (held >= 0),
  captured bigint not null default 0 check (captured >= 0),
  granted bigint not null default 0 check (granted >= 0),
  primary key (team_id, scope, scope_id, day)
);
comment on table budget_days is 'budget_months by day, for teams that have a budget by day: a day is counted whole or, where the team has no row of it, not at all.';
comment on column budget_days.scope is 'as in budget_months';
comment on column budget_days.scope_id is 'as in budgets';
comment on column budget_days.day is 'in the team''s time zone';
comment on column budget_days.granted is 'as in budget_months';

create view budget_periods as
  select team_id, scope, scope_id, 'month' as period, month as start, held, captured, granted from budget_months
  union all
  select team_id, scope, scope_id, 'day', day, held, captured, granted from budget_days;
comment on view budget_periods is 'The counters of months and of days, to read.';

-- Grants: more than the budget, once, until an end.
create table grants (
  team_id text not null references teams,
  id uuid not null,
  scope text not null check (scope in ('person', 'channel', 'team', 'group')),
  scope_id text not null,
  user_id text,
  credits bigint not null check (credits between 1 and 10000000),
  used bigint not null default 0 check (used between 0 and credits),
  ends_at timestamptz not null,
  given_by text not null,
  reason text,
  approval_id uuid,
  at timestamptz not null default now(),
  closed_at timestamptz,
  closed_by text,
  primary key (team_id, id)
);
create index grants_open on grants (team_id, scope, scope_id, ends_at) where closed_at is null;
create unique index grants_once on grants (team_id, approval_id, scope, scope_id) where approval_id is not null;
comment on table grants is 'Credits given on top of a budget. A hold takes from them what its scope has no room for; what comes back goes back to them first.';
comment on column grants.scope is 'at which budget they help';
comment on column grants.scope_id is 'as in budgets';
comment on column grants.user_id is 'whose requests alone may take from it; null: all';
comment on column grants.credits is 'what was given';
comment on column grants.used is 'what holds and charges have of it: the sum of grant_uses';
comment on column grants.given_by is 'the manager';
comment on column grants.reason is 'in the words of whoever gave it';
comment on column grants.approval_id is 'the question that it answers; each is answered with it once';
comment on column grants.closed_at is 'its unused rest was written off: it had ended or was taken back';
comment on column grants.closed_by is 'who took it back; null: it ended by itself';

create table grant_uses (
  team_id text not null,
  generation_id uuid not null,
  grant_id uuid not null,
  credits bigint not null check (credits >= 0),
  primary key (team_id, generation_id, grant_id),
  foreign key (team_id, generation_id) references generations (team_id, id),
  foreign key (team_id, grant_id) references grants (team_id, id)
);
create index grant_uses_by_grant on grant_uses (team_id, grant_id);
comment on table grant_uses is 'What a request has of a grant.';
comment on column grant_uses.grant_id is 'one of the same team''s grants';
comment on column grant_uses.credits is 'held, then charged; less once something was given back';

-- Not validated: what is stored passed the narrower rules.
alter table ledger_entries
  alter column generation_id drop not null,
  alter column channel_id drop not null,
  alter column user_id drop not null,
  add column day date,
  add column group_id text,
  add column grant_id uuid,
  add column granted_delta bigint not null default 0,
  add foreign key (team_id, grant_id) references grants (team_id, id) not valid;
alter table ledger_entries drop constraint ledger_entries_kind_check;
alter table ledger_entries drop constraint ledger_entries_check;
alter table ledger_entries add constraint ledger_entries_kind_check
  check (kind in ('hold', 'capture', 'release', 'move', 'rename', 'grant', 'adjust')) not valid;
alter table ledger_entries add constraint ledger_entries_check check (case kind
  when 'hold' then held_delta >= 0 and captured_delta = 0
  when 'capture' then held_delta <= 0 and captured_delta >= 0
  when 'move' then held_delta = 0 and publish_id is not null
  when 'rename' then true
  when 'grant' then held_delta = 0 and captured_delta = 0 and granted_delta > 0
  when 'adjust' then held_delta = 0 and captured_delta = 0 and granted_delta < 0
  else held_delta <= 0 and captured_delta = 0 end) not valid;
alter table ledger_entries add constraint ledger_entries_of_whom check (case when kind in ('grant', 'adjust')
  then grant_id is not null and generation_id is null
  else grant_id is null and granted_delta = 0 and generation_id is not null and channel_id is not null and user_id is not null end) not valid;
create unique index ledger_one_grant on ledger_entries (team_id, grant_id) where kind = 'grant';
create index ledger_by_grant on ledger_entries (team_id, grant_id) where grant_id is not null;
comment on column ledger_entries.generation_id is 'null: of a grant, not of a request';
comment on column ledger_entries.channel_id is 'where it counts; null: a grant counts where grants says';
comment on column ledger_entries.user_id is 'whose; null: a grant';
comment on column ledger_entries.month is 'of the hold, also for what resolves it later; of a grant: when it was given or adjusted';
comment on column ledger_entries.day is 'of the hold, as month; null: from before there were budgets by day';
comment on column ledger_entries.group_id is 'the shared pot that is charged; null: none is';
comment on column ledger_entries.grant_id is 'of grant and adjust alone';
comment on column ledger_entries.granted_delta is 'what was given (grant), and what of it was taken back or written off unused (adjust)';

-- Decided in the transaction that moves the counters.
create table budget_alerts (
  team_id text not null references teams,
  scope text not null check (scope in ('person', 'channel', 'team', 'group', 'own')),
  scope_id text not null,
  period text not null check (period in ('month', 'day')),
  start date not null,
  percent smallint not null check (percent between 1 and 100),
  at timestamptz not null default now(),
  used bigint not null,
  credits bigint not null,
  is_told boolean not null default false,
  told_at timestamptz,
  primary key (team_id, scope, scope_id, period, start, percent)
);
create index budget_alerts_untold on budget_alerts (at) where not is_told;
comment on table budget_alerts is 'A budget has reached one of its team''s percents, once for each period.';
comment on column budget_alerts.scope is 'whose budget; a group''s member who has reached the limit for each is a person here';
comment on column budget_alerts.scope_id is 'as in budgets';
comment on column budget_alerts.period is 'as in budgets';
comment on column budget_alerts.start is 'first day of the period';
comment on column budget_alerts.percent is 'one of teams.warn_at';
comment on column budget_alerts.used is 'held and captured, without grants, when it was reached';
comment on column budget_alerts.credits is 'the budget at that time';
comment on column budget_alerts.is_told is 'its managers know, or were told of a higher one in its place';

-- What is shown of the past, moved when a request is settled.
create table spend_days (
  team_id text not null references teams,
  day date not null,
  channel_id text not null,
  user_id text not null,
  model text not null,
  quality text not null,
  requests bigint not null default 0,
  pictures bigint not null default 0,
  credits bigint not null default 0,
  failed bigint not null default 0,
  saved_by_drafts bigint not null default 0,
  primary key (team_id, day, channel_id, user_id, model, quality)
);
comment on table spend_days is 'The ledger by day, channel, person, model and quality. Of requests that cost something: undo, compare, publish and make private are not in it.';
comment on column spend_days.day is 'of the hold, in the team''s time zone';
comment on column spend_days.quality is 'empty: the model has none';
comment on column spend_days.requests is 'how many came to an end, well or not';
comment on column spend_days.pictures is 'how many were made';
comment on column spend_days.credits is 'what was charged';
comment on column spend_days.failed is 'how many of the requests made nothing, were refused or had no room in a budget; not the canceled ones';
comment on column spend_days.saved_by_drafts is 'in credits: what the drafts'' number of finished pictures would have cost more than the drafts and the one that was finished';

comment on column audit_entries.from_value is 'null: there was none';
comment on column audit_entries.to_value is 'null: there is none any more';

alter table generations add column instead_credits integer check (instead_credits >= 0);
comment on column generations.instead_credits is 'of a finished draft: what as many finished pictures as there were drafts would have cost';
