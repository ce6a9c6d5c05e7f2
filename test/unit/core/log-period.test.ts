import { expect, test } from 'vitest';
import { daysOf, isDay } from '../../../src/core/log/period.ts';

// 2026-11-30 is a Monday
test.each([
  ['today', { kind: 'day', ago: 0 }, '2026-11-30', '2026-11-30', '2026-12-01'],
  ['yesterday over a leap day', { kind: 'day', ago: 1 }, '2028-03-01', '2028-02-29', '2028-03-01'],
  ['this week on its Monday', { kind: 'week', ago: 0 }, '2026-11-30', '2026-11-30', '2026-12-07'],
  ['last week on a Sunday', { kind: 'week', ago: 1 }, '2026-11-29', '2026-11-16', '2026-11-23'],
  ['this month', { kind: 'month', ago: 0 }, '2026-12-31', '2026-12-01', '2027-01-01'],
  ['last month in January', { kind: 'month', ago: 1 }, '2027-01-15', '2026-12-01', '2027-01-01'],
  ['the last 7 days', { kind: 'last', days: 7 }, '2026-11-30', '2026-11-24', '2026-12-01'],
  ['a day', { kind: 'dates', from: '2026-11-02', to: '2026-11-02' }, '2026-11-30', '2026-11-02', '2026-11-03'],
  ['since a day', { kind: 'dates', from: '2026-11-02', to: null }, '2026-11-30', '2026-11-02', null],
] as const)('%s', (_, period, today, from, until) => {
  expect(daysOf(period, today)).toEqual({ from, until });
});

test.each([
  ['2026-02-28', true],
  ['2026-02-29', false],
  ['2026-13-01', false],
  ['26-01-01', false],
])('%s is a day: %s', (said, is) => {
  expect(isDay(said)).toBe(is);
});
