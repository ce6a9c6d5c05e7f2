import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readEditRequest } from '../../../src/core/asking/edit-request.ts';
import { growth } from '../../support/growth.ts';
import { unicodeText } from '../../support/unicode-text.ts';

const BOT = 'UBOT';
const read = (text: string) => readEditRequest(text, BOT);

const night = { instruction: 'make it night', picture: null, label: null, mention: false };

describe('an edit is asked for at the beginning', () => {
  test.each<[string, object]>([
    ['edit this: make it night', night],
    ['Edit this make it night', night],
    ['  EDIT  THIS:make it night ', night],
    ['edit this make it night', night],
    ['edit this - make it night', night],
    ['Edit this - make it night', night],
    ['edit this — make it night', night],
    ['edit this -- make it night', night],
    ['edit this—make it night', night],
    ['edit this, make it night', night],
    ['edit this：make it night', night],
    ['edit this\nmake it night', night],
    ['edit this picture: make it night', night],
    ['edit #2: make it night', { ...night, picture: 2 }],
    ['edit the #2: make it night', { ...night, picture: 2 }],
    ['edit this #2: make it night', { ...night, picture: 2 }],
    ['edit v1: make it night', { ...night, label: '1' }],
    ['edit from v1: make it night', { ...night, label: '1' }],
    ['edit this from v3: make it night', { ...night, label: '3' }],
    ['edit v1 #2: make it night', { ...night, label: '1', picture: 2 }],
    ['edit #2 from v1: make it night', { ...night, label: '1', picture: 2 }],
    ['from v1: make it night', { ...night, label: '1' }],
    ['from v1 - make it night', { ...night, label: '1' }],
    ['From V12 #3: make it night', { ...night, label: '12', picture: 3 }],
    ['from v2b: make it night', { ...night, label: '2b' }],
    ['edit v12BA #2: make it night', { ...night, label: '12ba', picture: 2 }],
    ['edita isto: make it night', night],
    ['edite isto: make it night', night],
    ['editar isto make it night', night],
    ['edite esta imagem: make it night', night],
    ['edite a #2: make it night', { ...night, picture: 2 }],
    ['a partir da v1: make it night', { ...night, label: '1' }],
    ['da v1: make it night', { ...night, label: '1' }],
    ['edite a partir da v1: make it night', { ...night, label: '1' }],
    ['edita esto: make it night', night],
    ['edite esto, make it night', night],
    ['editar esto: make it night', night],
    ['edita la #2: make it night', { ...night, picture: 2 }],
    ['desde v1: make it night', { ...night, label: '1' }],
    ['desde la v1: make it night', { ...night, label: '1' }],
    ['*edit this*: make it night', night],
    ['*edit this:* make it night', night],
    ['_edit this: make it night_', night],
    ['“edit this: make it night”', night],
    ['&gt; edit this: make it night', night],
    ['edit this: *make it night*', { ...night, instruction: '*make it night*' }],
    ['edit this: --quality high', { ...night, instruction: '--quality high' }],
    ['edit this --size wide', { ...night, instruction: '--size wide' }],
    ['edit this —size wide', { ...night, instruction: '—size wide' }],
    ['edit this: add #3 to the <@U2>', { ...night, instruction: 'add #3 to the <@U2>' }],
  ])('%s', (text, request) => expect(read(text)).toEqual(request));
});

describe('the app is addressed', () => {
  test.each<[string, object]>([
    ['<@UBOT> make it night', night],
    ['<@UBOT|imagine> make it night', night],
    ['<@UBOT>, make it night', night],
    ['<@UBOT>: make it night', night],
    ['<@UBOT> - make it night', night],
    ['<@UBOT> edit this: make it night', night],
    ['<@UBOT> *edit this*: make it night', night],
    ['<@UBOT> edit #2 make it night', { ...night, picture: 2 }],
    ['<@UBOT> #2: make it night', { ...night, picture: 2 }],
    ['<@UBOT> from v1 make it night', { ...night, label: '1' }],
    ['<@UBOT> v1 #2: make it night', { ...night, label: '1', picture: 2 }],
    ['<@UBOT> edit the sky', { ...night, instruction: 'edit the sky' }],
    ['<@UBOT> #1 fan poster', { ...night, instruction: '#1 fan poster' }],
    // quotation marks say what is to be written
    ['<@UBOT> “Hello” in neon', { ...night, instruction: '“Hello” in neon' }],
    ['<@UBOT> "PARE" numa placa', { ...night, instruction: '"PARE" numa placa' }],
    ['<@UBOT> «Hola» en la pared', { ...night, instruction: '«Hola» en la pared' }],
    ['“<@UBOT> make it night”', night],
    ['<@UBOT> --n 2', { ...night, instruction: '--n 2' }],
    ['<@UBOT>', { ...night, instruction: '' }],
  ])('%s', (text, request) => expect(read(text)).toEqual({ ...request, mention: true }));
});

describe('without an instruction it is still a request', () => {
  test.each(['edit this', 'edit this:', 'edit this …', 'edit this.', 'Edit this -'])('%s', (text) =>
    expect(read(text)).toEqual({ ...night, instruction: '' }),
  );
  it('but a picture of an emoji is an instruction', () => expect(read('edit this: 🌙')?.instruction).toBe('🌙'));
});

describe('other talk is left alone', () => {
  test.each([
    'editing this is hard',
    'edit thisaway',
    'edition',
    'edit',
    'edit: make it night',
    'edit 2: make it night',
    'edit #0: make it night',
    'edit #2nd: make it night',
    'edit the sky',
    'can you edit this: make it night',
    'please edit this',
    'from v1 we learned that',
    'from v1 we learned: never',
    'v1: good',
    '#2: good',
    'da v1 gostei',
    '<@UOTHER> edit this: make it night',
    'I made it night <@UBOT>',
    '&lt;@UBOT&gt; make it night',
    '&gt; edit this: make it night\nno, better not',
    'editar istoria',
    '',
  ])('%s', (text) => expect(read(text)).toBeNull());
});

it('gives every text one meaning or none, and never fails', () => {
  const word = fc.constantFrom(
    ...[
      'edit',
      'this',
      'edita',
      'isto',
      'esto',
      'from',
      'v1',
      '#2',
      ':',
      '-',
      '—',
      '*',
      '“',
      '<@UBOT>',
      '&gt;',
      '\n',
      '🦊',
      'x',
      '--n',
    ],
  );
  const text = fc.oneof(
    unicodeText(),
    fc.tuple(fc.array(word, { maxLength: 12 }), fc.constantFrom('', ' ')).map(([words, gap]) => words.join(gap)),
  );
  fc.assert(
    fc.property(text, fc.constantFrom(BOT, ''), (text, bot) => {
      const request = readEditRequest(text, bot);
      expect(readEditRequest(text, bot)).toEqual(request);
      if (!request) return;
      expect(request.instruction).toBe(request.instruction.trim());
      expect(request.picture ?? 1).toBeGreaterThan(0);
      expect(request.label ?? '1').toMatch(/^[1-9]\d{0,3}[a-z]{0,2}$/);
    }),
    { numRuns: 3000 },
  );
});

it('keeps any instruction in words as it was typed', () => {
  const instruction = fc
    .string({ unit: fc.constantFrom('a', 'Ж', 'ش', '狐', ' ', '\n', '-', '#', '*') })
    .map((text) => `a${text}b`)
    // of what looks like a flag, the formatting around it goes (normalize.ts)
    .filter((text) => !(text.includes('*') && /-[^\s-]/.test(text)));
  fc.assert(fc.property(instruction, (text) => read(`edit this: ${text}`)?.instruction === text));
});

it('stays quick with long and hostile texts', () => {
  const times = growth((length) => {
    for (const piece of [' ', '*', '“', '&gt;', '> \n', '-', 'a ', '#'])
      for (const start of ['', 'edit ', 'edit this ', 'edit this picture ', 'a partir ', '<@UBOT>', '*edit this'])
        read(`${start}${piece.repeat(length)}x`);
  });
  expect(times).toBeLessThan(10);
});
