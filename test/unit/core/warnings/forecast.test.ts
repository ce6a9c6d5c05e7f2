import { expect, test } from 'vitest';
import { forecast } from '../../../../src/core/warnings/forecast.ts';

const silent = { kind: 'silent' };
const lasts = { kind: 'lasts' };
const ends = (on: string) => ({ kind: 'ends', on });
const november = { on: '2026-11-11', renews: '2026-12-01' };
const ten = (credits: number) => Array.from({ length: 10 }, () => credits);

test.each([
  ['nothing spent yet', { days: [], today: 0, left: 500 }, silent],
  ['two days are over', { days: [50, 50], today: 0, left: 100 }, silent],
  ['all of it on one day', { days: [0, 300, 0, 0], today: 0, left: 100 }, silent],
  ['nothing is left', { days: ten(50), today: 0, left: 0 }, silent],
  ['less than nothing is left', { days: ten(50), today: 0, left: -20 }, silent],
  ['a budget of a day', { days: [], today: 30, left: 10 }, silent],
  ['ends in the middle', { days: ten(10), today: 10, left: 100 }, ends('2026-11-21')],
  ['what today still takes counts', { days: ten(10), today: 0, left: 100 }, ends('2026-11-20')],
  ['ends today', { days: ten(10), today: 2, left: 8 }, ends('2026-11-11')],
  ['ends on the last day', { days: ten(10), today: 10, left: 190 }, ends('2026-11-30')],
  ['lasts to the last day', { days: ten(10), today: 10, left: 191 }, lasts],
  ['lasts easily', { days: ten(1), today: 1, left: 500 }, lasts],
  [
    'days of nothing slow the pace',
    { days: [20, 0, 20, 0, 20, 0, 20, 0, 20, 0], today: 10, left: 100 },
    ends('2026-11-21'),
  ],
  ['a dear day raises it', { days: ten(10), today: 120, left: 100 }, ends('2026-11-16')],
] as const)('%s', (_, spent, expected) => {
  expect(forecast({ ...november, ...spent })).toEqual(expected);
});

test('over the end of a year, in a leap year, and in a period that begins on the 15th', () => {
  const days = ten(10);
  expect(forecast({ days, today: 10, left: 100, on: '2026-12-25', renews: '2027-01-15' })).toEqual(ends('2027-01-04'));
  expect(forecast({ days, today: 10, left: 30, on: '2028-02-26', renews: '2028-03-15' })).toEqual(ends('2028-02-29'));
});

test('on the last day of a period it ends today or lasts', () => {
  const last = { days: ten(10), on: '2026-11-30', renews: '2026-12-01' };
  expect(forecast({ ...last, today: 0, left: 10 })).toEqual(ends('2026-11-30'));
  expect(forecast({ ...last, today: 0, left: 11 })).toEqual(lasts);
});
