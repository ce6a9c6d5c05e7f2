import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { nearestWord, parsePrompt } from '../../../src/core/asking/prompt.ts';
import { growth } from '../../support/growth.ts';
import { VOCABULARY } from '../../support/models.ts';
import { unicodeText } from '../../support/unicode-text.ts';

const asked = (text: string) => {
  const parsed = parsePrompt(text, VOCABULARY);
  return parsed.ok ? parsed.asked : parsed.problem;
};

describe('flags are read wherever they stand', () => {
  test.each([
    ['a red fox --size wide --n 2', { prompt: 'a red fox', size: '2048x1152', count: 2 }],
    ['--quality high a red fox', { prompt: 'a red fox', quality: 'high' }],
    ['a red --n=4 fox', { prompt: 'a red fox', count: 4 }],
    ['a red fox --SIZE Wide', { prompt: 'a red fox', size: '2048x1152' }],
    ['a red fox —size wide', { prompt: 'a red fox', size: '2048x1152' }],
    ['a red fox –n 2', { prompt: 'a red fox', count: 2 }],
    ['a red fox ―n 2 −size=tall', { prompt: 'a red fox', count: 2, size: '1152x2048' }],
    ['a red fox --size “wide”', { prompt: 'a red fox', size: '2048x1152' }],
    ['a red fox --model="gpt-image-2"', { prompt: 'a red fox', model: 'gpt-image-2' }],
    ['a red fox --size = wide', { prompt: 'a red fox', size: '2048x1152' }],
    ['a red fox --n 2, at night', { prompt: 'a red fox at night', count: 2 }],
    ['a red fox --n ２', { prompt: 'a red fox', count: 2 }],
    ['a red fox --size 1024×1536', { prompt: 'a red fox', size: '1024x1536' }],
    ['a red fox --quality draft', { prompt: 'a red fox', quality: 'draft' }],
    ['a red fox --quality med', { prompt: 'a red fox', quality: 'medium' }],
    ['a red fox --quality final', { prompt: 'a red fox', quality: 'final' }],
    ['a red fox --ar 16:9', { prompt: 'a red fox', size: '1536x864' }],
    ['a red fox --ar 9x16', { prompt: 'a red fox', size: '864x1536' }],
    ['a red fox --ar 16/9', { prompt: 'a red fox', size: '1536x864' }],
    ['ثعلب أحمر \u200f--n 2', { prompt: 'ثعلب أحمر \u200f', count: 2 }],
    ['赤い狐　--n　2　夜', { prompt: '赤い狐 夜', count: 2 }],
    ['a fox\n--n 2\nat night', { prompt: 'a fox\nat night', count: 2 }],
    ['a fox\n\n--n 2 --size wide at night', { prompt: 'a fox\n\nat night', count: 2, size: '2048x1152' }],
    ['  a  fox,\n  two cats  ', { prompt: 'a  fox,\n  two cats' }],
    ['nul\0 and half \ud83d', { prompt: 'nul and half \ufffd' }],
  ])('%j', (text, expected) => expect(asked(text)).toEqual(expected));
});

describe('dashes in odd places are prompt', () => {
  test.each([
    'a -- b',
    'a --',
    '-- a',
    '--',
    '---',
    'a well--known fox',
    'fox —running',
    'fox — size wide',
    'fox—size wide',
    'a fox —size, shape and color',
    'a ---size wide',
    'a --2 b',
    '-size wide',
    'a - b',
  ])('%s', (text) => expect(asked(text)).toEqual({ prompt: text }));
});

describe('a typo costs nothing', () => {
  test.each([
    ['fox --sise wide', { kind: 'flag_unknown', flag: '--sise', nearest: '--size' }],
    ['fox --qualtiy high', { kind: 'flag_unknown', flag: '--qualtiy', nearest: '--quality' }],
    ['fox --mod x', { kind: 'flag_unknown', flag: '--mod', nearest: '--model' }],
    ['fox --chaos 50', { kind: 'flag_unknown', flag: '--chaos', nearest: null }],
    ['fox —sise=wide', { kind: 'flag_unknown', flag: '—sise', nearest: '--size' }],
    ['fox --constructor x', { kind: 'flag_unknown', flag: '--constructor', nearest: null }],
    ['fox --n 2 --N 3', { kind: 'flag_repeated', flag: '--N' }],
    ['fox --ar 1:1 --size wide', { kind: 'flags_conflict', flags: ['--size', '--ar'] }],
    ['fox --size', { kind: 'value_missing', flag: '--size' }],
    ['fox --size=', { kind: 'value_missing', flag: '--size' }],
    ['fox --size ""', { kind: 'value_missing', flag: '--size' }],
    ['fox --size --n 2', { kind: 'value_missing', flag: '--size' }],
    ['fox --n\n2 cats', { kind: 'value_missing', flag: '--n', allowed: ['1', '2', '3', '4'] }],
    ['fox --size wdie', { kind: 'value_unknown', flag: '--size', value: 'wdie', nearest: 'wide' }],
    ['fox --size constructor', { kind: 'value_unknown', value: 'constructor', nearest: null }],
    ['fox --quality auto', { kind: 'value_unknown', value: 'auto', allowed: ['low', 'medium', 'high'] }],
    ['fox --n 10', { kind: 'value_unknown', value: '10', nearest: '4' }],
    ['fox --n 0', { kind: 'value_unknown', value: '0', nearest: '1' }],
    ['fox --n two', { kind: 'value_unknown', value: 'two', nearest: null }],
    ['fox --n -1', { kind: 'value_unknown', value: '-1', nearest: null }],
    ['fox --ar wide', { kind: 'value_unknown', flag: '--ar', value: 'wide' }],
    ['fox --ar 0:1', { kind: 'value_unknown', flag: '--ar', value: '0:1' }],
    ['fox --ar 4:1', { kind: 'ratio_too_elongated', flag: '--ar', value: '4:1', nearest: '3:1' }],
    ['fox --ar 1:4', { kind: 'ratio_too_elongated', flag: '--ar', value: '1:4', nearest: '1:3' }],
    [
      'fox --Size 1920X1080',
      {
        kind: 'size_invalid',
        flag: '--Size',
        value: '1920X1080',
        reason: 'not_multiple_of_16',
        nearest: '1920x1088',
      },
    ],
    ['', { kind: 'prompt_empty' }],
    [' \n\u200b', { kind: 'prompt_empty' }],
    ['--n 2', { kind: 'prompt_empty' }],
  ])('%j', (text, problem) => expect(asked(text)).toMatchObject(problem));
});

it('counts what people see as characters, not the halves of emoji', () => {
  expect(asked('🦊'.repeat(4000))).toEqual({ prompt: '🦊'.repeat(4000) });
  expect(asked('🦊'.repeat(4001))).toEqual({ kind: 'prompt_too_long', length: 4001, limit: 4000 });
});

it('stays quick with long and hostile texts', () => {
  const times = growth((length) => {
    for (const piece of [' ', '--', '--n ', '—a ', '--n\t', ' =', '"', '\n', '--size "'])
      for (const flag of ['--n', '--n x']) parsePrompt(`fox ${flag}${piece.repeat(length)}x`, VOCABULARY);
    for (const piece of [' ', '--', '—a ', '-- ', '\u200f']) parsePrompt(piece.repeat(length), VOCABULARY);
  });
  expect(times).toBeLessThan(10);
});

const anyText = fc.oneof(
  unicodeText({ maxLength: 300 }),
  fc
    .array(
      fc.constantFrom(
        '--',
        '—',
        '-',
        ' ',
        '\n',
        '=',
        'size',
        'n',
        'ar',
        'quality',
        'wide',
        '2',
        '16:9',
        '“',
        '🦊',
        'شمس',
        'é',
        '\u200f',
      ),
      { maxLength: 30 },
    )
    .map((parts) => parts.join('')),
);

it('gives every text one meaning, within the limits, and reads that meaning again in its own prompt', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const parsed = parsePrompt(text, VOCABULARY);
      expect(parsePrompt(text, VOCABULARY)).toEqual(parsed);
      if (!parsed.ok) return;
      const { prompt, count = 1 } = parsed.asked;
      expect(prompt).toBe(prompt.trim());
      expect([...prompt].length).toBeLessThanOrEqual(4000);
      expect([1, 2, 3, 4]).toContain(count);
    }),
    { numRuns: 2000 },
  );
});

it('reads back flags as they were written, in any order and place', () => {
  const flag = (name: string, values: readonly string[]) =>
    fc
      .option(fc.tuple(fc.constantFrom('--', '—', '–'), fc.constantFrom(' ', '='), fc.constantFrom(...values)))
      .map((written) => written && { text: `${written[0]}${name}${written[1]}${written[2]}`, value: written[2] });
  const words = fc.array(fc.constantFrom('a', 'red', 'fox', '—', 'well--known', '狐', '🦊'), {
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(
      words,
      flag('size', ['1024x1024', '3840x2160', 'auto']),
      flag('quality', ['low', 'medium', 'high']),
      flag('n', ['1', '2', '3', '4']),
      flag('model', ['gpt-image-2', 'gpt-image-1.5']),
      fc.array(fc.nat(), { minLength: 4, maxLength: 4 }),
      (prompt, size, quality, n, model, places) => {
        const parts: string[] = [...prompt];
        for (const [i, one] of [size, quality, n, model].entries())
          if (one) parts.splice((places[i] ?? 0) % (parts.length + 1), 0, one.text);
        expect(asked(parts.join(' '))).toEqual({
          prompt: prompt.join(' '),
          ...(size && { size: size.value }),
          ...(quality && { quality: quality.value }),
          ...(n && { count: Number(n.value) }),
          ...(model && { model: model.value }),
        });
      },
    ),
  );
});

test.each([
  ['hgih', 'high'],
  ['lwo', 'low'],
  ['me', 'medium'],
  ['x', null],
  ['', null],
  ['purple', null],
])('the word nearest to %j is %j', (typed, word) => expect(nearestWord(typed, ['low', 'medium', 'high'])).toBe(word));
