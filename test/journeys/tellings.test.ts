import { afterAll, describe, expect, test } from 'vitest';
import { compose } from '../../src/compose.ts';
import { journey } from '../support/journey.ts';

const imagine = journey();

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const files = [{ name: 'photo.png', bytes: PNG }];

const orders = () => imagine.pixapi.submits().map(({ path, fields }) => [path.split('/').at(-1), fields?.prompt]);
const rows = () =>
  imagine.query<{ files: number; reply_ts: string | null }>(
    `select reply_ts, (select count(*)::int from source_files f where f.generation_id = g.id) as files
     from generations g order by requested_at`,
  );

async function drawn(): Promise<string> {
  await imagine.slack.command({ user: 'ana', channel: 'general', text: 'a red fox' });
  await imagine.settled();
  return imagine.slack.messages('general').at(-1)?.ts ?? '';
}

const ALL = ['files', 'thread_ts', 'blocks'] as const;

describe('a mention that comes in two partial events is ordered once, from what both know', () => {
  test.each([
    ['app_mention first, bare', [{ type: 'app_mention', without: [...ALL] }, { type: 'message' }]],
    ['message first, bare', [{ type: 'message', without: [...ALL] }, { type: 'app_mention' }]],
    [
      'apart, each with a half',
      [
        { type: 'app_mention', without: ['files'] },
        { type: 'message', without: ['thread_ts'], afterMs: 500 },
      ],
    ],
    [
      'apart, the other way round',
      [
        { type: 'message', without: ['files', 'blocks'] },
        { type: 'app_mention', without: ['thread_ts', 'blocks'], afterMs: 500 },
      ],
    ],
  ] as const)('%s', async (_, tellings) => {
    const { slack } = imagine;
    const threadTs = await drawn();
    slack.set({ tellings: structuredClone(tellings) as never });
    const said = { user: 'ana', channel: 'general', threadTs, text: '<@BOT> make it night', files };
    const { deliveries } = await slack.say({ ...said, retries: 1 });
    await imagine.settled();
    expect(deliveries.flatMap(({ attempts }) => attempts.map(({ status }) => status))).toEqual([200, 200, 200, 200]);
    expect(orders().slice(1)).toEqual([['edits', 'make it night']]);
    expect((await rows()).slice(1)).toEqual([{ files: 1, reply_ts: threadTs }]);
    expect(slack.transcript('general')).toContain('v2 from v1');
  });

  test('free words come once, also then', async () => {
    const { slack } = imagine;
    slack.set({
      tellings: [
        { type: 'message', without: ['blocks'] },
        { type: 'app_mention', afterMs: 200 },
      ],
    });
    await slack.say({ user: 'gus', channel: 'general', text: '<@BOT> help' });
    await imagine.settled();
    expect(slack.ephemerals('gus', 'general')).toHaveLength(1);
  });
});

describe('where the other event never comes', () => {
  test.each(['message', 'app_mention'] as const)('%s alone is an order, and answered', async (type) => {
    const { slack } = imagine;
    slack.set({ tellings: [{ type }] });
    const said = [
      slack.say({ user: 'ana', channel: 'general', text: '<@BOT> make it night', files }),
      slack.say({ user: 'gus', channel: 'general', text: '<@BOT> help' }),
    ];
    for (const { deliveries } of await Promise.all(said)) expect(deliveries[0]?.ok).toBe(true);
    await imagine.settled();
    expect(orders()).toEqual([['edits', 'make it night']]);
    expect(slack.ephemerals('gus', 'general')).toHaveLength(1);
  });
});

test.each(['message', 'app_mention'] as const)(
  'the other event of what %s alone has done says no word against it',
  async (first) => {
    const { slack } = imagine;
    const threadTs = await drawn();
    await slack.say({ user: 'ana', channel: 'general', threadTs, text: 'edit this: make it night' });
    await imagine.settled();
    slack.set({
      tellings: [{ type: first }, { type: first === 'message' ? 'app_mention' : 'message', afterMs: 3_000 }],
    });
    await slack.say({ user: 'gus', channel: 'general', threadTs, text: '<@BOT> undo' });
    await imagine.settled();
    expect(await imagine.query("select state from generations where act = 'undo'")).toEqual([{ state: 'posted' }]);
    expect(slack.ephemerals('gus', 'general')).toEqual([]);
  },
);

describe('across two web processes', () => {
  let second: Awaited<ReturnType<typeof compose>> | undefined;
  afterAll(async () => {
    await second?.close();
  });

  test('the two events meet in the database', async () => {
    const { slack } = imagine;
    const threadTs = await drawn();
    second = await compose({ ...imagine.config, PORT: 0 }, ['web']);
    slack.set({
      tellings: [
        { type: 'app_mention', without: [...ALL] },
        { type: 'message', afterMs: 300 },
      ],
    });
    const saying = slack.say({ user: 'ana', channel: 'general', threadTs, text: '<@BOT> make it night', files });
    slack.connect(`http://127.0.0.1:${second.port}`);
    await saying;
    slack.connect(imagine.url);
    await imagine.settled();
    expect(orders().slice(1)).toEqual([['edits', 'make it night']]);
    expect((await rows()).slice(1)).toEqual([{ files: 1, reply_ts: threadTs }]);
  });
});
