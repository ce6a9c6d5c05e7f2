import { expect, test } from 'vitest';
import { readShutdownDates } from '../../../src/pixapi/models/shutdowns.ts';

const listing = (shutdown_date: unknown, id: unknown = 'gpt-image-2') => ({
  object: 'list',
  data: [{ id, shutdown_date }],
});

test.each([
  ['a day', '2027-03-01', '2027-03-01'],
  ['a moment', '2027-03-01T00:00:00Z', '2027-03-01'],
  ['a moment in another zone: the day as it is written', '2027-03-01T00:00:00.000+09:00', '2027-03-01'],
])('%s counts', (_, said, on) => expect([...readShutdownDates(listing(said))]).toEqual([['gpt-image-2', on]]));

test.each<[string, unknown]>([
  ['no body', undefined],
  ['a body that is no object', 'models'],
  ['a list of something else', []],
  ['data that is no list', { data: { 'gpt-image-2': '2027-03-01' } }],
  ['entries that are none', { data: [null, 7, 'gpt-image-2', [], { id: 'gpt-image-2' }] }],
  ['an id that is none', listing('2027-03-01', 7)],
  ['an endless id', listing('2027-03-01', 'x'.repeat(65))],
  ...[
    null,
    '',
    0,
    1_798_761_600,
    true,
    {},
    ['2027-03-01'],
    'soon',
    '2027-02-30',
    '2027-13-01',
    '27-03-01',
    '03/01/2027',
  ].map((said): [string, unknown] => [`${JSON.stringify(said)} for a day`, listing(said)]),
  ['a day in the year 1', listing('0001-01-01')],
  ['a day in the year 9999', listing('9999-12-31')],
  ['a day with something behind it', listing('2027-03-01 or so')],
])('%s says nothing', (_, body) => expect(readShutdownDates(body).size).toBe(0));

test('no more of it is read than makes sense', () => {
  const data = Array.from({ length: 5_000 }, (_, i) => ({ id: `m${i}`, shutdown_date: '2027-03-01' }));
  expect(readShutdownDates({ data }).size).toBe(1_000);
});
