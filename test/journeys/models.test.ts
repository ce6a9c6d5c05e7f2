import { beforeAll, describe, expect, test } from 'vitest';
import type { Imagine } from '../support/imagine.ts';
import { type JourneyOptions, journey } from '../support/journey.ts';

let imagine: Imagine;

/** The app that the tests of a group speak of: the shared one, or one of their own where it remembers something of Pixapi. */
function useApp(options?: JourneyOptions): void {
  const opened = journey(options);
  beforeAll(() => {
    imagine = opened;
  });
}

async function ask(text: string): Promise<void> {
  await imagine.slack.command({ user: 'bruno', channel: 'general', text });
  await imagine.settled();
}

const general = () => imagine.slack.transcript('general');
const orders = () => imagine.pixapi.journal.filter(({ method }) => method === 'POST');
const told = (user: string) => imagine.slack.messages(`app:${user}`).map(({ text }) => text);

describe('which model draws', () => {
  useApp();

  test('gpt-image-1.5 without a quality, unless a quality or a size asks for gpt-image-2, whose quality is always said', async () => {
    for (const text of ['a fox', 'a fox --quality high', 'a fox --size 1280x720', 'a fox --size wide']) await ask(text);
    expect(orders().map(({ fields }) => fields)).toEqual([
      { model: 'gpt-image-1.5', prompt: 'a fox', n: 1, size: '1024x1024' },
      { model: 'gpt-image-2', prompt: 'a fox', n: 1, size: '1024x1024', quality: 'high' },
      { model: 'gpt-image-2', prompt: 'a fox', n: 1, size: '1280x720', quality: 'low' },
      { model: 'gpt-image-2', prompt: 'a fox', n: 1, size: '2048x1152', quality: 'low' },
    ]);
  });
});

describe('when Pixapi no longer has gpt-image-1.5', () => {
  useApp();

  test('the request goes to gpt-image-2 at low quality, and the same message becomes the picture', async () => {
    const { slack, pixapi } = imagine;
    pixapi.retire('gpt-image-1.5');
    await ask('a red fox --n 2 --model gpt-image-1.5');
    expect(orders().map(({ status, fields }) => [status, fields?.model, fields?.quality])).toEqual([
      [404, 'gpt-image-1.5', undefined],
      [200, 'gpt-image-2', 'low'],
    ]);
    expect(slack.messages('general')).toHaveLength(1);
    expect(general()).toMatch(
      /v1 · gpt-image-2 · 1024×1024 PNG · low · by @bruno · 2 pictures · held 2 · charged 2 · 498 left/,
    );
    expect(pixapi.billed()).toHaveLength(1);
  });

  test('it is remembered: the next request, and an edit, go there at once', async () => {
    const { slack, pixapi } = imagine;
    await ask('a red fox');
    pixapi.retire('gpt-image-1.5');
    await ask('an owl');
    pixapi.journal.length = 0;
    await ask('a cat');
    const thread = slack.messages('general')[0]?.ts ?? '';
    await slack.say({ user: 'bruno', channel: 'general', threadTs: thread, text: 'edit this: make it night' });
    await imagine.settled();
    expect(orders().map(({ status, fields }) => [status, fields?.prompt, fields?.model, fields?.quality])).toEqual([
      [200, 'a cat', 'gpt-image-2', 'low'],
      [200, 'make it night', 'gpt-image-2', 'low'],
    ]);
  });

  test('the admins are told once, nobody else', async () => {
    const { slack, pixapi } = imagine;
    pixapi.retire('gpt-image-1.5');
    await Promise.all([ask('a red fox'), ask('an owl'), ask('a cat')]);
    await ask('a dog');
    expect(told('ana')).toEqual([
      'Pixapi no longer offers `gpt-image-1.5`. From now on, requests go to `gpt-image-2` in low quality and cost no more than before.',
    ]);
    for (const user of ['bruno', 'carla', 'gus']) expect(told(user)).toEqual([]);
    expect(slack.ephemerals('bruno')).toEqual([]);
  });

  test('an order is made even when the admins can’t be told', async () => {
    const { slack, pixapi } = imagine;
    pixapi.retire('gpt-image-1.5');
    slack.fault({ method: 'users.list' }, { type: 'error', error: 'missing_scope' });
    await ask('a red fox');
    expect(general()).toContain('v1 · gpt-image-2 · 1024×1024 PNG · low');
  });

  test('an order by name for a model without a successor is not moved', async () => {
    const { slack, pixapi } = imagine;
    pixapi.retire('gpt-image-2');
    await ask('a red fox --model gpt-image-2');
    expect(general()).toMatch(/a red fox\n {2}Pixapi no longer offers this model\..*Nothing was charged/);
    expect(orders()).toHaveLength(1);
    expect(slack.messages('general')).toHaveLength(1);
  });
});

describe('what is charged', () => {
  useApp();

  test('the cost that Pixapi reports wins over ours, both ways', async () => {
    imagine.pixapi.fault({ to: 'submit' }, { cost: { charged: 3 } }, { cost: { charged: 2 } });
    await ask('a red fox');
    expect(general()).toContain('held 1 · charged 3 · 497 left');
    await ask('an owl --quality medium');
    expect(general()).toContain('held 4 · charged 2 · 495 left');
  });

  test('an estimate is marked as one where Pixapi reports nothing', async () => {
    imagine.pixapi.set({ reportCost: { field: 'absent' } });
    await ask('a red fox --quality medium');
    expect(general()).toContain('held 4 · charged about 4 · 496 left');
    const [entry] = await imagine.query(`select estimated from ledger_entries where kind = 'capture'`);
    expect(entry).toEqual({ estimated: true });
  });

  test.each([
    ['as reported', {}, 'charged 8'],
    ['as estimated', { field: 'absent' }, 'charged about 8'],
  ] as const)('fewer pictures than asked are shown, said, and charged for what came, %s', async (_, cost, charged) => {
    const { slack, pixapi } = imagine;
    pixapi.fault({ to: 'submit' }, { all: [{ result: { pictures: 2 } }, { cost }] });
    await ask('foxes --n 3 --quality medium');
    expect(general().match(/\[picture: /g)).toHaveLength(2);
    expect(general()).toContain(`by @bruno · Pixapi made 2 of 3 · held 12 · ${charged} · 492 left`);
    expect(pixapi.billed()).toMatchObject([{ credits: 8 }]);
    // Only what came can be edited.
    const thread = slack.messages('general')[0]?.ts ?? '';
    await slack.say({ user: 'gus', channel: 'general', threadTs: thread, text: 'edit #3: make it night' });
    expect(slack.ephemerals('gus').map(({ text }) => text)).toEqual([
      'There’s no picture #3; this message has 2 pictures.',
    ]);
  });
});

async function drawAndEdit(): Promise<void> {
  const { slack, pixapi } = imagine;
  await ask('a red fox');
  const threadTs = slack.messages('general')[0]?.ts ?? '';
  const say = async (text: string) => {
    await slack.say({ user: 'bruno', channel: 'general', threadTs, text });
    await imagine.settled();
  };
  await say('edit this: make it night');
  pixapi.expireUrls();
  await say('edit this: add snow');
  expect(general().match(/v\d from v\d · .* · held 1 · charged 1 · 49\d left/g)).toHaveLength(2);
}

const SYNC = [
  ['/v1/images/generations', 200, 0],
  ['/v1/images/edits', 200, 0],
  ['/v1/images/edits', 400, 0],
  ['/v1/images/edits', 200, 1],
];
const sent = () => orders().map(({ path, status, files }) => [path, status, files?.length ?? 0]);

describe('with PIXAPI_MODE=sync', () => {
  useApp({ env: { PIXAPI_MODE: 'sync' } });

  test('pictures are made and edited, by address and by bytes', async () => {
    await drawAndEdit();
    expect(sent()).toEqual(SYNC);
    expect(imagine.pixapi.journal.filter(({ path }) => path.startsWith('/v1/tasks'))).toEqual([]);
  });

  test('the reported cost wins there too', async () => {
    imagine.pixapi.fault({ to: 'submit' }, { cost: { charged: 3 } });
    await ask('a red fox');
    expect(general()).toContain('held 1 · charged 3 · 497 left');
  });
});

describe.each([404, 405])('where Pixapi has no asynchronous endpoint (%i)', (status) => {
  useApp({ env: {} });

  test('the synchronous one is used, from then on at once, and each picture is paid for once', async () => {
    const { pixapi } = imagine;
    const answer = { status, code: 'not_found', message: 'No such path' };
    pixapi.fault({ to: 'submit', mode: 'async' }, { forever: { answer } });
    await drawAndEdit();
    expect(sent()).toEqual([['/v1/async/images/generations', status, 0], ...SYNC]);
    expect(pixapi.billed()).toHaveLength(3);
  });
});
