import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const rows = readFileSync('docs/security.md', 'utf8')
  .split('\n')
  .filter((line) => /^\| \d+ \|/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()));

test('each item of the list names its code and its tests', () => {
  expect(rows.map(([, number]) => Number(number))).toEqual(Array.from({ length: 25 }, (_, i) => i + 1));
  for (const [, number, , code = '', tests = ''] of rows) {
    expect.soft(code, `code of ${number}`).not.toBe('');
    expect.soft(tests, `tests of ${number}`).toMatch(/`test\/[\w/.-]+\.test\.ts`/);
  }
});
