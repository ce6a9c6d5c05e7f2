import { expect, test } from 'vitest';
import { letterOf } from '../../../../src/core/warnings/tell-letters.ts';

const due = { teamId: 'T1', month: '2026-11-01', next: '2026-12-01', after: '2027-01-01', budget: 500, budgetNow: 500 };
const parts = {
  ...{ spent: 300, requests: 40, pictures: 60, savedByDrafts: 12, channels: [], moreChannels: 0, tags: [], rows: [] },
  ...{ days: Array.from({ length: 30 }, () => 10), styles: [] },
  failures: [
    { name: 'prompt_refused', count: 2 },
    { name: 'canceled', count: 9 },
    { name: 'pixapi_down', count: 1 },
    { name: 'task_failed', count: 2 },
  ],
};

test('refusals are told by class, the most frequent first; what was wished for is none', () => {
  expect(letterOf(due, parts).refusals).toEqual([
    { name: 'pixapi', count: 3 },
    { name: 'policy', count: 2 },
  ]);
});

test.each([
  [500, { kind: 'lasts' }],
  [320, { kind: 'lasts' }],
  [200, { kind: 'ends', on: '2026-12-20' }],
  [null, { kind: 'silent' }],
])('of the new month, with a budget of %s', (budget, forecast) => {
  expect(letterOf({ ...due, budgetNow: budget }, parts).forecast).toEqual(forecast);
});
