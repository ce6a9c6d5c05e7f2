/** One line of the final table. `ok` null: there for comparison, without a target of its own. */
export interface Figure {
  readonly figure: string;
  readonly value: string;
  readonly baseline: string;
  readonly target: string;
  readonly ok: boolean | null;
}

export function printTable(figures: readonly Figure[]): void {
  const rows = [
    ['figure', 'value', 'baseline in this run', 'target', ''],
    ...figures.map(({ figure, value, baseline, target, ok }) => [figure, value, baseline, target, verdict(ok)]),
  ];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const line = (row: string[]) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
  console.log();
  for (const [index, row] of rows.entries()) {
    console.log(line(row).trimEnd());
    if (index === 0) console.log(line(widths.map((width) => '─'.repeat(width))).trimEnd());
  }
}

function verdict(ok: boolean | null): string {
  if (ok === null) return '';
  return ok ? 'ok' : 'MISSED';
}

/** The value below which this share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? Number.NaN;
}

export const median = (values: readonly number[]) => quantile(values, 0.5);

export const ms = (value: number) => (value < 9.95 ? `${value.toFixed(1)} ms` : `${Math.round(value)} ms`);
export const seconds = (value: number) => `${(value / 1_000).toFixed(2)} s`;
