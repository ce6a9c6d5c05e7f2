import { expect, test } from 'vitest';
import { barsOf, type Figures, monthForecast } from '../../../src/core/console/figures.ts';

const nothing = { first: [], more: 0 };
const figuresOf = (days: Record<string, number>): Figures => ({
  total: { requests: 0, pictures: 0, credits: 0, failed: 0, savedByDrafts: 0 },
  days: Object.entries(days).map(([day, credits]) => ({ day, credits })),
  channels: nothing,
  people: nothing,
  models: nothing,
});

test('a bar for each day, those of another month and those without spending too, and none below nothing', () => {
  const span = { since: '2026-11-29', until: '2026-12-03' };
  expect(barsOf(span, figuresOf({ '2026-11-30': 4, '2026-12-01': -2, '2026-12-03': 9 }))).toEqual([
    { label: 29, value: 0 },
    { label: 30, value: 4 },
    { label: 1, value: 0 },
    { label: 2, value: 0 },
  ]);
});

test.each([
  ['by month', { left: 40, renews: '2027-01-01' }, { kind: 'ends', on: '2026-12-07' }],
  ['by month, with enough', { left: 4_000, renews: '2027-01-01' }, { kind: 'lasts' }],
  ['without a limit', { left: null, renews: '2027-01-01' }, { kind: 'silent' }],
  ['by day, or on the last day of a month', { left: 40, renews: '2026-12-05' }, { kind: 'silent' }],
])('the forecast of a budget %s', (_, month, forecast) => {
  const figures = figuresOf({ '2026-12-01': 10, '2026-12-02': 10, '2026-12-03': 10 });
  expect(monthForecast({ since: '2026-12-01' }, figures, { ...month, held: 0, today: '2026-12-04' })).toEqual(forecast);
});
