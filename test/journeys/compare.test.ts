import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { journey } from '../support/journey.ts';

const imagine = journey();

const GAP_PX = 16;

async function reply(threadTs: string, text: string, user = 'bruno') {
  const said = await imagine.slack.say({ user, channel: 'general', threadTs, text });
  await imagine.settled();
  return said;
}

/** A thread of ana's with a picture and its edits. */
async function thread(prompt: string, ...edits: string[]): Promise<string> {
  await imagine.slack.command({ user: 'ana', channel: 'general', text: prompt });
  await imagine.settled();
  const ts = imagine.slack.messages('general').at(-1)?.ts ?? '';
  for (const edit of edits) await reply(ts, edit, 'ana');
  return ts;
}

const messages = () => imagine.slack.messages('general').filter(({ bot_id }) => bot_id);
const newest = () => messages().at(-1);
const filesOf = (message = newest()) =>
  [...JSON.stringify(message?.blocks).matchAll(/"slack_file":\{"id":"(\w+)"\}/g)].map(([, id = '']) =>
    imagine.slack.file(id),
  );
const privately = (user = 'bruno') => imagine.slack.ephemerals(user, 'general').map(({ text }) => text);

/** The picture's middle as small raw pixels, cut out of `bytes` from `left` on. */
async function part(bytes: Uint8Array, left: number, width: number): Promise<Buffer> {
  const cut = await sharp(bytes).extract({ left, top: 0, width, height: 1024 }).removeAlpha().png().toBuffer();
  return await sharp(cut).resize(32, 32, { fit: 'fill' }).raw().toBuffer();
}

async function whole(bytes: Uint8Array): Promise<{ width: number; pixels: Buffer }> {
  const scaled = await sharp(bytes).resize({ height: 1024 }).png().toBuffer();
  const { width } = await sharp(scaled).metadata();
  return { width, pixels: await part(scaled, 0, width) };
}

const difference = (one: Buffer, other: Buffer) =>
  one.reduce((sum, value, i) => sum + Math.abs(value - (other[i] ?? 0)), 0) / one.length;

/** That the newest message's picture is these two, in this order. */
async function expectSides(left: Uint8Array, right: Uint8Array): Promise<void> {
  const [file, ...more] = filesOf();
  expect(more).toEqual([]);
  const bytes = file?.bytes ?? new Uint8Array();
  const [one, other] = [await whole(left), await whole(right)];
  const { width, height, format } = await sharp(bytes).metadata();
  expect({ width, height, format }).toEqual({ width: one.width + GAP_PX + other.width, height: 1024, format: 'png' });
  expect(difference(await part(bytes, 0, one.width), one.pixels)).toBeLessThan(2);
  expect(difference(await part(bytes, one.width + GAP_PX, other.width), other.pixels)).toBeLessThan(2);
  expect(difference(one.pixels, other.pixels)).toBeGreaterThan(4);
}

const bytesOf = (of: number, picture = 0) => filesOf(messages()[of])[picture]?.bytes ?? new Uint8Array();

describe('compare', () => {
  test('“compare v1 v3” is one picture with both, that says which is where, for nothing', async () => {
    const { slack, pixapi } = imagine;
    const ts = await thread('a red fox --size wide', 'edit this: make it night', 'edit this: add snow --size square');
    await reply(ts, 'compare v1 v3');
    await expectSides(bytesOf(0), bytesOf(2));
    expect(slack.transcript('general')).toMatch(
      /\n {4}imagine: \[picture: AI-made images side by side: left v1, a red fox; right v3, add snow \(\d+x1024\)\]\n {6}compare v1 v3\n {6}\(left: v1 · right: v3 · by @bruno · free\)\n {6}\[… Make private \/ Alt text… \/ Delete…\]$/,
    );
    expect(newest()?.text).toBe('Side by side: v1 left, v3 right');
    expect(filesOf()[0]?.altTxt).toBe('AI-made images side by side: left v1, a red fox; right v3, add snow');
    expect(pixapi.submits()).toHaveLength(3);
  });

  test.each([
    ['compare', 'v1', 'v2b'],
    ['<@BOT> compare', 'v1', 'v2b'],
    ['compare v2', 'v2', 'v2b'],
    ['comparar v2b', 'v1', 'v2b'],
    ['compare v2b with V1.', 'v2b', 'v1'],
    ['comparar v1 com v2b', 'v1', 'v2b'],
    ['compara v1 y v2', 'v1', 'v2'],
  ])('“%s” puts %s left and %s right', async (text, left, right) => {
    const ts = await thread('a red fox', 'edit this: make it night', 'from v1: make it blue');
    await reply(ts, text);
    const at = ['v1', 'v2', 'v2b'];
    await expectSides(bytesOf(at.indexOf(left)), bytesOf(at.indexOf(right)));
  });

  test('of several pictures, the ones that are named', async () => {
    const ts = await thread('three foxes --n 3');
    await reply(ts, 'compare #1 #3');
    await expectSides(bytesOf(0, 0), bytesOf(0, 2));
    expect(imagine.slack.transcript('general')).toContain('(left: v1 #1 · right: v1 #3 · by @bruno · free)');
    await reply(ts, 'edit #2: make it night');
    await reply(ts, 'compare v1 #3 v2');
    await expectSides(bytesOf(0, 2), bytesOf(2));
    await reply(ts, 'compare');
    await expectSides(bytesOf(0, 1), bytesOf(2));
  });

  test('it is no version: nobody edits it, and the next edit starts from the newest picture', async () => {
    const ts = await thread('a red fox', 'edit this: make it night');
    await reply(ts, 'compare');
    await reply(ts, 'edit this: add snow');
    expect(imagine.slack.transcript('general')).toContain('(v3 from v2 · ');
    expect(await imagine.query(`select version, label from generations where act = 'compare'`)).toEqual([
      { version: null, label: null },
    ]);
  });

  test('Slack’s repetitions bring no second one', async () => {
    const ts = await thread('a red fox', 'edit this: make it night');
    const { deliveries } = await reply(ts, '<@BOT> compare v1 v2');
    expect(deliveries).toHaveLength(2);
    for (const delivery of deliveries) await imagine.slack.redeliver(delivery);
    await imagine.settled();
    expect(messages()).toHaveLength(3);
  });

  test.each([
    ['compare v1 v7', 'This thread has no v7; the newest is v1.'],
    ['compare #1 #2', 'There’s no picture #2; this message has 1 picture.'],
    ['compare v1 v1', /^I need two pictures to compare\./],
    ['compare', /^I need two pictures to compare\./],
  ])('“%s” of a single picture is explained to the asker alone', async (text, words) => {
    const ts = await thread('a red fox');
    const { deliveries } = await reply(ts, text, 'gus');
    for (const delivery of deliveries) await imagine.slack.redeliver(delivery);
    expect(privately('gus')).toEqual([expect.stringMatching(words)]);
    expect(messages()).toHaveLength(1);
  });

  test('a deleted version is not shown once more', async () => {
    const ts = await thread('a red fox', 'edit this: make it night', 'edit this: add snow');
    await imagine.query(`update generations set deleted_at = now() where label = '1'`);
    await reply(ts, 'compare v1 v3');
    expect(privately('bruno')).toEqual(['Esta thread não tem v1; a mais recente é a v3.']);
  });

  test('in Portuguese and Spanish', async () => {
    const ts = await thread('a red fox', 'edit this: make it night');
    for (const [language, facts] of [
      ['pt', /\(à esquerda: v1 · à direita: v2 · por @carla · grátis\)/],
      ['es', /\(a la izquierda: v1 · a la derecha: v2 · (?:de|por) @carla · gratis\)/],
    ] as const) {
      await imagine.slack.command({ user: 'ana', channel: 'general', text: `language ${language}` });
      await reply(ts, 'comparar v1 v2', 'carla');
      expect(imagine.slack.transcript('general')).toMatch(facts);
    }
  });
});
