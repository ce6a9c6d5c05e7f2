import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readThreadRequest, type ThreadRequest } from '../../../src/core/asking/thread-request.ts';
import { unicodeText } from '../../support/unicode-text.ts';

const BOT = 'UBOT';
const read = (text: string, isDirect = false) => readThreadRequest(text, BOT, isDirect);

const name = (text: string) => {
  const [, label = null, picture] = /^(?:v(\w+))?(?:#(\d))?$/.exec(text) ?? [];
  return { label, picture: picture === undefined ? null : Number(picture) };
};

const UNDO = ['undo', 'undo this', 'undo it', 'desfazer', 'desfaça isso', 'deshacer', 'deshazlo', 'deshaz esto'];
const HISTORY = ['history', 'histórico', 'historico', 'historial'];
const COMPARE: [string, string[]][] = [
  ['compare', []],
  ['comparar', []],
  ['compara', []],
  ['compare v1', ['v1']],
  ['compare #2', ['#2']],
  ['compare v1 v3', ['v1', 'v3']],
  ['compare v1 with v2b', ['v1', 'v2b']],
  ['compare with v2b', ['v2b']],
  ['compare v1 and v2', ['v1', 'v2']],
  ['compare v1, v2', ['v1', 'v2']],
  ['compare v1 vs. v2', ['v1', 'v2']],
  ['compare #1 #3', ['#1', '#3']],
  ['compare v1 #2 v3', ['v1#2', 'v3']],
  ['compare v1 #2 v3 #4', ['v1#2', 'v3#4']],
  ['comparar v1 com v2', ['v1', 'v2']],
  ['comparar v1 e v2', ['v1', 'v2']],
  ['comparar v1 y v2', ['v1', 'v2']],
  ['compara v1 con v12ba', ['v1', 'v12ba']],
];

describe('words that stand alone', () => {
  test.each(UNDO)('%s', (text) => expect(read(text)).toEqual({ kind: 'undo', mention: false }));
  test.each(HISTORY)('%s', (text) => expect(read(text)).toEqual({ kind: 'history', mention: false }));
  test.each(COMPARE)('%s', (text, of) =>
    expect(read(text)).toEqual({ kind: 'compare', mention: false, of: of.map(name) }),
  );
  it('also after the app’s name, and in direct messages', () => {
    expect(read('<@UBOT> undo')).toEqual({ kind: 'undo', mention: true });
    expect(read('<@UBOT>, compare v1 v2')).toMatchObject({ kind: 'compare', mention: true });
    expect(read('history', true)).toEqual({ kind: 'history', mention: true });
  });
  it('in direct messages anything else is an edit', () => {
    expect(read('undo the red sky', true)).toMatchObject({
      kind: 'edit',
      instruction: 'undo the red sky',
      mention: true,
    });
    expect(read('from v1: make it blue', true)).toMatchObject({
      kind: 'edit',
      label: '1',
      instruction: 'make it blue',
    });
  });
});

/** What people say about pictures, and about anything, in threads where nobody speaks to the app. */
const EVERYDAY = [
  // English
  'undo the last commit please',
  'can we undo that?',
  'I can’t undo this in Figma',
  'undo?',
  'undo undo',
  'please undo',
  'did you undo it already',
  'undo history is gone',
  'history repeats itself',
  'the history of this picture is funny',
  'history?',
  'art history, basically',
  'compare notes after lunch?',
  'compare it with the old logo',
  'we should compare v1 and v3',
  'compare v1 and v3 before Friday',
  'compare prices first',
  'compared to v1 it is darker',
  'compare apples to oranges',
  'editing is hard',
  'edit the doc when you can',
  'edit: typo',
  'I will edit this tomorrow',
  'from v1 we learned a lot',
  'v2 looks better',
  '#2 is my favorite',
  'version history is on the wiki',
  // Portuguese
  'desfazer as malas primeiro',
  'dá para desfazer?',
  'não consigo desfazer isso',
  'vou desfazer o pedido',
  'desfazer ou não?',
  'o histórico do projeto está no drive',
  'histórico de vendas',
  'que momento histórico',
  'comparar com o ano passado',
  'vamos comparar v1 e v2',
  'compare os preços',
  'comparada com a v1, ficou melhor',
  'edite o documento quando puder',
  'editar é difícil',
  'prefiro a v1',
  'a partir da v1 melhorou muito',
  'da v1 gostei mais',
  'a #2 é linda',
  'isso é um histórico e tanto',
  'desfaz a mala',
  // Spanish
  'deshacer las maletas',
  '¿se puede deshacer?',
  'no puedo deshacer esto en casa',
  'deshaz el nudo',
  'el historial de cambios está en la wiki',
  'historial médico',
  'comparar precios',
  'compara con el logo viejo',
  'hay que comparar v1 y v2 mañana',
  'comparado con la v1 es más oscuro',
  'edita el documento por favor',
  'desde la v1 ha mejorado',
  'me gusta más la v2',
  'la #2 es preciosa',
];

describe('everyday sentences', () => {
  it('are many', () => expect(new Set(EVERYDAY).size).toBeGreaterThanOrEqual(60));
  test.each(EVERYDAY)('%s', (text) => expect(read(text)).toBeNull());
});

const space = fc.string({ unit: fc.constantFrom(' ', '\n', '\t'), maxLength: 4 });
const cases = fc.array(fc.boolean(), { minLength: 40, maxLength: 40 });
const keyword = fc.constantFrom(...UNDO, ...HISTORY, ...COMPARE.map(([text]) => text));
const address = fc.constantFrom(
  'edit this:',
  'edit #2:',
  'from v2b:',
  'edita esto:',
  'edite isto:',
  'a partir da v1:',
  'desde la v1:',
);

/** The text with letters turned to capitals here and there. */
const shuffled = (text: string, upper: readonly boolean[]) =>
  [...text].map((letter, i) => (upper[i] ? letter.toUpperCase() : letter)).join('');

it('a parse never depends on the white space around it or the case of its words', () => {
  fc.assert(
    fc.property(keyword, space, space, cases, (text, before, after, upper) => {
      expect(read(before + shuffled(text, upper) + after)).toEqual(read(text));
    }),
  );
  fc.assert(
    fc.property(address, space, space, cases, (text, before, after, upper) => {
      expect(read(`${before}${shuffled(text, upper)} make It night${after}`)).toEqual(read(`${text} make It night`));
    }),
  );
});

it('every text has one meaning or none, with names that can be looked for', () => {
  const piece = fc.constantFrom(
    ...[
      'undo',
      'compare',
      'history',
      'edit',
      'this',
      'v1',
      'v2b',
      '#2',
      'and',
      'com',
      ',',
      '.',
      '<@UBOT>',
      '*',
      ' ',
      'x',
    ],
  );
  const text = fc.oneof(
    unicodeText(),
    fc.array(piece, { maxLength: 8 }).map((all) => all.join(' ')),
  );
  fc.assert(
    fc.property(text, fc.boolean(), (text, isDirect) => {
      const request = read(text, isDirect);
      expect(read(text, isDirect)).toEqual(request);
      if (isDirect) expect(request).not.toBeNull();
      for (const { label, picture } of namesIn(request)) {
        expect(label ?? '1').toMatch(/^[1-9]\d{0,3}[a-z]{0,2}$/);
        expect(picture ?? 1).toBeGreaterThan(0);
      }
    }),
    { numRuns: 2000 },
  );
});

const namesIn = (request: ThreadRequest | null) =>
  request?.kind === 'compare' ? request.of : request?.kind === 'edit' ? [request] : [];

it('a word of ours within a longer sentence is left alone', () => {
  const more = fc
    .string({ unit: fc.constantFrom('a', 'é', ' ', 'k'), minLength: 1, maxLength: 20 })
    .map((text) => `z${text}`);
  fc.assert(
    fc.property(keyword, more, (text, more) => {
      expect(read(`${text} ${more}`)).toBeNull();
      expect(read(`${more} ${text}`)).toBeNull();
    }),
  );
});
