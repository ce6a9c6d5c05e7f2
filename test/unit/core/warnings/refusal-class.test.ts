import { expect, test } from 'vitest';
import { FAILURES } from '../../../../src/core/failure.ts';
import { classOf } from '../../../../src/core/warnings/refusal-class.ts';

test('every way to fail has a class of its own choosing but our own mistakes', () => {
  const others = Object.keys(FAILURES).filter((code) => classOf(code) === 'other');
  expect(others).toEqual(['picture_missing', 'crashed', 'commit_unclear', 'internal']);
});

test.each([
  ['canceled', null],
  ['prompt_refused', 'policy'],
  ['budget_exhausted', 'budget'],
  ['not_allowed', 'not_allowed'],
  ['word_blocked', 'not_allowed'],
  ['flag_invalid', 'unreadable'],
  ['a code of next year', 'other'],
])('%s: %s', (code, expected) => expect(classOf(code)).toBe(expected));
