import sharp from 'sharp';
import { expect, test } from 'vitest';
import { scaleOf } from '../../../src/core/team/chart.ts';
import { drawChart } from '../../../src/pictures/chart.ts';
import { numberSvg } from '../../../src/pictures/digits.ts';

const barsOf = (...values: number[]) => values.map((value, i) => ({ label: i + 1, value }));

test.each([
  [[], [0, 1]],
  [
    [0, 0],
    [0, 1],
  ],
  [[3], [0, 1, 2, 3]],
  [[4], [0, 1, 2, 3, 4]],
  [[5], [0, 2, 4, 6]],
  [[99], [0, 50, 100]],
  [
    [345, 2],
    [0, 100, 200, 300, 400],
  ],
  [[10_000_000], [0, 5_000_000, 10_000_000]],
])('the scale of %j ends where no bar passes it', (values, lines) => {
  expect(scaleOf(barsOf(...values))).toEqual(lines);
});

test('the scale has few lines and covers every bar, whatever is spent', () => {
  for (let most = 1; most < 1e9; most = Math.ceil(most * 1.37)) {
    const lines = scaleOf(barsOf(0, most));
    expect(lines.length, String(most)).toBeLessThanOrEqual(6);
    expect(lines.at(-1), String(most)).toBeGreaterThanOrEqual(most);
    expect(lines.every(Number.isInteger), String(most)).toBe(true);
  }
});

const inkOf = async (svg: string) => {
  const page = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40" fill="#fff"/>${svg}</svg>`;
  return await sharp(Buffer.from(page)).greyscale().raw().toBuffer();
};

test('ten digits have ten shapes, without any font', async () => {
  const drawn = await Promise.all(Array.from({ length: 10 }, (_, digit) => inkOf(numberSvg(digit, 8, 4, 32, '#000'))));
  const differ = (a: Buffer, b: Buffer) => a.filter((grey, i) => Math.abs(grey - (b[i] ?? 0)) > 128).length;
  for (const [one, a] of drawn.entries())
    for (const [other, b] of drawn.entries())
      if (one < other) expect(differ(a, b), `${one} and ${other}`).toBeGreaterThan(30);
});

test('the same figures are the same bytes, others are others; what is spent stands higher', async () => {
  const [one, same, other] = await Promise.all(
    [barsOf(1, 2), barsOf(1, 2), barsOf(2, 1)].map((bars) => drawChart({ bars })),
  );
  expect(one).toEqual(same);
  expect(one).not.toEqual(other);
  const { data, info } = await sharp(one).raw().toBuffer({ resolveWithObject: true });
  expect(info).toMatchObject({ width: 1_200, height: 420, channels: 3 });
  const blueIn = (from: number, to: number) => {
    let blue = 0;
    for (let y = 0; y < info.height; y++)
      for (let x = from; x < to; x++) {
        const at = (y * info.width + x) * 3;
        if ((data[at + 2] ?? 0) - (data[at] ?? 0) > 90) blue++;
      }
    return blue;
  };
  expect(blueIn(620, 1_200) / blueIn(0, 620)).toBeCloseTo(2, 1);
});

test('a month of the largest sums fits: nothing runs over the edge', async () => {
  const bars = Array.from({ length: 31 }, (_, i) => ({ label: i + 1, value: 9_999_999_999 - i }));
  const { data, info } = await sharp(await drawChart({ bars }))
    .raw()
    .toBuffer({ resolveWithObject: true });
  const edge = Array.from({ length: info.height }, (_, y) => data[y * info.width * 3]);
  expect(new Set(edge)).toEqual(new Set([255]));
});
