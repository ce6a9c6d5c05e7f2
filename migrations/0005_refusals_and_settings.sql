-- Up Migration

alter table generations
  add column refusal_rule text,
  add column refused_part text;
comment on column generations.refusal_rule is 'of prompt_refused: which rule it looks like, a word of core/refusal.ts; Pixapi''s own text is kept nowhere';
comment on column generations.refused_part is 'what was refused, a word of core/refusal.ts; null: it was not said';
comment on column generations.again_of is 'the request that a person chose to order again: its outcome was unknown, or it was refused before anything was ordered';

alter table teams
  add column guests_may_spend boolean not null default true,
  add column confirm_above integer default 10 check (confirm_above >= 0);
comment on column teams.guests_may_spend is 'false: guests of the workspace may look, not order';
comment on column teams.confirm_above is 'buttons that cost more credits than this ask first; null: none ever asks';
