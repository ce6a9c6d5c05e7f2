import { expect, test } from 'vitest';
import { budgetWords, readBudgetWords } from '../../../src/core/team/budget-words.ts';

test.each([
  ['500', { credits: 500, period: 'month', rule: null }],
  ['unlimited', { credits: null, period: 'month', rule: null }],
  ['0', { credits: 0, period: 'month', rule: null }],
  ['5 a day', { credits: 5, period: 'day', rule: null }],
  ['50 for each', { credits: 50, period: 'month', rule: 'each' }],
  ['10000000 shared a day', { credits: 10_000_000, period: 'day', rule: 'pot' }],
] as const)('a budget is written "%s", and read back', (words, terms) => {
  expect(budgetWords(terms)).toBe(words);
  expect(readBudgetWords(words)).toEqual(terms);
});

test.each(['', 'unlimited please', '5 a week', '-5', '1e3', '5 shared for each'])('"%s" is no budget', (words) => {
  expect(readBudgetWords(words)).toBeNull();
});
