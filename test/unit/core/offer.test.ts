import { expect, test } from 'vitest';
import type { ImageModel } from '../../../src/core/image-model.ts';
import { afterEnding } from '../../../src/core/pricing/after-ending.ts';
import { createOffers, offerOn } from '../../../src/core/pricing/offer.ts';
import { planOrder, type Wish } from '../../../src/core/pricing/plan-order.ts';
import { tableOf } from '../../../src/pixapi/models/file.ts';
import { modelOf } from '../../../src/pixapi/models/table.ts';

const model = (
  id: string,
  credits: number,
  qualities: readonly string[],
  retires?: ImageModel['retires'],
): ImageModel => ({
  id,
  sizes: ['1024x1024'],
  qualities,
  credits: (_, quality) => credits * (qualities.indexOf(quality ?? '') + 1 || 1),
  retires,
});
const FIRST = model('first', 1, [], { on: '2026-12-01', successor: 'second', quality: 'low' });
const SECOND = model('second', 1, ['low', 'high'], { on: '2027-03-01', successor: 'third' });
const THIRD = model('third', 1, ['plain', 'fine']);
const ALL = [FIRST, SECOND, THIRD];

function plan(day: string, wish: Wish = {}, models: readonly ImageModel[] = ALL, chosen: string | null = null) {
  const planned = planOrder(wish, offerOn(day, models, chosen));
  return planned.ok ? [planned.plan.model, planned.plan.quality, planned.plan.credits] : planned.problem;
}

test.each<[string, string, Wish, unknown]>([
  ['the day before its last', '2026-11-30', {}, ['first', null, 1]],
  ['its last day', '2026-12-01', {}, ['second', 'low', 1]],
  ['when the successor is over too, the next in line', '2027-03-01', {}, ['third', 'plain', 1]],
  ['named by somebody', '2027-03-01', { model: 'first' }, ['first', null, 1]],
  ['named in capitals', '2027-03-01', { model: 'FIRST' }, ['first', null, 1]],
  ['inherited from a picture', '2026-12-01', { model: 'first', isModelInherited: true }, ['second', 'low', 1]],
  [
    'inherited with a quality that the successor does not know',
    '2027-03-01',
    { model: 'second', isModelInherited: true, isQualityInherited: true, quality: 'low' },
    ['third', 'plain', 1],
  ],
  [
    'inherited from a model that is in no table any more',
    '2026-11-30',
    { model: 'gone', isModelInherited: true, isQualityInherited: true, quality: 'hd' },
    ['first', null, 1],
  ],
  [
    'only the quality is inherited, and nobody knows it any more',
    '2027-03-01',
    { isQualityInherited: true, quality: 'low' },
    ['third', 'plain', 1],
  ],
  ['drafts', '2026-12-01', { count: 2 }, ['second', 'low', 2]],
  ['the highest quality that somebody has', '2027-03-01', { quality: 'final' }, ['third', 'fine', 2]],
])('%s', (_, day, wish, expected) => expect(plan(day, wish)).toEqual(expected));

test('what the operator insists on stays the default, and offered', () => {
  expect(plan('2027-01-01', {}, ALL, 'first')).toEqual(['first', null, 1]);
  expect(offerOn('2027-01-01', ALL, 'first').past).toEqual(new Set());
});

test('a dearer successor is never silent, and a model without a living successor goes on until it is refused', () => {
  const dear = [FIRST, { ...SECOND, credits: () => 5 }, THIRD];
  expect(plan('2026-12-01', {}, dear)).toMatchObject({
    kind: 'model_retired',
    successor: 'second',
    plan: { credits: 5 },
  });
  expect(plan('2026-12-01', {}, [model('alone', 1, [], { on: '2026-12-01' })])).toEqual(['alone', null, 1]);
  const circle = [
    model('a', 1, [], { on: '2026-01-01', successor: 'b' }),
    model('b', 1, [], { on: '2026-01-01', successor: 'a' }),
  ];
  expect(plan('2026-12-01', {}, circle)).toEqual(['a', null, 1]);
});

test('days are counted to the day, of two last days the earlier one counts, and both move with the clock', () => {
  let now = Date.parse('2026-11-30T23:59:59.999Z');
  const offers = createOffers(ALL, null, () => now);
  const endings = () => offers.today().endings.map(({ model, daysLeft }) => [model, daysLeft]);
  expect(endings()).toEqual([
    ['first', 1],
    ['second', 91],
  ]);
  expect(offers.today()).toBe(offers.today());
  offers.learn(
    new Map([
      ['second', '2026-12-15'],
      ['third', '2026-12-20'],
      ['first', '2027-01-01'],
    ]),
  );
  expect(endings()).toEqual([
    ['first', 1],
    ['second', 15],
    ['third', 20],
  ]);
  now += 1;
  expect(offers.day()).toBe('2026-12-01');
  expect(endings()).toEqual([
    ['second', 14],
    ['third', 19],
  ]);
  expect([...offers.today().past]).toEqual(['first']);
});

const DEAR = { ...SECOND, retires: undefined, credits: () => 5 };

test.each<[string, readonly ImageModel[], string | null, readonly string[], unknown]>([
  ['its successor draws', ALL, null, [], { kind: 'moves', successor: 'second' }],
  ['the first of its successors that lives', ALL, null, ['second'], { kind: 'moves', successor: 'third' }],
  [
    'the first that lives on that day',
    [FIRST, { ...SECOND, retires: { on: '2026-12-01', successor: 'third' } }, THIRD],
    null,
    [],
    { kind: 'moves', successor: 'third' },
  ],
  ['the operator insists on it', ALL, 'first', [], { kind: 'stays' }],
  ['the successor is dearer', [FIRST, DEAR], null, [], { kind: 'dearer', successor: 'second', isDefault: true }],
  [
    'the successor is dearer, and another is the default',
    [FIRST, DEAR, THIRD],
    'third',
    [],
    { kind: 'dearer', successor: 'second', isDefault: false },
  ],
  ['it has no successor', [model('first', 1, [], { on: '2026-12-01' }), THIRD], null, [], { kind: 'nothing' }],
  ['none of its successors lives', [FIRST, SECOND], null, ['second'], { kind: 'nothing' }],
  [
    'it draws no squares',
    [{ ...FIRST, sizes: ['1536x1024'] }, { ...SECOND, sizes: 'any' }, THIRD],
    null,
    [],
    { kind: 'moves', successor: 'second' },
  ],
])('what is said of the days after a model’s end, where %s', (_, models, chosen, retired, expected) => {
  const offer = offerOn('2026-11-24', models, chosen);
  const ending = offer.endings.find(({ model: id }) => id === 'first');
  expect(ending && afterEnding(ending, offer, new Set(retired))).toEqual(expected);
});

test('the day that the operator names holds against Pixapi’s, be it later or earlier', () => {
  const read = (retires: object) => {
    const table = tableOf({ models: [{ id: 'own', sizes: ['1024x1024'], prices: [{ credits: 1 }], ...retires }] });
    return table.ok ? table.table.map(modelOf) : [];
  };
  const dayOf = (models: ImageModel[], said: string) => {
    const { endings } = offerOn('2026-11-24', models, null, new Map([['own', said]]));
    return endings.find(({ model: id }) => id === 'own')?.on;
  };
  const named = read({ retires: { on: '2027-03-01', successor: 'gpt-image-2' } });
  expect(dayOf(named, '2026-12-15')).toBe('2027-03-01');
  expect(dayOf(named, '2027-05-01')).toBe('2027-03-01');
  expect(dayOf(read({}), '2026-12-15')).toBe('2026-12-15');
});
