import sharp from 'sharp';
import { expect, test } from 'vitest';
import { journey } from '../support/journey.ts';

const imagine = journey();

const GAP_PX = 16;
const HEIGHT_PX = 1024;

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

/** A picture, or what is `width` wide from `left` on, as small raw pixels. */
const small = (bytes: Uint8Array, left = 0, width?: number): Promise<Buffer> =>
  (width === undefined ? sharp(bytes) : sharp(bytes).extract({ left, top: 0, width, height: HEIGHT_PX }))
    .removeAlpha()
    .resize(32, 32, { fit: 'fill' })
    .raw()
    .toBuffer();

interface Side {
  readonly width: number;
  readonly pixels: Buffer;
}
const sides = new WeakMap<Uint8Array, Side>();

/** A picture beside another one: as wide as it is at that height. Each is looked at once. */
async function whole(bytes: Uint8Array): Promise<Side> {
  const known = sides.get(bytes);
  if (known) return known;
  const { width, height } = await sharp(bytes).metadata();
  const side = { width: Math.round((width * HEIGHT_PX) / height), pixels: await small(bytes) };
  sides.set(bytes, side);
  return side;
}

const difference = (one: Buffer, other: Buffer) =>
  one.reduce((sum, value, i) => sum + Math.abs(value - (other[i] ?? 0)), 0) / one.length;

/** That the newest message's picture is these two, in this order. */
async function expectSides(left: Uint8Array, right: Uint8Array, said?: string): Promise<void> {
  const [file, ...more] = filesOf();
  expect(more, said).toEqual([]);
  const bytes = file?.bytes ?? new Uint8Array();
  const [one, other] = [await whole(left), await whole(right)];
  const { width, height, format } = await sharp(bytes).metadata();
  expect({ width, height, format }, said).toEqual({
    width: one.width + GAP_PX + other.width,
    height: HEIGHT_PX,
    format: 'png',
  });
  expect(difference(await small(bytes, 0, one.width), one.pixels), said).toBeLessThan(2);
  expect(difference(await small(bytes, one.width + GAP_PX, other.width), other.pixels), said).toBeLessThan(2);
  expect(difference(one.pixels, other.pixels), said).toBeGreaterThan(4);
}

const bytesOf = (of: number, picture = 0) => filesOf(messages()[of])[picture]?.bytes ?? new Uint8Array();

test('“compare v1 v3” is one picture with both, that says which is where, for nothing; it is no version, and one that is deleted is not shown once more', async () => {
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

  // Nobody edits it: the next edit starts from the newest picture.
  await reply(ts, 'edit this: add rain');
  expect(slack.transcript('general')).toContain('(v4 from v3 · ');
  expect(await imagine.query(`select version, label from generations where act = 'compare'`)).toEqual([
    { version: null, label: null },
  ]);

  await imagine.query(`update generations set deleted_at = now() where label = '1'`);
  await reply(ts, 'compare v1 v3');
  expect(privately('bruno')).toEqual(['Esta thread não tem v1; a mais recente é a v4.']);
});

test('it reads which two and which goes left in three languages, and is shown once however often Slack tells it', async () => {
  const ts = await thread('a red fox', 'edit this: make it night', 'from v1: make it blue');
  const at = ['v1', 'v2', 'v2b'];
  for (const [text, left, right] of [
    ['compare', 'v1', 'v2b'],
    ['<@BOT> compare', 'v1', 'v2b'],
    ['compare v2', 'v2', 'v2b'],
    ['comparar v2b', 'v1', 'v2b'],
    ['compare v2b with V1.', 'v2b', 'v1'],
    ['comparar v1 com v2b', 'v1', 'v2b'],
    ['compara v1 y v2', 'v1', 'v2'],
  ] as const) {
    const before = messages().length;
    await reply(ts, text);
    expect(messages(), text).toHaveLength(before + 1);
    await expectSides(bytesOf(at.indexOf(left)), bytesOf(at.indexOf(right)), text);
  }

  const before = messages().length;
  const { deliveries } = await reply(ts, '<@BOT> compare v1 v2');
  expect(deliveries).toHaveLength(2);
  for (const delivery of deliveries) await imagine.slack.redeliver(delivery);
  await imagine.settled();
  expect(messages()).toHaveLength(before + 1);

  for (const [language, facts] of [
    ['pt', /\(à esquerda: v1 · à direita: v2 · por @carla · grátis\)/],
    ['es', /\(a la izquierda: v1 · a la derecha: v2 · (?:de|por) @carla · gratis\)/],
  ] as const) {
    await imagine.slack.command({ user: 'ana', channel: 'general', text: `language ${language}` });
    await reply(ts, 'comparar v1 v2', 'carla');
    expect(imagine.slack.transcript('general')).toMatch(facts);
  }
});

test('“compare” of several pictures shows the ones that are named', async () => {
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

test('of a single picture it is explained to the asker alone', async () => {
  const ts = await thread('a red fox');
  for (const [i, [text, words]] of [
    ['compare v1 v7', 'This thread has no v7; the newest is v1.'] as const,
    ['compare #1 #2', 'There’s no picture #2; this message has 1 picture.'] as const,
    ['compare v1 v1', /^I need two pictures to compare\./] as const,
    ['compare', /^I need two pictures to compare\./] as const,
  ].entries()) {
    const { deliveries } = await reply(ts, text, 'gus');
    for (const delivery of deliveries) await imagine.slack.redeliver(delivery);
    expect(privately('gus').slice(i), text).toEqual([expect.stringMatching(words)]);
    expect(messages(), text).toHaveLength(1);
  }
});
