import { expect, test } from 'vitest';
import { dayNamed } from '../../../src/core/team/named-day.ts';

// 2026-11-30 is a Monday.
test.each([
  ['Tuesday', 2, '2026-12-01'],
  ['Friday', 5, '2026-12-04'],
  ['Sunday', 7, '2026-12-06'],
  ['Monday itself', 1, '2026-12-07'],
])('%s, said on a Monday', (_, day, expected) => {
  expect(dayNamed({ kind: 'weekday', day }, '2026-11-30')).toBe(expected);
});

test.each([
  [7, '2026-12-06', '2026-12-13'],
  [6, '2026-12-06', '2026-12-12'],
  [1, '2026-12-06', '2026-12-07'],
])('day %i, said on a Sunday', (day, today, expected) => {
  expect(dayNamed({ kind: 'weekday', day }, today)).toBe(expected);
});

test('a date is what it is', () => {
  expect(dayNamed({ kind: 'date', date: '2026-12-24' }, '2026-11-30')).toBe('2026-12-24');
});
