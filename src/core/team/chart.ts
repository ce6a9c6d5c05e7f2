/** Spending by day, as bars beside each other. */
export interface Chart {
  readonly bars: readonly Bar[];
}

export interface Bar {
  /** What stands below it: the day of the month. */
  readonly label: number;
  /** Credits, a whole number from 0. */
  readonly value: number;
}

/** The lines of the scale: from 0 in equal steps of 1, 2 or 5 (times a power of ten, and never less than 1) to the first one that no bar passes. At most six. */
export function scaleOf(bars: readonly Bar[]): readonly number[] {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const rough = Math.max(1, most / 4);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((times) => times * power).find((one) => one >= rough) ?? 10 * power;
  const lines = Math.ceil(most / step);
  return Array.from({ length: lines + 1 }, (_, i) => i * step);
}
