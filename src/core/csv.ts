export type CsvValue = string | number | boolean | Date | null;

/** A line of a CSV, with its end. Line breaks in a cell become spaces; times are UTC. */
export function csvRow(values: readonly CsvValue[]): string {
  return `${values.map(cell).join(',')}\r\n`;
}

/** So that a spreadsheet reads accents: the mark of UTF-8 comes first. */
export function csvHeader(names: readonly string[]): string {
  return `\ufeff${names.join(',')}\r\n`;
}

/** What a spreadsheet would calculate, in the width of Asian scripts too. */
const FORMULA = /^[\s\p{Cc}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/** What was typed is text in a spreadsheet too: an apostrophe stands before what would be a formula. */
function cell(value: CsvValue): string {
  if (value === null) return '';
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'string') return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  const line = safe.replace(/\r\n|[\r\n\u2028\u2029]/gu, ' ');
  return /^[\w.:-]*$/u.test(line) ? line : `"${line.replaceAll('"', '""')}"`;
}
