import { describe, expect, test } from 'vitest';
import { copyFor } from '../../../src/copy/copy.ts';
import { type Copy, en } from '../../../src/copy/en/copy.ts';
import { es } from '../../../src/copy/es/copy.ts';
import { longDate, monthName, number } from '../../../src/copy/format.ts';
import { ptBR } from '../../../src/copy/pt-BR/copy.ts';
import { readEditRequest } from '../../../src/core/asking/edit-request.ts';
import { FAILURES, type FailureCode } from '../../../src/core/failure.ts';
import { REFUSAL_RULES, type RefusalRule } from '../../../src/core/refusal.ts';
import { LIMITS } from '../../../src/slack/kit/limits.ts';
import { DAY, type Samples, TEAM } from './team-samples.ts';

type EndingSample = Parameters<Copy['settings']['ending']>;
/** What may become of a model's requests, with the days left that are hard to say. */
const ENDINGS: readonly [EndingSample, ...EndingSample[]] = [
  ['gpt-image-1.5', 37, '2026-12-01', { kind: 'moves', successor: 'gpt-image-2' }],
  ['gpt-image-1.5', 1, '2026-12-01', { kind: 'nothing' }],
  ['gpt-image-1.5', 1, '2026-12-01', { kind: 'stays' }],
  ['gpt-image-1.5', 1, '2026-12-01', { kind: 'dearer', successor: 'gpt-image-2', isDefault: true }],
  ['gpt-image-1.5', 1, '2026-12-01', { kind: 'dearer', successor: 'gpt-image-2', isDefault: false }],
];

const LANGUAGES: [string, Copy][] = [
  ['en', en],
  ['pt-BR', ptBR],
  ['es', es],
];
const TRANSLATIONS = LANGUAGES.slice(1);

const EVERY_RULE = Object.fromEntries(REFUSAL_RULES.map((rule) => [rule, {}])) as Record<RefusalRule, object>;

const SAMPLES: Omit<Samples<Copy>, 'failures' | 'styles'> = {
  credits: [[1234], [0], [1], [2]],
  pictures: [[37], [1], [2]],
  talk: { nameless: {} },
  charge: { charged: [[1234], [0], [1], [2]], held: [[37], [1], [2]] },
  receipt: {
    money: [
      [37, 1234, true],
      [1, 1, false],
    ],
    left: [
      [1234, DAY],
      [1, DAY],
      [null, DAY],
    ],
  },
  images: {
    cannotPostHere: {},
    cannotPostHereYet: {},
    making: [
      ['uma raposa', '<@U1>', 37, 1234],
      ['uma raposa', '<@U1>', 1, 1],
    ],
    editing: [
      ['mais escuro', '<@U1>', 37, 1234, 'v56 #89'],
      ['mais escuro', '<@U1>', 1, 1, 'v1'],
    ],
    makingText: [['uma raposa']],
    by: [['<@U1>']],
    from: [
      ['56', 89],
      ['1', null],
    ],
    versionFrom: [['57b', 'v56 #89']],
    fewer: [[37, 89]],
    quality: {},
    altText: [['uma raposa', '56', ' #89']],
    readyText: [['uma raposa']],
  },
  buttons: { tryAgainText: [[1234], [1]] },
  problems: {
    tooLong: [[4321, 1234]],
    unknownFlag: [['--qality', '--size, --quality']],
    repeated: [['--size']],
    conflict: [['--size', '--ar']],
    missing: [['--quality', 'low, high']],
    unknownValue: [['--quality', 'superb', 'low, high']],
    size: [['--size', '1920x1080', 'xyz', '1920x1088']],
    sizeReasons: {},
    ratio: [['--ar', '9:1', '3:1']],
    unknownModel: [['dall-e', 'gpt-image-2']],
    cannotDraw: [['gpt-image-1.5', '2048x2048', 'gpt-image-2']],
    inQuality: [['alta']],
    nobodyCan: [['2048x2048']],
    retired: [
      ['gpt-image-1.5', 'gpt-image-2', 1234],
      ['gpt-image-1.5', 'gpt-image-2', 1],
    ],
    meant: [['--quality']],
  },
  budget: {
    title: [[DAY]],
    budget: [[1234], [1], [null]],
    spent: [[1234]],
    held: [[37]],
    left: [[1234], [null]],
    renews: [[DAY, 'America/Sao_Paulo']],
    changed: [['de <@U1>', '37 x', '1234 x']],
    of: { channel: [['<#C1>']], person: [['<@U1>']] },
    amount: [[1234], [1], [null]],
    unreadable: [['lots']],
    holders: { each: [['@designers']], pot: [['@designers']] },
    over: [
      [1234, 'x y', 37, '1 z'],
      [1, 'x y', 1, '1 z'],
      [2, 'x y', 0, '1 z'],
    ],
    atLow: [[37, 'low']],
  },
  budgetForm: { hint: [[10_000_000]], unreadable: [[10_000_000]] },
  history: {
    states: {},
    cost: [
      [1234, 1234, true],
      [1, 1, false],
      [null, 37, true],
      [null, 1, true],
    ],
  },
  compose: {
    prompt: { cut: [[3000]] },
    change: {},
    style: { adds: [['flat colors']] },
    size: { words: {}, dropped: [['2048x1152', 'alta']] },
    quality: { words: {} },
    references: { hint: [[37]], kept: [[37], [1]] },
    where: {},
    price: [
      [37, 1234, 5678, 'team'],
      [1, 1, 1, 'channel'],
      [2, 2, 2, 'person'],
      [1, 1, null, 'team'],
    ],
    each: [['baixa 1']],
    submit: [
      [4, 532],
      [1, 1],
    ],
    submitEdit: [[532], [1]],
    priceChanged: [[1234], [1]],
    upload: [[37]],
    fewer: [[37, 89]],
    low: [[37, 'low']],
    nothingLeft: [
      [0, 'team', DAY],
      [1, 'channel', DAY],
      [2, 'person', DAY],
    ],
    home: {
      left: [
        [1234, DAY],
        [1, DAY],
        [null, DAY],
      ],
    },
  },
  edits: { noVersion: [['57b', '56']], noNumber: [[89, 37]], tooManyFiles: [[37]] },
  help: { terms: [['low, high', 'gpt-image-2']] },
  refusals: {
    // each is a pair of sentences
    rules: EVERY_RULE,
    parts: {},
    buttons: {
      makeLow: [[1234, 'low']],
      useNearest: [
        ['1920x1088', 1234],
        ['--quality', null],
      ],
    },
  },
  settings: {
    language: [['Esperanto']],
    confirmAbove: [[1234], [1]],
    models: [
      ['gpt-image-2', '`gpt-image-2`, `gpt-image-3`'],
      [null, ''],
    ],
    ending: ENDINGS,
    budget: [
      ['37 x', '56 x'],
      ['37 x', null],
    ],
    confirm: {
      title: [[1234], [1]],
      text: [
        [1234, 37],
        [14, 1],
        [1, 0],
      ],
    },
  },
  presses: { sentBefore: [['uma raposa']], priceChanged: [[1234], [1]], orderFor: [[1234]] },
  result: {
    editLabel: [[89], [null]],
    vary: [[1234]],
    varyLabel: [
      [89, 1234],
      [null, 1],
    ],
    finish: [[1234]],
    finishLabel: [
      [89, 1234],
      [null, 1],
    ],
    again: [[1234]],
    promptAdded: [['Style: loose.']],
    altTextOf: [[89], [null]],
    altTextHint: [['AI-made image']],
    deleteText: [[89], [1]],
    saving: [[37, 89, 1234]],
    finished: [['57b']],
    converted: [['PNG', 'WebP']],
    missing: [
      [37, 1234, [89], false],
      [37, 1234, [89], true],
    ],
    byAddress: {},
    rendition: [[1234]],
  },
  threads: {
    publish: {
      alone: [['<#C1>']],
      published: [['<#C1>']],
      already: [['<#C1>']],
      underWay: [['<#C1>']],
      noRoom: [
        ['<#C1>', 1234, 89],
        ['<#C1>', 1, 0],
      ],
      by: [['<@U1>']],
      making: [['uma raposa', '<@U1>']],
      together: [[1234], [1]],
    },
    again: {
      making: [['uma raposa', '<@U1>', '56b']],
      facts: [['56b']],
      ready: [['56b', 'uma raposa']],
    },
    compare: {
      making: [['compare v1 v56b', '<@U1>']],
      left: [['v56b']],
      right: [['v56b']],
      altText: [['v56b', 'uma raposa', 'v57 #2', 'mais escuro']],
      ready: [['v56b', 'v57 #2']],
    },
    tree: {
      line: [['v57b', 'uma raposa', '<@U1>', '37 x']],
      cost: [
        [1234, true],
        [1, false],
        [0, false],
      ],
      more: [[1234]],
    },
  },
  team: TEAM,
  updateFailed: {
    channel: [['<#C1>']],
    stands: [['in <#C1>'], ['em <#C1>'], ['en <#C1>']],
    unchanged: [['in <#C1>'], ['em <#C1>'], ['en <#C1>']],
  },
  waiting: {
    inLine: [[3], [1], [2], [11], [22], [1234]],
    usually: [
      [38, 71],
      [119, 119],
      [240, 600],
    ],
    ordered: [[1234], [1]],
    canceled: {
      free: [['<@U1>'], [null]],
      charged: [
        [1234, true, '<@U1>'],
        [1, false, null],
        [2, false, null],
      ],
    },
    late: {
      ordered: [[1234], [1]],
      charged: [
        [1234, true],
        [1, false],
      ],
      showing: [
        [1234, true],
        [1, false],
      ],
      shown: [
        [1234, true],
        [1, false],
      ],
      undelivered: [
        [1234, true],
        [1, false],
      ],
      unknown: [[1234], [1]],
    },
    notYours: [['<@U1>']],
  },
  notices: {
    modelRetired: [
      ['gpt-image-1.5', 'gpt-image-2', 'low'],
      ['gpt-image-1.5', 'gpt-image-3', null],
    ],
    modelEnds: ENDINGS,
    costDoubted: [[1234], [1]],
    unforeseen: [['7F3K']],
  },
};

type Leaf = { readonly path: string; readonly value: unknown };

/** Everything in a copy that is not a group, with its path: `images.quality.low`. */
function leaves(value: unknown, path = ''): Leaf[] {
  if (typeof value !== 'object' || value === null) return [{ path, value }];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path ? `${path}.${key}` : key));
}

type Said = { readonly path: string; readonly args: readonly unknown[]; readonly text: string };

/** Every sentence of a language: the strings, and what the functions say to each sample. */
function sentences(copy: Copy): Said[] {
  return leaves(copy).flatMap(({ path, value }) =>
    typeof value === 'function'
      ? samplesOf(path).map((args) => ({ path, args, text: value(...args) }))
      : [{ path, args: [], text: value as string }],
  );
}

function samplesOf(path: string): readonly (readonly unknown[])[] {
  const samples = path.split('.').reduce<unknown>((group, key) => (group as Record<string, unknown>)?.[key], SAMPLES);
  return (samples as readonly (readonly unknown[])[]) ?? [];
}

describe.each(LANGUAGES)('%s', (_, copy) => {
  test('has the same words as English', () => {
    const shape = (of: Copy) => leaves(of).map(({ path, value }) => `${path}: ${typeof value}`);
    expect(shape(copy)).toEqual(shape(en));
  });

  test('says why and what next for every failure', () => {
    for (const code of Object.keys(FAILURES) as FailureCode[]) {
      const { why, next } = copy.failures[code];
      expect.soft(why, code).toMatch(/\p{L}.*[.?…]$/su);
      expect.soft(next, code).toMatch(/\p{L}.*[.?…]$/su);
    }
  });

  test('says which rule and what to change for every refusal', () => {
    for (const rule of REFUSAL_RULES) {
      const { why, change } = copy.refusals.rules[rule];
      expect.soft(why, rule).toMatch(/Pixapi .*\p{L}\.$/u);
      expect.soft(change, rule).toMatch(/^\p{Lu}.*\p{L}.*\.$/u);
      const others = REFUSAL_RULES.filter((other) => other !== rule).map((other) => copy.refusals.rules[other]);
      expect
        .soft(
          others.map((other) => other.why),
          rule,
        )
        .not.toContain(why);
      expect
        .soft(
          others.map((other) => other.change),
          rule,
        )
        .not.toContain(change);
    }
  });

  test('says what it was given', () => {
    for (const { path, value } of leaves(copy)) {
      if (typeof value !== 'function') continue;
      const [args] = samplesOf(path);
      expect(args, `${path} has a sample`).toBeDefined();
      const text = value(...args!);
      for (const arg of args!) expect.soft(text, path).toContain(spoken(copy, path, arg));
    }
  });

  test('keeps its voice', () => {
    for (const { path, args, text } of sentences(copy)) {
      const of = `${path} ${JSON.stringify(args)}`;
      expect.soft(text, of).toBe(text.trim());
      expect.soft(text, of).not.toMatch(/[!¡]|oops|\bops\b|\bups\b|desculpe|lamento|disculpa|lo siento|\bsorry\b/iu);
      expect.soft(text, of).not.toMatch(/undefined|null|NaN|\[object|Invalid|\$\{| {2}/u);
      expect.soft((text.match(/`/gu)?.length ?? 0) % 2, `${of}: its backticks come in pairs`).toBe(0);
    }
  });

  test('counts one and two differently', () => {
    const { credits, pictures, charge } = copy;
    for (const say of [credits, pictures, charge.charged, charge.held]) {
      expect(say(1).replace('1', 'n')).not.toBe(say(2).replace('2', 'n'));
    }
  });

  test('fits its buttons', () => {
    const { tryAgain, deliverAgain, tryAgainTitle, yes, no } = copy.buttons;
    const { cancel, showAfterAll } = copy.waiting;
    for (const label of [tryAgain, deliverAgain, cancel, showAfterAll])
      expect(label.length).toBeLessThanOrEqual(LIMITS.buttonText);
    for (const label of [yes, no]) expect(label.length).toBeLessThanOrEqual(LIMITS.confirmButton);
    const { editPrompt, makeLow, useNearest } = copy.refusals.buttons;
    for (const label of [editPrompt, makeLow(56_000, 'medium'), useNearest('--quality', 56_000)])
      expect(label.length).toBeLessThanOrEqual(LIMITS.buttonText);
    const { confirm } = copy.settings;
    for (const label of [confirm.yes, confirm.no]) expect(label.length).toBeLessThanOrEqual(LIMITS.confirmButton);
    for (const title of [tryAgainTitle, confirm.title(56_000)])
      expect(title.length).toBeLessThanOrEqual(LIMITS.confirmTitle);
    expect(confirm.text(56_000, 10_000).length).toBeLessThanOrEqual(LIMITS.confirmText);
    const { title, editTitle, close, submit, submitEdit } = copy.compose;
    for (const label of [title, editTitle, close, submit(4, 532), submitEdit(532)])
      expect(label.length).toBeLessThanOrEqual(LIMITS.modalTitle);
    expect(tryAgainTitle.length).toBeLessThanOrEqual(LIMITS.confirmTitle);
    for (const label of [copy.team.budgetForms.title, copy.team.budgetForms.give, copy.budgetForm.submit])
      expect(label.length).toBeLessThanOrEqual(LIMITS.modalTitle);
    expect(copy.budgetForm.button.length).toBeLessThanOrEqual(LIMITS.buttonText);
  });

  test('examples of edits are understood', () => {
    const quoted = (text: string) => [...text.matchAll(/“([^“”]+)”/gu)].map(([, example = '']) => example);
    const read = [copy.edits.howTo, ...copy.help.lines, ...copy.help.more]
      .flatMap(quoted)
      .map((text) => readEditRequest(text, 'UAPP'));
    expect(read).toMatchObject([
      { picture: null, label: null, instruction: expect.stringMatching(/\p{L}/u) },
      { picture: null, label: null, instruction: expect.stringMatching(/\p{L}/u) },
      { picture: 2, label: null },
      { picture: null, label: '1' },
    ]);
  });
});

/** How an argument stands in a sentence: figures in the language's form, except in names such as v56. */
function spoken(copy: Copy, path: string, arg: unknown): string {
  if (typeof arg === 'number') return number(copy.locale, arg);
  if (arg === DAY)
    return /renews|over|nothingLeft|home\.left|\.ends/.test(path)
      ? longDate(copy.locale, DAY)
      : monthName(copy.locale, DAY);
  if (['team', 'month', 'day'].includes(String(arg)) || typeof arg === 'boolean') return '';
  if (typeof arg === 'object' && arg !== null && 'successor' in arg) return String(arg.successor);
  return String(arg);
}

describe.each(TRANSLATIONS)('%s, beside English', (_, copy) => {
  const SAME = new Set(['images.from', 'settings.ownName', 'team.approvals.buttons.no']);
  const key = ({ path, args }: Said) => JSON.stringify([path, ...args]);
  const english = new Map(sentences(en).map((said) => [key(said), said.text]));
  const pairs = sentences(copy).map((said) => ({ ...said, english: english.get(key(said)) ?? '' }));

  test('is in its own words', () => {
    for (const { path, text, english } of pairs) if (!SAME.has(path)) expect.soft(text, path).not.toBe(english);
  });

  test('names the same commands and flags', () => {
    const commands =
      /`(?:--[a-z]+|\/invite|\/imagine (?:help|budget|history|language|settings|guests|confirm))[^`]*`/gu;
    const sorted = (text: string) => (text.match(commands) ?? []).toSorted();
    for (const { path, text, english } of pairs) expect.soft(sorted(text), path).toEqual(sorted(english));
  });
});

test.each([
  ['en', en, 'AI-made image: '],
  ['pt-BR', ptBR, 'Imagem feita por IA: '],
  ['es', es, 'Imagen hecha con IA: '],
])('%s: alt text says first that a machine made the picture', (_, copy, start) => {
  expect(copy.images.altText('x', '1', '')).toBe(`${start}x (v1)`);
});

test.each<[string, Copy, 'team' | 'channel' | 'person', number, string]>([
  ['pt-BR', ptBR, 'team', 6, 'Isto custa 14 créditos; o espaço de trabalho ainda tem 6 até 1 de dezembro.'],
  ['pt-BR', ptBR, 'channel', 1, 'Isto custa 14 créditos; este canal ainda tem 1 até 1 de dezembro.'],
  ['pt-BR', ptBR, 'person', 6, 'Isto custa 14 créditos; você ainda tem 6 até 1 de dezembro.'],
  ['es', es, 'team', 6, 'Esto cuesta 14 créditos; al espacio de trabajo le quedan 6 hasta el 1 de diciembre.'],
  ['es', es, 'channel', 1, 'Esto cuesta 14 créditos; a este canal le queda 1 hasta el 1 de diciembre.'],
  ['es', es, 'person', 6, 'Esto cuesta 14 créditos; a ti te quedan 6 hasta el 1 de diciembre.'],
])('%s: over the budget of the %3$s', (_, copy, scope, left, sentence) => {
  expect(copy.budget.over(14, copy.budget.holders[scope], left, longDate(copy.locale, DAY))).toBe(sentence);
});

test.each([
  ['en-GB', en],
  ['pt-BR', ptBR],
  ['pt_PT', ptBR],
  ['es-MX', es],
  ['ES', es],
  ['de-DE', en],
  ['', en],
  [null, en],
  [undefined, en],
])('copy for %s', (locale, copy) => expect(copyFor(locale)).toBe(copy));

test.each([
  ['en', en, ['1 of 3 pictures is here. #2, #3 can’t', '3 of 4 pictures are here. #2 can’t']],
  ['es', es, ['Faltan #2, #3: aún no se pueden', 'Falta #2: aún no se puede ']],
  ['pt-BR', ptBR, ['1 de 3 imagens está aqui. Faltam #2, #3:', '3 de 4 imagens estão aqui. Falta #2:']],
])('%s: what is missing is counted', (_, copy, [many = '', one = '']) => {
  expect(copy.result.missing(1, 3, [2, 3], false)).toContain(many);
  expect(copy.result.missing(3, 4, [2], false)).toContain(one);
});
