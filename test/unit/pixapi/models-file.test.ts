import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { tableOf } from '../../../src/pixapi/models/file.ts';
import { tableLines } from '../../../src/pixapi/models/lines.ts';
import { modelOf } from '../../../src/pixapi/models/table.ts';

const GOOD = {
  id: 'gpt-image-3',
  sizes: ['1024x1024', '512x512'],
  qualities: ['standard', 'hd'],
  prices: [{ credits: { standard: 2, hd: 9 } }],
};
const complaints = (...models: unknown[]) => {
  const read = tableOf({ models });
  return read.ok ? [] : read.complaints;
};

test.each<[string, object, string]>([
  ['no price at all', { prices: undefined }, 'models.0.prices: a model without a price is not taken'],
  ['no rows of prices', { prices: [] }, 'models.0.prices: a model without a price is not taken'],
  ['a free model', { prices: [{ credits: 0 }] }, 'models.0.prices.0.credits: '],
  ['half a credit', { prices: [{ credits: { standard: 0.5, hd: 1 } }] }, 'models.0.prices.0.credits'],
  ['a price beyond belief', { prices: [{ credits: 1e9 }] }, 'models.0.prices.0.credits'],
  [
    'a size without a price',
    { prices: [{ upTo: 600, credits: { standard: 1, hd: 2 } }] },
    'gpt-image-3: no price for 1024x1024',
  ],
  [
    'free sizes not priced to the end',
    { sizes: 'any', prices: [{ upTo: 2048, credits: { standard: 1, hd: 2 } }] },
    'gpt-image-3: no price for every size up to 3840',
  ],
  [
    'a quality without a price',
    { prices: [{ credits: { standard: 1 } }] },
    'gpt-image-3: row 1 of its prices has no price for hd',
  ],
  [
    'a quality that has the name of something in every object, and no price',
    { qualities: ['constructor'], prices: [{ credits: {} }] },
    'gpt-image-3: row 1 of its prices has no price for constructor',
  ],
  [
    'a price for a quality that is not there',
    { prices: [{ credits: { standard: 1, hd: 2, low: 1 } }] },
    'gpt-image-3: row 1 of its prices names a quality that it has not: low',
  ],
  [
    'one price for several qualities',
    { prices: [{ credits: 1 }] },
    'gpt-image-3: row 1 of its prices needs credits for each quality',
  ],
  ['a quality twice', { qualities: ['hd', 'hd'] }, 'gpt-image-3: a quality is there twice'],
  ['the word that stands for no quality', { qualities: ['none'] }, 'models.0.qualities.0: '],
  ['a size that is none', { sizes: ['large'] }, 'models.0.sizes'],
  ['a day that is none', { retires: { on: '2027-02-30' } }, 'models.0.retires.on: '],
  [
    'a successor that is not there',
    { retires: { on: '2027-03-01', successor: 'gpt-image-9' } },
    'gpt-image-3: its successor gpt-image-9 is no other model of the table',
  ],
  [
    'itself as successor',
    { retires: { on: '2027-03-01', successor: 'gpt-image-3' } },
    'gpt-image-3: its successor gpt-image-3 is no other',
  ],
  [
    'a quality that the successor has not',
    { retires: { on: '2027-03-01', successor: 'gpt-image-2', quality: 'hd' } },
    'gpt-image-3: its successor gpt-image-2 has no quality hd',
  ],
  ['an ability that nobody knows', { abilities: ['fly'] }, 'models.0.abilities.0: '],
  ['a misspelt field', { quality: ['hd'] }, 'models.0: Unrecognized key'],
])('%s is complained of', (_, wrong, complaint) => {
  expect(complaints({ ...GOOD, ...wrong }).join('\n')).toContain(complaint);
});

test('everything that is wrong is said at once, and a model stands in a file once', () => {
  expect(complaints({ ...GOOD, prices: [] }, { ...GOOD, id: '?' }, { ...GOOD, sizes: [] })).toHaveLength(3);
  // wrong forms, wrong prices and wrong successors, of different models; nothing is said of a successor that could not be read
  const successor = (id: string) => ({ ...GOOD, id, retires: { on: '2027-01-01', successor: 'misshapen' } });
  const mixed = complaints(
    { ...GOOD, id: 'misshapen', sizes: [] },
    { ...successor('unpriced'), prices: [{ upTo: 1024, credits: 1 }] },
    successor('fine'),
  );
  expect(mixed[0]).toMatch(/^models\.0\.sizes: /);
  expect(mixed.slice(1).every((one) => one.startsWith('unpriced: '))).toBe(true);
  expect(mixed.length).toBeGreaterThan(1);
  expect(complaints(GOOD, { ...GOOD, id: 'GPT-image-3' })).toEqual(['GPT-image-3: is there twice']);
  for (const said of [[], 'x', {}, { models: [] }, { models: Array(21).fill(GOOD) }])
    expect.soft(tableOf(said).ok, JSON.stringify(said).slice(0, 40)).toBe(false);
});

test('successors in a circle are complained of: an order would go around in it', () => {
  const to = (id: string, successor: string) => ({ ...GOOD, id, retires: { on: '2027-03-01', successor } });
  expect(complaints(to('one', 'two'), to('two', 'three'), to('three', 'two'))).toEqual([
    'two: its successors run in a circle',
    'three: its successors run in a circle',
  ]);
});

test('a model of the file follows after ours, or replaces the one with its id; rows are taken in their order', () => {
  const prices = [{ sizes: ['512x512'], credits: { standard: 1, hd: 3 } }, { credits: { standard: 2, hd: 9 } }];
  const old = { id: 'gpt-image-1.5', sizes: ['1024x1024'], prices: [{ credits: 2 }] };
  const read = tableOf({ models: [{ ...GOOD, prices }, old] });
  const table = read.ok ? read.table.map(modelOf) : [];
  expect(table.map(({ id }) => id)).toEqual(['gpt-image-1.5', 'gpt-image-2', 'gpt-image-3']);
  expect(table[0]).toMatchObject({ sizes: ['1024x1024'], qualities: [], retires: undefined });
  const asked = [
    ['512x512', 'hd'],
    ['1024x1024', 'standard'],
    ['1024x1024', null],
  ] as const;
  expect(asked.map(([size, quality]) => table[2]?.credits(size, quality))).toEqual([3, 2, 9]);
});

test('the example of docs/models.md is taken, and printed as it will be in force', () => {
  const example = /```json\n(.*?)```/su.exec(readFileSync('docs/models.md', 'utf8'))?.[1] ?? '';
  const read = tableOf(JSON.parse(example));
  const print = (chosen: string | null, day: string) =>
    read.ok ? tableLines(read.table, chosen, new Date(day)).join('\n') : read.complaints.join('\n');
  expect(print('gpt-image-3', '2026-11-30')).toContain('gpt-image-3 at standard draws.');
  expect(print(null, '2026-11-30')).toContain('2026-12-01, 1 day left; then gpt-image-2 at low');
  expect(print(null, '2027-02-28')).toContain('2027-03-01, 1 day left; then gpt-image-3 at standard');
  expect(print(null, '2027-02-28')).toContain('gpt-image-2 at low draws.');
});
