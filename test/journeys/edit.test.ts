import { describe, expect, test } from 'vitest';
import { BUTTON_ROW } from '../support/button-row.ts';
import { journey } from '../support/journey.ts';

const imagine = journey();

/** Asks for a picture and answers its thread. */
async function drawn(text = 'a red fox', channel = 'general'): Promise<string> {
  await imagine.slack.command({ user: 'ana', channel, text });
  await imagine.settled();
  return imagine.slack.messages(channel).at(-1)?.ts ?? '';
}

async function reply(threadTs: string, text: string, user = 'bruno') {
  const said = await imagine.slack.say({ user, channel: 'general', threadTs, text });
  await imagine.settled();
  return said;
}

const edits = () => imagine.pixapi.submits().filter(({ path }) => path.endsWith('/edits'));
const answersIn = (threadTs: string) =>
  imagine.slack.messages('general').filter(({ thread_ts, bot_id }) => thread_ts === threadTs && bot_id);
const ephemerals = (user = 'bruno') => imagine.slack.ephemerals(user, 'general').map(({ text }) => text);
const addresses = async () =>
  (
    await imagine.query<{ url: string }>(
      `select pixapi_url as url from pictures p join generations g on g.id = p.generation_id order by g.version, position`,
    )
  ).map(({ url }) => url);

describe('what starts an edit', () => {
  test.each([
    ['edit this: make it night'],
    ['edit this make it night'],
    ['Edit this - make it night'],
    ['*edit this*: make it night'],
    ['edita isto: make it night'],
    ['edita esto: make it night'],
    ['<@BOT> make it night'],
    ['<@BOT> edit this: make it night'],
  ])('“%s” is answered in the thread, from the picture’s address at Pixapi', async (text) => {
    const { slack, pixapi } = imagine;
    const thread = await drawn();
    const [address] = await addresses();
    await reply(thread, text);

    expect(slack.transcript('general')).toMatch(
      new RegExp(
        String.raw`\n {4}imagine: \[picture: AI-made image: make it night \(v2\) \(1024x1024\)\]\n {6}make it night\n {6}\(v2 from v1 · gpt-image-1\.5 · 1024×1024 PNG · by @bruno · held 1 · charged 1 · 498 left in \w+\)\n {6}${BUTTON_ROW}$`,
      ),
    );
    expect(answersIn(thread)).toHaveLength(1);
    expect(edits()).toHaveLength(1);
    expect(edits()[0]).toMatchObject({
      path: '/v1/async/images/edits',
      fields: { image: address, prompt: 'make it night' },
    });
    expect(pixapi.billed()).toHaveLength(2);
  });

  test('while it is made, the thread says what it starts from and what it costs', async () => {
    const { slack, pixapi } = imagine;
    const thread = await drawn();
    pixapi.fault({ to: 'edits' }, { task: { slowMs: 400 } });
    await reply(thread, 'edit this: make it night --n 2');
    const [answer] = answersIn(thread);
    expect(JSON.stringify(answer?.history[0]?.blocks)).toMatch(/from v1 · for .*2 pictures, 2 credits/);
    expect(slack.messages('general')).toHaveLength(3);
  });
});

describe('which picture it starts from', () => {
  test('each edit starts from the newest version, “from v1” from an earlier one', async () => {
    const thread = await drawn();
    await reply(thread, 'edit this: make it night');
    await reply(thread, 'edit this: add snow', 'ana');
    await reply(thread, 'from v1: make it blue');
    await reply(thread, 'edit this from v2: make it rain');

    const [v1, v2, v3, v4] = await addresses();
    const inputs = edits().map(({ fields }) => fields?.image);
    expect(inputs).toEqual([v1, v2, v1, v2]);
    expect(new Set([v1, v2, v3, v4]).size).toBe(4);
    const facts = imagine.slack.transcript('general').match(/v\w+ from v\d/g);
    expect(facts).toEqual(['v2 from v1', 'v3 from v2', 'v2b from v1', 'v3b from v2']);
    await reply(thread, 'edit this from v2b: make it green');
    expect(edits().at(-1)?.fields?.image).toBe(v4);
    expect(imagine.slack.transcript('general')).toContain('v3c from v2b');
  });

  test('“edit #2” takes the second of several', async () => {
    const thread = await drawn('three foxes --n 3');
    const [, second] = await addresses();
    await reply(thread, 'edit #2: make it night');
    expect(edits()[0]?.fields).toMatchObject({ image: second, n: 1 });
    expect(imagine.slack.transcript('general')).toContain('v2 from v1 #2');
  });

  test('two edits at once become v2 and v2b', async () => {
    const thread = await drawn();
    const [v1] = await addresses();
    await Promise.all([reply(thread, 'edit this: make it night'), reply(thread, 'edit this: make it day', 'ana')]);
    expect(edits().map(({ fields }) => fields?.image)).toEqual([v1, v1]);
    const facts = imagine.slack.transcript('general').match(/v\w+ from v\d/g);
    expect(facts?.sort()).toEqual(['v2 from v1', 'v2b from v1']);
  });

  test('a thread in another channel, or of another picture, is another tree', async () => {
    const fox = await drawn();
    const owl = await drawn('an owl');
    const design = await drawn('a cat', 'design');
    await reply(owl, 'edit this: make it night');
    await imagine.slack.say({ user: 'ana', channel: 'design', threadTs: design, text: 'edit this: give it a hat' });
    await imagine.settled();
    const byPrompt = new Map(
      (
        await imagine.query<{ prompt: string; url: string }>(
          'select prompt, pixapi_url as url from pictures p join generations g on g.id = p.generation_id',
        )
      ).map(({ prompt, url }) => [prompt, url]),
    );
    expect(edits().map(({ fields }) => fields?.image)).toEqual([byPrompt.get('an owl'), byPrompt.get('a cat')]);
    expect(answersIn(fox)).toHaveLength(0);
  });
});

describe('on whose terms', () => {
  test('size, quality and model are those of the picture, unless flags say otherwise', async () => {
    const thread = await drawn('a red fox --size 1280x720 --quality medium --n 2');
    await reply(thread, 'edit this: make it night');
    await reply(thread, 'edit this: make it day --quality low');
    await reply(thread, 'edit this: make it square --size square --n 2');
    await reply(thread, 'from v1: simpler --size square --model gpt-image-1.5');
    const orders = edits().map(({ fields }) => [fields?.model, fields?.size, fields?.quality, fields?.n]);
    expect(orders).toEqual([
      ['gpt-image-2', '1280x720', 'medium', 1],
      ['gpt-image-2', '1280x720', 'low', 1],
      ['gpt-image-2', '1024x1024', 'low', 2],
      ['gpt-image-1.5', '1024x1024', undefined, 1],
    ]);
  });
});

describe('what can’t be done is told to the asker alone', () => {
  test.each([
    ['edit #9: make it night', 'There’s no picture #9; this message has 1 picture.'],
    ['from v7: make it night', 'This thread has no v7; the newest is v1.'],
    ['edit this:', 'Say what to change, for example “edit this: make it night”.'],
    [
      'edit this: make it night --size 1920x1080',
      '`--size 1920x1080`: sides must be multiples of 16. Nearest: `1920x1088`. Nothing was charged.',
    ],
    ['<@BOT> #9: make it night', 'There’s no picture #9; this message has 1 picture.'],
  ])('“%s”', async (text, words) => {
    const thread = await drawn();
    const { deliveries } = await reply(thread, text, 'gus');
    for (const delivery of deliveries) await imagine.slack.redeliver(delivery);
    expect(ephemerals('gus')).toEqual([words]);
    expect(imagine.slack.ephemerals('gus')[0]?.thread_ts).toBe(thread);
    expect(answersIn(thread)).toHaveLength(0);
    expect(edits()).toHaveLength(0);
  });

  test('each in their own language', async () => {
    const thread = await drawn();
    await reply(thread, 'edite isto:', 'bruno');
    await reply(thread, 'edita esto:', 'carla');
    expect(ephemerals('bruno')[0]).toMatch(/^Diga o que mudar/);
    expect(ephemerals('carla')[0]).toMatch(/^Di qué cambiar/);
  });

  test('over the budget nothing is ordered', async () => {
    const thread = await drawn();
    await imagine.slack.command({ user: 'ana', channel: 'general', text: 'budget set 2' });
    await reply(thread, 'edit this: make it night --n 4', 'gus');
    expect(ephemerals('gus')[0]).toMatch(/^This needs 4 credits; the workspace has 1 left until /);
    expect(edits()).toHaveLength(0);
  });
});
