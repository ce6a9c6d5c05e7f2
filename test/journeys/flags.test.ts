import { describe, expect, test } from 'vitest';
import { BUTTON_ROW } from '../support/button-row.ts';
import { journey } from '../support/journey.ts';

const imagine = journey({ env: { DEFAULT_MONTHLY_CREDITS: '1000' } });

const ask = (text: string, user = 'ana') => imagine.slack.command({ user, channel: 'general', text });

/** What is typed, what Pixapi is ordered, and what the line under the picture says. */
const ORDERS: [text: string, order: Record<string, unknown>, facts: string, credits: number][] = [
  ['fox --size square', { model: 'gpt-image-1.5', size: '1024x1024' }, 'gpt-image-1.5 · 1024×1024 PNG', 1],
  ['fox --size portrait', { size: '1024x1536' }, 'gpt-image-1.5 · 1024×1536 PNG', 1],
  ['fox --size landscape', { size: '1536x1024' }, 'gpt-image-1.5 · 1536×1024 PNG', 1],
  [
    'fox --size wide',
    { model: 'gpt-image-2', size: '2048x1152', quality: 'low' },
    'gpt-image-2 · 2048×1152 PNG · low',
    2,
  ],
  ['fox --size tall', { size: '1152x2048' }, 'gpt-image-2 · 1152×2048 PNG · low', 2],
  ['fox --size 2k', { size: '2048x2048' }, 'gpt-image-2 · 2048×2048 PNG · low', 2],
  ['fox --size 4k', { size: '3840x2160' }, 'gpt-image-2 · 3840×2160 PNG · low', 4],
  ['fox --size 1280x720', { size: '1280x720' }, 'gpt-image-2 · 1280×720 PNG · low', 1],
  ['fox --quality low', { model: 'gpt-image-2', quality: 'low' }, 'gpt-image-2 · 1024×1024 PNG · low', 1],
  ['fox --quality medium', { quality: 'medium' }, 'gpt-image-2 · 1024×1024 PNG · medium', 4],
  ['fox --quality high', { quality: 'high' }, 'gpt-image-2 · 1024×1024 PNG · high', 14],
  ['fox --quality draft', { quality: 'low' }, 'gpt-image-2 · 1024×1024 PNG · low', 1],
  ['fox --quality final', { quality: 'high' }, 'gpt-image-2 · 1024×1024 PNG · high', 14],
  ['fox --n 1', { n: 1 }, 'gpt-image-1.5 · 1024×1024 PNG', 1],
  ['fox --n 3 --quality medium', { n: 3, quality: 'medium' }, 'gpt-image-2 · 1024×1024 PNG · medium', 12],
  ['fox --model gpt-image-2', { model: 'gpt-image-2', quality: 'low' }, 'gpt-image-2 · 1024×1024 PNG · low', 1],
  ['fox --model gpt-image-1.5', { model: 'gpt-image-1.5' }, 'gpt-image-1.5 · 1024×1024 PNG', 1],
  ['fox --ar 16:9', { size: '1536x864' }, 'gpt-image-2 · 1536×864 PNG · low', 1],
  ['fox --ar 1:1', { size: '1024x1024' }, 'gpt-image-1.5 · 1024×1024 PNG', 1],
  ['fox --draft', { model: 'gpt-image-2', quality: 'low' }, 'gpt-image-2 · 1024×1024 PNG · low', 1],
  ['--draft fox --size wide', { size: '2048x1152', quality: 'low' }, 'gpt-image-2 · 2048×1152 PNG · low', 2],
  ['fox --n 4', { n: 4, quality: 'low' }, 'gpt-image-2 · 1024×1024 PNG · low', 4],
  // What phones make of two dashes, quotes and a multiplication sign.
  ['fox —size wide', { size: '2048x1152' }, 'gpt-image-2 · 2048×1152 PNG · low', 2],
  ['fox –n 2 —quality “medium”', { n: 2, quality: 'medium' }, 'gpt-image-2 · 1024×1024 PNG · medium', 8],
  ['fox ——size ‘1280×720’', { size: '1280x720' }, 'gpt-image-2 · 1280×720 PNG · low', 1],
  ['fox ―ar=16:9', { size: '1536x864' }, 'gpt-image-2 · 1536×864 PNG · low', 1],
  ['--size portrait fox', { size: '1024x1536' }, 'gpt-image-1.5 · 1024×1536 PNG', 1],
];

test('a style adds its words to what Pixapi reads, and its name to what people read', async () => {
  const { slack, pixapi } = imagine;
  await ask('a red fox --style watercolor');
  await imagine.settled();
  expect(pixapi.submits()[0]?.fields?.prompt).toBe(
    'a red fox\n\nStyle: loose watercolor painting on textured paper, soft edges.',
  );
  expect(slack.transcript('general')).toMatch(
    /a red fox\n.*\(v1 · gpt-image-1\.5 · 1024×1024 PNG · Watercolor · by @ana/,
  );
});

test('with --private the picture comes in the asker’s own messages with the app, and nowhere else', async () => {
  const { slack, pixapi } = imagine;
  await ask('a red fox --private');
  await imagine.settled();
  expect(slack.messages('general')).toEqual([]);
  const [message, ...more] = slack.messages('app:ana');
  expect(more).toEqual([]);
  expect(slack.transcript('app:ana')).toMatch(/\[picture: AI-made image: a red fox \(v1\)/);
  expect(pixapi.submits()[0]?.fields?.prompt).toBe('a red fox');
  // and it is edited where it is
  await slack.say({ user: 'ana', channel: 'app:ana', threadTs: message?.ts ?? '', text: 'edit this: make it night' });
  await imagine.settled();
  expect(slack.transcript('app:ana')).toContain('v2 from v1');
  expect(slack.messages('general')).toEqual([]);
});

test.each(ORDERS)('%s', async (text, order, facts, credits) => {
  const { slack, pixapi } = imagine;
  await ask(text);
  await imagine.settled();
  expect(pixapi.submits().map(({ fields }) => fields)).toMatchObject([{ ...order, prompt: 'fox' }]);
  // A model that has no quality is sent none: Pixapi would bill what it makes of it.
  expect('quality' in (pixapi.submits()[0]?.fields ?? {})).toBe(facts.startsWith('gpt-image-2'));
  const lines = slack.transcript('general').split('\n');
  const many = 'n' in order && Number(order.n) > 1 ? ` · ${order.n} pictures` : '';
  const factsLine = lines.findLast((line) => line.startsWith('  ('));
  expect(factsLine?.trim()).toMatch(
    new RegExp(
      `^\\(v1 · ${facts} · by @ana${many} · held ${credits} · charged ${credits} · ${1000 - credits} left in \\w+\\)$`,
    ),
  );
  const count = Number(order.n ?? 1);
  expect(lines.filter((line) => /^ {2}\[Edit\] \[Vary ×4 · \d+\]/.test(line))).toHaveLength(count);
  if (count === 1) expect(lines.at(-1)).toMatch(new RegExp(`^ {2}${BUTTON_ROW}$`));
  expect(lines[0]).toContain(sizeOf(facts));
  expect(pixapi.billed().map((bill) => bill.credits)).toEqual([credits]);
});

const sizeOf = (facts: string) => `(${/\d+×\d+/.exec(facts)?.[0].replace('×', 'x')})`;

const SIZES = '`square`, `portrait`, `landscape`, `wide`, `tall`, `2k`, `4k`, `auto`';
const FLAGS = '`--size`, `--ar`, `--quality`, `--n`, `--model`, `--style`, `--draft`, `--private`';

/** What is typed wrong, what its author alone reads, and what is offered in its place. */
const MISTAKES: [text: string, answer: string, offer?: string][] = [
  [
    'fox --size 1920x1080',
    '`--size 1920x1080`: sides must be multiples of 16. Nearest: `1920x1088`.',
    'Use 1920x1088 · 2',
  ],
  [
    'fox —size “1920×1080”',
    '`—size 1920×1080`: sides must be multiples of 16. Nearest: `1920x1088`.',
    'Use 1920x1088 · 2',
  ],
  [
    'fox --size 512x512',
    '`--size 512x512`: too small; the minimum is 655,360 pixels. Nearest: `816x816`.',
    'Use 816x816 · 1',
  ],
  [
    'fox --size 3840x3840',
    '`--size 3840x3840`: too large; the maximum is 8,294,400 pixels. Nearest: `2880x2880`.',
    'Use 2880x2880 · 4',
  ],
  [
    'fox --size 4000x1600',
    '`--size 4000x1600`: no side can be longer than 3,840 pixels. Nearest: `3840x1600`.',
    'Use 3840x1600 · 4',
  ],
  [
    'fox --size 3200x800',
    '`--size 3200x800`: one side can be at most three times as long as the other. Nearest: `2784x928`.',
    'Use 2784x928 · 4',
  ],
  ['fox --size huge', `\`--size huge\`: the choices are ${SIZES}.`],
  ['fox --size widee', `\`--size widee\`: the choices are ${SIZES}. Did you mean \`wide\`?`, 'Use wide · 2'],
  ['fox --size', `\`--size\` needs a value: ${SIZES}.`],
  [
    'fox --ar 9:1',
    '`--ar 9:1`: one side can be at most three times as long as the other. Nearest: `3:1`.',
    'Use 3:1 · 1',
  ],
  ['fox --ar tall', '`--ar tall`: the choices are `1:1`, `3:2`, `2:3`, `4:3`, `3:4`, `16:9`, `9:16`.'],
  [
    'fox --quality hihg',
    '`--quality hihg`: the choices are `low`, `medium`, `high`. Did you mean `high`?',
    'Use high · 14',
  ],
  ['fox --n 7', '`--n 7`: the choices are `1`, `2`, `3`, `4`. Did you mean `4`?', 'Use 4 · 4'],
  ['fox --n 0', '`--n 0`: the choices are `1`, `2`, `3`, `4`. Did you mean `1`?', 'Use 1 · 1'],
  ['fox --n 2 --n 3', 'You used `--n` twice. Keep only one.'],
  [
    'fox --qality high',
    `\`--qality\` isn’t a flag. The flags are ${FLAGS}. Did you mean \`--quality\`?`,
    'Use --quality · 14',
  ],
  ['fox --size wide --ar 1:1', '`--size` and `--ar` can’t be used together.'],
  ['fox --model dalle', '`--model dalle`: there’s no such model. The models are `gpt-image-1.5`, `gpt-image-2`.'],
  [
    'fox --model gpt-image-1.5 --quality high',
    '`--model gpt-image-1.5` can’t draw in high quality. `gpt-image-2` can.',
  ],
  ['fox --model gpt-image-1.5 --size 2k', '`--model gpt-image-1.5` can’t draw 2048x2048. `gpt-image-2` can.'],
  ['--n 2', 'Say what to draw, for example `/imagine a red fox`.'],
];

describe('a wrong flag is answered to its author alone and costs nothing', () => {
  test.each(MISTAKES)('%s', async (text, answer, offer) => {
    const { slack, pixapi } = imagine;
    await ask(text);
    expect(slack.transcript('general')).toBe(
      `imagine (only ana): ${answer} Nothing was charged.\n  ${offer ? `[${offer}] ` : ''}[Edit prompt]`,
    );
    expect(slack.messages('general')).toEqual([]);
    await imagine.settled();
    expect(pixapi.journal).toEqual([]);
    expect(await imagine.query('select * from ledger_entries')).toEqual([]);
    const log = await imagine.query(
      'select state, failure, held_credits, charged_credits, submits from generations order by requested_at',
    );
    expect(log).toEqual([
      { state: 'failed', failure: 'flag_invalid', held_credits: 0, charged_credits: null, submits: 0 },
    ]);
  });

  test('in the words of whoever asked', async () => {
    await ask('raposa --size 1920x1080', 'bruno');
    await ask('zorro --quality ultra', 'carla');
    expect(imagine.slack.transcript('general').split('\n')).toEqual([
      'imagine (only bruno): `--size 1920x1080`: os lados precisam ser múltiplos de 16. O mais próximo: `1920x1088`. Nada foi cobrado.',
      '  [Usar 1920x1088 · 2] [Editar o texto]',
      'imagine (only carla): `--quality ultra`: los valores admitidos son `low`, `medium`, `high`. No se cobró nada.',
      '  [Editar el texto]',
    ]);
  });
});
