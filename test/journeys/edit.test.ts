import { expect, test } from 'vitest';
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

test('a reply that begins with it, in bold too, or with the app’s name is answered in the thread; it starts from the newest version, “from v1” from an earlier one, two at once from the same', async () => {
  const { slack, pixapi } = imagine;
  const thread = await drawn();
  // The other ways to say it: test/unit/core/edit-request.test.ts
  const said = ['edit this: make it night', '*edit this*: make it night', '<@BOT> make it night'];
  for (const [before, text] of said.entries()) {
    const addressesBefore = await addresses();
    await reply(thread, text);
    const version = before + 2;
    expect(slack.transcript('general'), text).toMatch(
      new RegExp(
        String.raw`\n {4}imagine: \[picture: AI-made image: make it night \(v${version}\) \(1024x1024\)\]\n {6}make it night\n {6}\(v${version} from v${version - 1} · gpt-image-1\.5 · 1024×1024 PNG · by @bruno · held 1 · charged 1 · ${500 - version} left in \w+\)\n {6}${BUTTON_ROW}$`,
      ),
    );
    expect(answersIn(thread), text).toHaveLength(before + 1);
    expect(edits(), text).toHaveLength(before + 1);
    expect(edits().at(-1), text).toMatchObject({
      path: '/v1/async/images/edits',
      fields: { image: addressesBefore.at(-1), prompt: 'make it night' },
    });
    expect(pixapi.billed(), text).toHaveLength(version);
  }

  await reply(thread, 'from v1: make it blue', 'ana');
  await reply(thread, 'edit this from v2: make it rain');
  const [v1, v2, v3, v4, v2b, v3b] = await addresses();
  const inputs = () => edits().map(({ fields }) => fields?.image);
  expect(inputs()).toEqual([v1, v2, v3, v1, v2]);
  expect(new Set([v1, v2, v3, v4, v2b, v3b]).size).toBe(6);
  const facts = () => slack.transcript('general').match(/v\w+ from v\w+/g) ?? [];
  expect(facts()).toEqual(['v2 from v1', 'v3 from v2', 'v4 from v3', 'v2b from v1', 'v3b from v2']);
  await reply(thread, 'edit this from v2b: make it green');
  expect(inputs().at(-1)).toBe(v2b);
  expect(facts().at(-1)).toBe('v3c from v2b');

  const v3c = (await addresses()).at(-1);
  await Promise.all([reply(thread, 'edit this: make it dusk'), reply(thread, 'edit this: make it day', 'ana')]);
  expect(inputs().slice(-2)).toEqual([v3c, v3c]);
  expect(facts().slice(-2).sort()).toEqual(['v4b from v3c', 'v4c from v3c']);
});

test('a thread in another channel, or of another picture, is another tree', async () => {
  const { slack, query } = imagine;
  await slack.command({ user: 'ana', channel: 'general', text: 'a red fox' });
  await slack.command({ user: 'ana', channel: 'general', text: 'an owl' });
  const design = await drawn('a cat', 'design');
  const threadOf = (prompt: string) =>
    slack.messages('general').find(({ text }) => text.endsWith(prompt))?.ts ?? `no ${prompt}`;
  const [fox, owl] = [threadOf('a red fox'), threadOf('an owl')];
  await slack.say({ user: 'ana', channel: 'design', threadTs: design, text: 'edit this: give it a hat' });
  await reply(owl, 'edit this: make it night');
  const byPrompt = new Map(
    (
      await query<{ prompt: string; url: string }>(
        'select prompt, pixapi_url as url from pictures p join generations g on g.id = p.generation_id',
      )
    ).map(({ prompt, url }) => [prompt, url]),
  );
  expect(
    edits()
      .map(({ fields }) => [fields?.prompt, fields?.image])
      .toSorted(),
  ).toEqual([
    ['give it a hat', byPrompt.get('a cat')],
    ['make it night', byPrompt.get('an owl')],
  ]);
  expect(answersIn(owl)).toHaveLength(1);
  expect(answersIn(fox)).toHaveLength(0);
});

test('size, quality and model are those of the picture, the second of several too, unless flags say otherwise; its placeholder says what it starts from and costs', async () => {
  const { slack } = imagine;
  const thread = await drawn('three red foxes --size 1280x720 --quality medium --n 3');
  const [, second] = await addresses();
  await reply(thread, 'edit #2: make it night');
  expect(edits()[0]?.fields).toMatchObject({ image: second, n: 1 });
  expect(slack.transcript('general')).toContain('v2 from v1 #2');
  await reply(thread, 'edit this: make it day --quality low');
  await reply(thread, 'edit this: make it square --size square --n 2');
  const answer = answersIn(thread).at(-1);
  expect(JSON.stringify(answer?.history[0]?.blocks)).toMatch(/from v3 · for .*2 pictures, 2 credits/);
  expect(slack.messages('general')).toHaveLength(1 + 3 + 3);
  await reply(thread, 'from v1: simpler --size square --model gpt-image-1.5');
  const orders = edits().map(({ fields }) => [fields?.model, fields?.size, fields?.quality, fields?.n]);
  expect(orders).toEqual([
    ['gpt-image-2', '1280x720', 'medium', 1],
    ['gpt-image-2', '1280x720', 'low', 1],
    ['gpt-image-2', '1024x1024', 'low', 2],
    ['gpt-image-1.5', '1024x1024', undefined, 1],
  ]);
});

test('what can’t be done is told once, to the asker alone, in their own language, and nothing is ordered', async () => {
  const { slack } = imagine;
  const thread = await drawn();
  const told: string[] = [];
  for (const [text, words] of [
    ['edit #9: make it night', 'There’s no picture #9; this message has 1 picture.'],
    ['from v7: make it night', 'This thread has no v7; the newest is v1.'],
    ['edit this:', 'Say what to change, for example “edit this: make it night”.'],
    [
      'edit this: make it night --size 1920x1080',
      '`--size 1920x1080`: sides must be multiples of 16. Nearest: `1920x1088`. Nothing was charged.',
    ],
    ['<@BOT> #9: make it night', 'There’s no picture #9; this message has 1 picture.'],
  ] as const) {
    const { deliveries } = await reply(thread, text, 'gus');
    for (const delivery of deliveries) await slack.redeliver(delivery);
    told.push(words);
    expect(ephemerals('gus'), text).toEqual(told);
    expect(slack.ephemerals('gus').at(-1)?.thread_ts, text).toBe(thread);
  }
  await reply(thread, 'edite isto:', 'bruno');
  await reply(thread, 'edita esto:', 'carla');
  expect(ephemerals('bruno')).toEqual([expect.stringMatching(/^Diga o que mudar/)]);
  expect(ephemerals('carla')).toEqual([expect.stringMatching(/^Di qué cambiar/)]);

  await slack.command({ user: 'ana', channel: 'general', text: 'budget set 2' });
  await reply(thread, 'edit this: make it night --n 4', 'gus');
  expect(ephemerals('gus').at(-1)).toMatch(/^This needs 4 credits; the workspace has 1 left until /);
  expect(answersIn(thread)).toHaveLength(0);
  expect(edits()).toHaveLength(0);
});
