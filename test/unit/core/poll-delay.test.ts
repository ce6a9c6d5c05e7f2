import { expect, test } from 'vitest';
import { pollDelay } from '../../../src/core/making/await-image.ts';
import type { Figures } from '../../../src/core/making/waiting.ts';

const LENGTHS = Array.from({ length: 3_201 }, (_, i) => 8_000 + i * 10);
const FIGURES: Figures = { least: 9.6, usual: 24, most: 36.8 };

/** Each task played to its end: how late it is seen, and how often it was looked at. */
function played(figures: Figures | null, lengths = LENGTHS) {
  const all = lengths.map((lasts) => {
    let at = 0;
    let looks = 0;
    for (; at < lasts; looks++) at += pollDelay(at, figures);
    return { late: at - lasts, looks };
  });
  const late = all.map((one) => one.late).sort((a, b) => a - b);
  return { median: late[late.length >> 1] ?? 0, looks: all.reduce((sum, { looks }) => sum + looks, 0) };
}

test('who knows how long tasks take sees them end twice as soon, with no more looks', () => {
  const [plain, learned] = [played(null), played(FIGURES)];
  expect(learned.median).toBeLessThan(500);
  expect(learned.median).toBeLessThan(plain.median / 2);
  expect(learned.looks).toBeLessThanOrEqual(plain.looks);
});

const spread = (count: number, from: number, to: number) =>
  Array.from({ length: count }, (_, i) => from + (i * (to - from)) / count);
test.each<[string, number[], Figures]>([
  [
    'four of five end at once, and the fifth in minutes',
    [...spread(800, 10_000, 12_000), ...spread(200, 60_000, 300_000)],
    { least: 10.1, usual: 11.2, most: 180 },
  ],
  [
    'six of ten end at once, and the others ten times later',
    [...spread(600, 5_000, 6_000), ...spread(400, 30_000, 60_000)],
    { least: 5.1, usual: 5.8, most: 52.5 },
  ],
])('where %s, the looks are a twentieth more at most', (_, lengths, figures) => {
  const [plain, learned] = [played(null, lengths), played(figures, lengths)];
  expect(learned.median).toBeLessThan(plain.median / 2);
  expect(learned.looks).toBeLessThan(plain.looks * 1.05);
});

test.each([
  ['the quickest', { least: 0.4, usual: 0.5, most: 0.6 }],
  ['all alike', { least: 20, usual: 20, most: 20 }],
  ['nothing but nought', { least: 0, usual: 0, most: 0 }],
  ['hours', { least: 9_000, usual: 9_000, most: 9_000 }],
])('figures of %s leave no task without a look for more than half a minute', (_, figures) => {
  for (let at = 0; at < 1_200_000; ) {
    const pause = pollDelay(at, figures);
    expect(pause).toBeGreaterThan(0);
    expect(pause).toBeLessThanOrEqual(at < 600_000 ? 30_100 : 60_100);
    at += pause;
  }
});
