import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readCommand } from '../../../src/core/asking/command.ts';
import { normalize } from '../../../src/core/asking/normalize.ts';
import { parsePrompt } from '../../../src/core/asking/prompt.ts';
import { readThreadRequest } from '../../../src/core/asking/thread-request.ts';
import { DRAFT } from '../../../src/core/image-model.ts';
import { growth } from '../../support/growth.ts';
import { VOCABULARY } from '../../support/models.ts';
import { unicodeText } from '../../support/unicode-text.ts';

const asked = (text: string) => {
  const parsed = parsePrompt(text, VOCABULARY);
  return parsed.ok ? parsed.asked : parsed.problem;
};

const UNSEEN = [
  '\u2060',
  '\u200b',
  '\u200e',
  '\u200f',
  '\u2066',
  '\u2067',
  '\u2068',
  '\u2069',
  '\ufeff',
  '\u00ad',
  '\u202a',
];
const spelled = (mark: string) => `U+${mark.codePointAt(0)?.toString(16).padStart(4, '0')}`;

describe.each(UNSEEN.map((mark) => [spelled(mark), mark]))(
  '%s, which nobody sees, at the beginning or end',
  (_, mark) => {
    test.each([`${mark}help`, `help${mark}`, `${mark}${mark} help ${mark}\n`, `${mark}budget set 50${mark}`])(
      'leaves a command what it is: %j',
      (text) => expect(readCommand(text).kind).toMatch(/^(help|budget_set)$/),
    );
    test('leaves an edit an edit, also behind the app’s name', () => {
      const night = { kind: 'edit', instruction: 'make it night' };
      for (const text of ['edit this: make it night', '<@UBOT> make it night', '<@UBOT>: make it night']) {
        expect.soft(readThreadRequest(mark + text + mark, 'UBOT')).toMatchObject(night);
        expect.soft(readThreadRequest(text.replace('>', `>${mark}`), 'UBOT')).toMatchObject(night);
      }
      expect.soft(readThreadRequest(`${mark}undo${mark}`, 'UBOT')).toMatchObject({ kind: 'undo' });
      expect.soft(readThreadRequest(`<@UBOT>${mark} undo`, 'UBOT')).toMatchObject({ kind: 'undo' });
    });
    test('leaves a flag a flag, and its value as it is', () => {
      for (const text of [`a fox ${mark}--n 2`, `a fox --n 2${mark}`, `a fox --n ${mark}2`, `${mark}--n 2 a fox`])
        expect.soft(asked(text), JSON.stringify(text)).toMatchObject({ count: 2 });
      expect.soft(asked(`a fox --draft${mark}`)).toMatchObject({ prompt: 'a fox', quality: DRAFT });
    });
  },
);

const DASHES = '\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d';

describe.each([...DASHES].map((dash) => [spelled(dash), dash]))('the dash %s', (_, dash) => {
  test.each([`${dash}size wide`, `${dash}${dash}size wide`, `-${dash}size wide`, `${dash}${dash}size=wide`])(
    'begins a flag: %j',
    (flag) => expect(asked(`a fox ${flag}`)).toEqual({ prompt: 'a fox', size: '2048x1152' }),
  );
  test('within the words, or alone, belongs to the prompt', () => {
    for (const prompt of [
      `a well${dash}known fox`,
      `fox ${dash} size wide`,
      `fox ${dash}running`,
      `a fox ${dash}size, shape`,
    ])
      expect.soft(asked(prompt)).toEqual({ prompt });
  });
  test('sets “edit this” apart from the change', () =>
    expect(readThreadRequest(`edit this ${dash} make it night`, 'UBOT')).toMatchObject({
      instruction: 'make it night',
    }));
});

test('angle brackets taken from a page of help cost nothing either', () =>
  expect(asked('a fox <--n 2>')).toMatchObject({ kind: 'value_unknown', flag: '--n' }));

test.each(['\u2010\u2010', '\u2011\u2011', '\ufe63\ufe63', '\uff0d\uff0d', '-\u2010'])(
  'two hyphens (%j) before a mistyped flag are a typo that costs nothing',
  (dashes) => expect(asked(`a fox ${dashes}sise wide`)).toMatchObject({ kind: 'flag_unknown', nearest: '--size' }),
);

const WIDE = { prompt: 'a fox', size: '2048x1152' };
describe('a flag that keeps its formatting', () => {
  test.each<[string, object]>([
    ['a fox `--size wide`', WIDE],
    ['a fox *--size wide*', WIDE],
    ['a fox ~--size wide~', WIDE],
    ['a fox *_--size wide_*', WIDE],
    ['a fox ```--size wide```', WIDE],
    ['a fox ```\n--size wide\n```', WIDE],
    ['a fox *--size* wide', WIDE],
    ['a fox --size *wide*', WIDE],
    ['a fox `--size` `wide`', WIDE],
    ['*a fox --size wide*', WIDE],
    ['_a fox_ `--size=wide`', { ...WIDE, prompt: '_a fox_' }],
    ['a fox _--draft_', { prompt: 'a fox', quality: DRAFT }],
    ['a fox (--n 3)', { prompt: 'a fox', count: 3 }],
    ['a fox [--n 3]', { prompt: 'a fox', count: 3 }],
    ['a fox {--n 3}', { prompt: 'a fox', count: 3 }],
    ['a fox "--n 3"', { prompt: 'a fox', count: 3 }],
    ['a fox “--n 3”', { prompt: 'a fox', count: 3 }],
    ['a fox (`--n 3`)', { prompt: 'a fox', count: 3 }],
    ['a fox (—n 3) at night', { prompt: 'a fox at night', count: 3 }],
    ['a fox (--n 3 --size wide)', { ...WIDE, count: 3 }],
    ['a fox,--size wide', { ...WIDE, prompt: 'a fox,' }],
    ['a fox.--size wide', { ...WIDE, prompt: 'a fox.' }],
    ['🦊--size wide', { ...WIDE, prompt: '🦊' }],
    ['a fox --size wide,--n 3', { ...WIDE, count: 3 }],
    ['a fox --draft, at night', { prompt: 'a fox at night', quality: DRAFT }],
    ['a fox --draft.', { prompt: 'a fox', quality: DRAFT }],
    ['a fox --size wide!', WIDE],
  ])('%j', (text, expected) => expect(asked(text)).toEqual(expected));

  test.each([
    ['a fox (--sise wide)', '--size'],
    ['a fox `--sise wide`', '--size'],
    ['a fox,--qualty high', '--quality'],
    ['a fox --drft.', '--draft'],
  ])('and is mistyped costs nothing: %j', (text, nearest) =>
    expect(asked(text)).toMatchObject({ kind: 'flag_unknown', nearest }),
  );

  test.each([
    'a *bold* fox (with a hat) and `code`',
    'a sign that says "hello -- world"',
    'https://x.io/a?b=--size and a/--b',
    "rock 'n' roll",
    'snake_case_name * 2 * 3',
    'a well--known (half--open) thing',
  ])('other signs are left where they are: %j', (prompt) => expect(asked(prompt)).toEqual({ prompt }));
});

describe('a command however it is set and however its sentence ends', () => {
  const COMMANDS = ['help', 'budget', 'history', 'settings', 'ajuda', 'orçamento', 'presupuesto', 'historial'];
  const SET = [
    '%s.',
    '%s!',
    '%s?',
    '%s…',
    '%s:',
    '%s;',
    '`%s`',
    '*%s*',
    '_%s_',
    '~%s~',
    '“%s”',
    '"%s"',
    '«%s»',
    '(%s)',
  ];
  const MORE = ['*`%s`*', '¿%s?', '¡%s!', '`%s`.', '%s ?', '%s :)', '```%s```'];
  test.each([...SET, ...MORE])('%s', (how) => {
    for (const word of COMMANDS) expect.soft(readCommand(how.replace('%s', word)), word).toEqual(readCommand(word));
  });
  test.each([
    ['budget set 1000.', 'budget set 1000'],
    ['`budget set 1000`', 'budget set 1000'],
    ['budget set 50 for <#C123|design>.', 'budget set 50 for <#C123|design>'],
    ['*confirm above 20*', 'confirm above 20'],
    ['guests look.', 'guests look'],
    ['“language pt”', 'language pt'],
  ])('%s', (text, plain) => expect(readCommand(text)).toEqual(readCommand(plain)));
  test.each(['help me.', 'a budget?', '*helpful*', '???', '`history of art`'])('%s draws a picture', (text) =>
    expect(readCommand(text)).toEqual({ kind: 'image', text }),
  );
  test('so are the words of a thread, said to the app', () => {
    for (const text of ['undo?', '`undo`', '*undo*.', '“undo”'])
      expect.soft(readThreadRequest(`<@UBOT> ${text}`, 'UBOT')).toMatchObject({ kind: 'undo' });
    expect(readThreadRequest('`undo`', 'UBOT')).toMatchObject({ kind: 'undo' });
  });
});

test('marks of direction that belong together stay together', () => {
  expect(normalize('\u202egnp.exe\u202c and \u2066isolated\u2069')).toBe(
    '\u202egnp.exe\u202c and \u2066isolated\u2069',
  );
  expect(normalize('\u2067\u200bhelp\u2069')).toBe('help');
});

test('joiners and what emoji are made of survive, also at the end', () => {
  for (const text of ['👩‍🚀', 'a 🏴󠁧󠁢󠁥󠁮󠁧󠁿', '❤️', '👋🏽', 'می‌خواهم', 'क्‍ष', 'क्‍'])
    expect.soft(asked(`${text} --n 2`)).toEqual({ prompt: text, count: 2 });
});

const PIECES = [
  'a',
  'fox',
  ' ',
  '\n',
  '--n 2',
  '—size wide',
  '--draft',
  '*',
  '_',
  '`',
  '```',
  '(',
  ')',
  '"',
  "'",
  ',',
  '\u200b',
  '\u2060',
  '👩‍🚀',
  'ش',
  '[',
  ']',
];
const anyText = fc.oneof(
  unicodeText({ maxLength: 200 }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((parts) => parts.join('')),
);

it('the same once more changes nothing', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(normalize(normalize(text))).toBe(normalize(text));
    }),
    { numRuns: 1000 },
  );
});

const letters = (text: string) =>
  text.match(/[\p{L}\p{N}\p{M}\p{Extended_Pictographic}\u200c\u200d]/gu)?.join('') ?? '';

it('no letter of any text is lost, and nothing at all of one without flags but what nobody sees around it', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(letters(normalize(text))).toBe(letters(text));
      if (!/[-\p{Pd}\u2212]/u.test(text)) expect(text).toContain(normalize(text));
    }),
    { numRuns: 1000 },
  );
});

it('takes as long as the text is', () => {
  const times = growth((length) => {
    for (const piece of [
      ' ',
      '*',
      '_',
      '`',
      '(',
      '[--n',
      '"',
      "'",
      '“',
      '\u200b',
      '-',
      '—a ',
      '* --n 2',
      '*a',
      '(--n 2) ',
      '`--n 2` ',
    ])
      for (const text of [piece.repeat(length), `--n 2 ${piece.repeat(length)}x`]) {
        normalize(text);
        readCommand(text);
      }
  });
  expect(times).toBeLessThan(10);
});
