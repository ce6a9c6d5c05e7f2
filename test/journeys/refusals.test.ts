import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { EDIT_PROMPT } from '../../src/slack/ask/answer-request.ts';
import { journey } from '../support/journey.ts';

const imagine = journey();

const SETTLED = 'That’s already been settled.';
type Who = 'ana' | 'bruno' | 'carla' | 'gus';

async function ask(text: string, user: Who = 'ana', channel = 'general') {
  await imagine.slack.command({ user, channel, text });
  await imagine.settled();
}

async function press(actionId: string, user: Who = 'ana', channel = 'general') {
  await imagine.slack.click({ user, channel, actionId });
  await imagine.settled();
}

/** What this person's newest private message says, line by line, without its buttons. */
function told(user: Who = 'ana', channel = 'general') {
  const lines = imagine.slack
    .transcript(channel, 'acme', user)
    .split(/^(?= *imagine(?: \(only you\))?: )/m)
    .filter((said) => said.includes('imagine (only you): '))
    .at(-1);
  return (
    lines
      ?.replace(/.*imagine \(only you\): /, '')
      .trimEnd()
      .split(/\n */) ?? []
  );
}

const log = (columns: string) => imagine.query(`select ${columns} from generations order by requested_at, state`);

const RAW = 'upstream says whatever';
const blocked = (more: string) => ({
  answer: { status: 400, shape: 'openai' as const, code: 'moderation_blocked', message: `${RAW} ${more}` },
});

describe('what Pixapi would not make', () => {
  const EXPLAINED: [user: Who, words: string, rule: string, lines: string[]][] = [
    [
      'ana',
      'safety_violations=[sexual].',
      'sexual',
      [
        'Pixapi would not make this: it looks like it breaks the rule on sexual content. Nothing was charged. Leave out nudity and anything suggestive; say what people wear and where they are.',
        '(by @ana · held 1 · charged 0 · 500 left in November)',
        '[Edit prompt]',
      ],
    ],
    [
      'bruno',
      'The prompt breaks the policy on real people.',
      'real_people',
      [
        'A Pixapi recusou esta imagem porque ela parece violar a regra sobre pessoas reais. Nada foi cobrado. Tire o nome e descreva alguém inventado: idade, roupas, o que faz.',
        '(por @bruno · reserva: 1 · cobrança: 0 · restam 500 em novembro)',
        '[Editar o texto]',
      ],
    ],
    [
      'carla',
      'the image we created may violate our guardrails concerning similarity to third-party content.',
      'copyright',
      [
        'Pixapi rechazó esta imagen porque parece incumplir la regla sobre personajes protegidos, marcas y estilos de artistas. La solicitud se aceptó; la imagen que salió de ella, no. No se cobró nada. Quita los nombres y describe el aspecto con tus propias palabras.',
        '(por @carla · reserva: 1 · cobro: 0 · quedan 500 en noviembre)',
        '[Editar el texto]',
      ],
    ],
  ];

  test('is explained to the asker alone, at once or after a while: which rule, what to change, no credits; the button knows the request, and nothing else', async () => {
    const { slack, pixapi } = imagine;
    for (const [user, words, , lines] of EXPLAINED) {
      pixapi.fault({ to: 'submit' }, blocked(words));
      await ask('a fox on stage', user);
      expect(told(user).map(anyMonth), user).toEqual(['a fox on stage', ...lines].map(anyMonth));
    }
    for (const user of ['ana', 'bruno', 'carla'] as const) expect(slack.ephemerals(user), user).toHaveLength(1);
    const [first] = await log('id');
    expect(buttons()).toEqual([
      { type: 'button', action_id: EDIT_PROMPT, text: { type: 'plain_text', text: 'Edit prompt' }, value: first?.id },
    ]);

    const { message, code, shape } = blocked('safety_violations=[violence].').answer;
    pixapi.fault({ to: 'submit' }, { task: { fails: { message, code, shape } } });
    await ask('two foxes');
    expect(told()[1]).toMatch(
      /^Pixapi would not make this: it looks like it breaks the rule on violence\. Nothing was/,
    );
    expect(slack.ephemerals('gus')).toEqual([]);
    expect(slack.messages('general')).toEqual([]);
    expect(await log('state, failure, refusal_rule, charged_credits')).toEqual(
      [...EXPLAINED.map(([, , rule]) => rule), 'violence'].map((rule) => ({
        ...{ state: 'failed', failure: 'prompt_refused', refusal_rule: rule, charged_credits: 0 },
      })),
    );
    await expectNothingOfUpstream();
  });
});

test('edits: for the picture it starts from another one is asked for; what could not be read or paid is ordered again in its thread, from the same picture, on its terms', async () => {
  const { slack, pixapi } = imagine;
  await ask('a red fox --quality medium --size portrait');
  const threadTs = slack.messages('general')[0]?.ts ?? '';
  const source = { path: expect.stringMatching(/edits$/) };
  const reply = async (user: Who, text: string) => {
    await slack.say({ user, channel: 'general', threadTs, text });
    await imagine.settled();
  };
  pixapi.fault({ to: 'edits' }, blocked('The input image is against our policy on minors.'));
  await reply('ana', 'edit this: make it night');
  expect(told()[1]).toBe(
    'Pixapi would not make this: it looks like it breaks the rule that protects minors. The problem is the picture you started from, not the wording. Nothing was charged. Start from a different picture.',
  );
  expect(slack.ephemerals('ana', 'general').at(-1)).toMatchObject({ thread_ts: threadTs });
  expect(await log('refused_part')).toEqual([{ refused_part: null }, { refused_part: 'source' }]);

  await reply('carla', 'edit this: make it night --n 9');
  expect(told('carla').at(-1)).toBe('[Usar 4 · 16] [Editar el texto]');
  await press('use_nearest', 'carla');
  expect(pixapi.submits().at(-1)).toMatchObject({
    ...source,
    fields: { prompt: 'make it night', size: '1024x1536', quality: 'medium', n: 4 },
  });
  expect(slack.messages('general').at(-1)).toMatchObject({ thread_ts: threadTs });

  await ask('budget set 23');
  await reply('bruno', 'from v1: make it night --quality high');
  await press('make_low', 'bruno');
  expect(pixapi.submits().at(-1)).toMatchObject({ ...source, fields: { quality: 'low' } });
  expect(slack.messages('general').at(-1)).toMatchObject({ thread_ts: threadTs });
  expect(slack.transcript('general')).toMatch(/v2b from v1 · .* · low · by @bruno/);
});

describe('over the budget', () => {
  test('“Make it low” orders the same in low quality for the price on the button, and the answer goes', async () => {
    const { slack, pixapi } = imagine;
    await ask('budget set 6');
    await ask('a fox --quality high --size portrait --n 2');
    expect(told()).toEqual([
      expect.stringMatching(
        /^This needs \d+ credits; the workspace has 6 left until .* With `--quality low` it would cost 2\./,
      ),
      '[Make it low · 2] [Ask for more] [Edit prompt]',
    ]);
    expect(buttons().map(({ confirm }) => confirm)).toEqual([undefined, undefined, undefined]);
    await press('make_low');
    expect(pixapi.submits().map(({ fields }) => fields)).toMatchObject([
      { model: 'gpt-image-2', prompt: 'a fox', size: '1024x1536', quality: 'low', n: 2 },
    ]);
    expect(slack.transcript('general')).toMatch(/low · by @ana · 2 pictures · held 2 · charged 2 · 4 left in \w+\)$/m);
    expect(
      slack
        .ephemerals('ana')
        .map(({ text }) => text)
        .join(),
    ).not.toContain('This needs');
    expect(await log('state, user_id, again_of is not null as again')).toMatchObject([
      { state: 'failed', again: false },
      { state: 'posted', again: true },
    ]);
  });

  test('in a place where the app is not, the picture comes as an answer to the press', async () => {
    const { slack } = imagine;
    await ask('budget set 6');
    await ask('a fox --quality high', 'ana', 'secret');
    await press('make_low', 'ana', 'secret');
    expect(slack.messages('secret')).toEqual([]);
    expect(slack.transcript('secret')).toContain('[picture: AI-made image: a fox (v1)');
  });

  test('what can’t be paid yet may be pressed again once it can; the second press finds the first one’s order', async () => {
    const { slack, pixapi } = imagine;
    await ask('budget set 6');
    await ask('a fox --quality high');
    await ask('budget set 0');
    await press('make_low');
    expect(told()).toEqual([
      expect.stringMatching(/^This needs 1 credit; the workspace has 0 left/),
      '[Ask for more] [Edit prompt]',
    ]);
    expect(pixapi.submits()).toEqual([]);
    await ask('budget set 6');
    await Promise.all([1, 2].map(() => slack.click({ user: 'ana', channel: 'general', actionId: 'make_low' })));
    await imagine.settled();
    expect(pixapi.billed()).toHaveLength(1);
    expect(slack.messages('general')).toHaveLength(1);
    expect(told()).toEqual([SETTLED]);
  });

  test('asks first where the workspace wants that', async () => {
    await ask('budget set 6');
    await ask('confirm always');
    await ask('a fox --quality high');
    expect(buttons()[0]?.confirm).toMatchObject({
      title: { text: 'Spend 1 credit?' },
      text: { text: 'This costs 1 credit. This workspace asks before anything is spent.' },
      confirm: { text: 'Spend' },
      deny: { text: 'Leave it' },
    });
  });
});

describe('a flag that can’t be read', () => {
  test('“Use …” orders the same words with the nearest value in its place', async () => {
    const { slack, pixapi } = imagine;
    await ask('a fox --size 1920x1080 at night');
    await press('use_nearest');
    expect(pixapi.submits().map(({ fields }) => fields)).toMatchObject([
      { prompt: 'a fox at night', size: '1920x1088' },
    ]);
    expect(slack.transcript('general')).toMatch(/held 2 · charged 2 · 498 left in \w+\)$/m);
    expect(told()).toEqual([]);
    expect(await log('state, prompt')).toEqual([
      { state: 'failed', prompt: 'a fox --size 1920x1080 at night' },
      { state: 'posted', prompt: 'a fox at night' },
    ]);
  });

  test('the next mistake is told when the first is mended, and nothing is ordered; a second press orders nothing', async () => {
    const { slack, pixapi } = imagine;
    await ask('a fox --size 1920x1080 --quality hihg');
    expect(told().at(-1)).toBe('[Use 1920x1088] [Edit prompt]');
    await press('use_nearest');
    expect(told().at(-1)).toBe('[Use high · 67] [Edit prompt]');
    expect(pixapi.journal).toEqual([]);
    await Promise.all([1, 2].map(() => slack.click({ user: 'ana', channel: 'general', actionId: 'use_nearest' })));
    await imagine.settled();
    expect(pixapi.submits()).toMatchObject([{ fields: { size: '1920x1088', quality: 'high' } }]);
    expect(pixapi.billed()).toHaveLength(1);
    expect(told()).toEqual([SETTLED]);
  });

  test('asks first for what is dear', async () => {
    await ask('a fox --quality hihg');
    expect(buttons()[0]?.confirm).toMatchObject({
      text: { text: 'This costs 14 credits. This workspace asks before spending more than 10.' },
    });
  });

  test('attached pictures are sent along, and the answer comes under the message that brought them', async () => {
    const { slack, pixapi } = imagine;
    const square = sharp({ create: { width: 64, height: 64, channels: 3, background: { r: 200, g: 80, b: 20 } } });
    const files = [{ name: 'logo.png', bytes: await square.png().toBuffer() }];
    const said = await slack.say({ user: 'ana', channel: 'general', text: '<@BOT> make it night --n 0', files });
    await imagine.settled();
    expect(told().at(-1)).toBe('[Use 1 · 1] [Edit prompt]');
    await press('use_nearest');
    const [order] = pixapi.submits();
    expect(order).toMatchObject({ path: expect.stringMatching(/edits$/), fields: { prompt: 'make it night' } });
    expect(order?.files).toHaveLength(1);
    expect(slack.messages('general').at(-1)).toMatchObject({ thread_ts: said.ts });
  });
});

test.each(['make_low', 'use_nearest'])('%s of somebody else’s refused request orders nothing', async (actionId) => {
  const { slack, pixapi, query } = imagine;
  await ask('budget set 6');
  await ask(actionId === 'make_low' ? 'a fox --quality high' : 'a fox --n 7');
  await ask(actionId === 'make_low' ? 'a hen --quality high' : 'a hen --n 7', 'bruno');
  // Two requests change hands: what a button's value alone must not allow.
  await query(`update generations set user_id = case when prompt like 'a fox%' then $1 else $2 end`, [
    slack.teams.acme.people.bruno.id,
    slack.teams.acme.people.ana.id,
  ]);
  await press(actionId);
  expect(told()).toEqual([SETTLED]);
  expect(pixapi.journal).toEqual([]);
});

const anyMonth = (line: string) => line.replace(/ (?:left in|em|en) [\p{L}]+\)$/u, ' …)');

function buttons() {
  const blocks = imagine.slack.ephemerals('ana', 'general').at(-1)?.blocks ?? [];
  const actions = blocks.find(({ type }) => type === 'actions') as { elements: Record<string, unknown>[] } | undefined;
  return actions?.elements ?? [];
}

async function expectNothingOfUpstream() {
  const { slack, query, logLines } = imagine;
  const rows = await query('select g::text as row from generations g');
  const said = [...slack.ephemerals('ana'), ...slack.ephemerals('bruno'), ...slack.ephemerals('carla')];
  const everything = JSON.stringify([slack.journal.map(({ args }) => args), said, rows, logLines]);
  for (const raw of [RAW, 'safety_violations', 'guardrails', 'breaks the policy'])
    expect(everything).not.toContain(raw);
}
