-- Up Migration

-- Not behind a rush of requests; run it again if one keeps us out.
set local lock_timeout = '500ms';

create sequence policy_versions as integer;
comment on sequence policy_versions is 'No version comes twice, whatever becomes of a team''s rows: what a process remembers by it is true or unknown.';

alter table teams
  add column policy_version integer not null default 0,
  add column paused_at timestamptz,
  add column paused_by text,
  add constraint teams_paused_check check ((paused_at is null) = (paused_by is null));
comment on column teams.policy_version is 'Another one after every change of what is allowed: orders that were planned under an earlier one are planned again. 0: nothing was ever decided.';
comment on column teams.paused_at is 'since when nothing is ordered; null: it is';
comment on column teams.paused_by is 'the manager who paused it';

create table policies (
  team_id text primary key references teams,
  spend_groups text[],
  models text[],
  sizes text[],
  qualities text[],
  most_credits integer check (most_credits >= 0),
  default_model text,
  default_size text,
  default_quality text,
  blocked_words text[] not null default '{}' check (cardinality(blocked_words) <= 200)
);
comment on table policies is 'What a workspace''s managers allow, beside its budgets. Null: no rule on that. A team without a row has no rules.';
comment on column policies.spend_groups is 'Slack user groups whose members alone may spend';
comment on column policies.models is 'that may draw';
comment on column policies.sizes is 'WIDTHxHEIGHT or auto';
comment on column policies.qualities is 'the models'' own words, the lowest first';
comment on column policies.most_credits is 'of a single request';
comment on column policies.default_model is 'where a request names none';
comment on column policies.default_size is 'where a request names none';
comment on column policies.default_quality is 'where a request names none, of a model that has it';
comment on column policies.blocked_words is 'without case and accents';

create table channel_rules (
  team_id text not null references teams,
  channel_id text not null,
  mode text not null check (mode in ('private', 'drafts', 'off')),
  primary key (team_id, channel_id)
);
comment on table channel_rules is 'What may be asked for in a channel. One without a row is on.';
comment on column channel_rules.mode is 'private requests alone, drafts alone, or nothing';
