import { expect, test } from 'vitest';
import type { AuditEntry } from '../../../src/core/log/audit.ts';
import { undoOf } from '../../../src/core/log/undo.ts';

const entry = (action: string, subject: string, from: string | null, to: string | null): AuditEntry => ({
  ...{ id: 1, at: new Date(0), userId: 'U1', action, subject, from, to, reason: null, channelId: null },
  ...{ undoes: null, undoneBy: null },
});

test.each([
  [entry('budget_set', 'team:T1', '500', '600'), { kind: 'budget', budget: { credits: 500 } }],
  [entry('policy_set', 'policy:models', 'a, b', null), { kind: 'rule', rule: { models: ['a', 'b'] } }],
  [entry('policy_set', 'policy:sizes', null, 'auto'), { kind: 'rule', rule: { sizes: null } }],
  [entry('policy_set', 'policy:qualities', 'low', null), { kind: 'rule', rule: { qualities: ['low'] } }],
  [entry('policy_set', 'policy:spend_groups', 'S1', null), { kind: 'rule', rule: { spendGroups: ['S1'] } }],
  [entry('policy_set', 'policy:default_model', 'a', 'b'), { kind: 'rule', rule: { defaultModel: 'a' } }],
  [entry('policy_set', 'policy:default_size', null, 'auto'), { kind: 'rule', rule: { defaultSize: null } }],
  [entry('policy_set', 'policy:default_quality', 'low', 'high'), { kind: 'rule', rule: { defaultQuality: 'low' } }],
  [entry('policy_set', 'policy:guests', 'spend', 'look'), { kind: 'setting', change: { guestsMaySpend: true } }],
  [entry('zone_set', 'team', 'UTC', 'Europe/Lisbon'), { kind: 'zone', zone: 'UTC' }],
  [entry('first_day_set', 'team', '1', '15'), { kind: 'first_day', day: 1 }],
  [entry('manager_added', 'person:U2', null, 'U2'), { kind: 'manager', managerId: 'U2', isNamed: false }],
  [entry('manager_removed', 'person:U2', 'U2', null), { kind: 'manager', managerId: 'U2', isNamed: true }],
  [entry('retention_set', 'team', '90', '30'), { kind: 'retention', days: 90 }],
  [entry('retention_set', 'team', null, '30'), { kind: 'retention', days: null }],
  [entry('tag_set', 'channel:C1', null, 'launch'), { kind: 'tag', channelId: 'C1', tag: null }],
  [entry('warnings_set', 'team', '50 80 100', '90'), { kind: 'warnings', percents: [50, 80, 100] }],
  [entry('low_when_short_set', 'team', 'off', 'on'), { kind: 'low', isLow: false }],
  [entry('answer_days_set', 'team', '1', '3'), { kind: 'answer_days', days: 1 }],
])('%j can be taken back', (one, undo) => {
  expect(undoOf(one)).toMatchObject(undo);
  expect(undoOf({ ...one, undoneBy: 2 })).toBe(null);
});

test.each([
  // taking that back would erase what is younger than the one and older than the other
  entry('retention_set', 'team', '30', '90'),
  entry('retention_set', 'team', '30', null),
  entry('manager_added', 'person:erased-0123456789ab', null, 'erased-0123456789ab'),
  entry('grant_given', 'team:T1', null, '9 until 2026-12-24T00:00:00.000Z'),
  entry('budget_capped', 'own:U1', null, '5'),
  entry('budget_refused', 'team', null, null),
  entry('policy_set', 'policy:something_new', 'a', 'b'),
])('%j can’t', (one) => {
  expect(undoOf(one)).toBe(null);
});
