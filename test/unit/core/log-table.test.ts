import { expect, test } from 'vitest';
import { CSV_HEADER, csvLine, jsonLine } from '../../../src/core/log/table.ts';
import { logEntryOf } from '../../preview/homes.ts';

const promptCell = (prompt: string) => {
  const [before = '', after = ''] = csvLine(logEntryOf('usual', { prompt: 'PROMPT' })).split('PROMPT');
  return csvLine(logEntryOf('usual', { prompt })).slice(before.length, -after.length);
};

test.each([
  ['=1+1', `"'=1+1"`],
  ['+1', `"'+1"`],
  ['-1', `"'-1"`],
  ['@SUM(A1)', `"'@SUM(A1)"`],
  ['\t=1', `"'\t=1"`],
  ['\r=1', `"' =1"`],
  ['  =1', `"'  =1"`],
  ['＝1+1', `"'＝1+1"`],
  ['a fox, "red"', '"a fox, ""red"""'],
  ['two\r\nlines\nmore', '"two lines more"'],
  ['x;=1', '"x;=1"'],
])('the prompt %j is the cell %s', (prompt, cell) => {
  expect(promptCell(prompt)).toBe(cell);
});

test('a line is one line, has as many cells as the header, and JSON keeps what was typed', () => {
  expect(CSV_HEADER).toMatch(/^\ufeffrequest_id,requested_at,user_id,/);
  expect(csvLine(logEntryOf('usual')).split(',')).toHaveLength(CSV_HEADER.split(',').length);
  expect(JSON.parse(jsonLine(logEntryOf('usual', { prompt: '=1\n2' })))).toMatchObject({ prompt: '=1\n2' });
});
