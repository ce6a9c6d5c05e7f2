import { describe, expect, test } from 'vitest';
import { BUTTON_ROW } from '../support/button-row.ts';
import { journey } from '../support/journey.ts';
import { until } from '../support/until.ts';

const imagine = journey();

const ask = (text: string, user = 'ana', channel = 'general') => imagine.slack.command({ user, channel, text });

/** What is typed where, what Pixapi is ordered, and what the line under the picture says; `test/unit/typed-orders.test.ts` has the other flags. */
const ORDERS: [place: string, text: string, order: Record<string, unknown>, facts: string, credits: number][] = [
  ['general', 'fox --size portrait', { model: 'gpt-image-1.5', size: '1024x1536' }, 'gpt-image-1.5 · 1024×1536 PNG', 1],
  ['random', '--draft fox --size wide', { size: '2048x1152', quality: 'low' }, 'gpt-image-2 · 2048×1152 PNG · low', 2],
  // What phones make of two dashes, quotes and a multiplication sign.
  ['design', 'fox ——size ‘1280×720’', { size: '1280x720' }, 'gpt-image-2 · 1280×720 PNG · low', 1],
  ['partners', 'fox –n 2 —quality “medium”', { n: 2, quality: 'medium' }, 'gpt-image-2 · 1024×1024 PNG · medium', 8],
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

test('what flags say is what Pixapi is ordered, what people read, and what it costs', async () => {
  const { slack, pixapi } = imagine;
  const total = ORDERS.reduce((sum, [, , , , credits]) => sum + credits, 0);
  // All are held before the first is made, so that the same is left under each.
  pixapi.set({ taskMs: 60_000 });
  for (const [place, text] of ORDERS) await ask(text, 'ana', place);
  await until(() => pixapi.inFlight() === ORDERS.length);
  pixapi.advance(60_000);
  await imagine.settled();
  const tasks = await imagine.query<{ place: string; task: string }>(
    'select channel_id as place, task_id as task from generations',
  );
  for (const [place, text, order, facts, credits] of ORDERS) {
    const task = tasks.find((one) => one.place === slack.channelId(place))?.task;
    const submit = pixapi.submits().find(({ taskId }) => taskId === task);
    expect.soft(submit?.fields, text).toMatchObject({ ...order, prompt: 'fox' });
    // A model that has no quality is sent none: Pixapi would bill what it makes of it.
    expect.soft('quality' in (submit?.fields ?? {}), text).toBe(facts.startsWith('gpt-image-2'));
    const lines = slack.transcript(place).split('\n');
    const many = 'n' in order && Number(order.n) > 1 ? ` · ${order.n} pictures` : '';
    const factsLine = lines.findLast((line) => line.startsWith('  ('));
    expect
      .soft(factsLine?.trim(), text)
      .toMatch(
        new RegExp(
          `^\\(v1 · ${facts} · by @ana${many} · held ${credits} · charged ${credits} · ${500 - total} left in \\w+\\)$`,
        ),
      );
    const count = Number(order.n ?? 1);
    expect
      .soft(
        lines.filter((line) => /^ {2}\[Edit\] \[Vary ×4 · \d+\]/.test(line)),
        text,
      )
      .toHaveLength(count);
    if (count === 1) expect.soft(lines.at(-1), text).toMatch(new RegExp(`^ {2}${BUTTON_ROW}$`));
    expect.soft(lines[0], text).toContain(sizeOf(facts));
    const bills = pixapi.billed().filter(({ taskId }) => taskId === task);
    expect
      .soft(
        bills.map((bill) => bill.credits),
        text,
      )
      .toEqual([credits]);
  }
  expect(pixapi.submits()).toHaveLength(ORDERS.length);
  expect(pixapi.billed()).toHaveLength(ORDERS.length);
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
  test('whatever is wrong with it', async () => {
    const { slack, pixapi } = imagine;
    for (const [text, answer, offer] of MISTAKES) {
      await ask(text);
      const told = `imagine (only ana): ${answer} Nothing was charged.\n  ${offer ? `[${offer}] ` : ''}[Edit prompt]`;
      expect
        .soft(
          slack
            .transcript('general')
            .split(/^(?=\S)/m)
            .at(-1),
          text,
        )
        .toBe(told);
    }
    expect(slack.ephemerals('ana')).toHaveLength(MISTAKES.length);
    expect(slack.messages('general')).toEqual([]);
    await imagine.settled();
    expect(pixapi.journal).toEqual([]);
    expect(await imagine.query('select * from ledger_entries')).toEqual([]);
    const log = await imagine.query(
      'select prompt, state, failure, held_credits, charged_credits, submits from generations order by requested_at',
    );
    expect(log).toEqual(
      MISTAKES.map(([prompt]) => ({
        ...{ prompt, state: 'failed', failure: 'flag_invalid' },
        ...{ held_credits: 0, charged_credits: null, submits: 0 },
      })),
    );
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
