import { describe, expect, test } from 'vitest';
import { compose } from '../../src/compose.ts';
import { createLogger } from '../../src/log.ts';
import { sign } from '../local/slack/signing.ts';
import { faults } from '../local/slack/slack.ts';
import { BOTH_WAYS } from '../support/both-ways.ts';
import { journey } from '../support/journey.ts';
import { picturesIn } from '../support/pictures-in.ts';

const imagine = journey();

type Person = 'ana' | 'bruno' | 'carla' | 'gus' | 'eve';

/** Asks for pictures and answers their thread. */
async function drawn(text = 'a red fox', channel = 'general', user: Person = 'ana'): Promise<string> {
  await imagine.slack.command({ user, channel, text });
  await imagine.settled();
  return imagine.slack.messages(channel).at(-1)?.ts ?? '';
}

async function press(actionId: string, user: Person = 'bruno', channel = 'general', messageTs?: string) {
  await imagine.slack.click({ user, channel, actionId, ...(messageTs ? { messageTs } : {}) });
  await imagine.settled();
}

const privately = (user: Person) => imagine.slack.ephemerals(user).map(({ text }) => text);
const orders = (): Record<string, unknown>[] =>
  imagine.pixapi.submits().map(({ path, fields }) => ({ path, ...fields }));
const addresses = async () =>
  (
    await imagine.query<{ url: string }>(
      `select pixapi_url as url from pictures p join generations g on g.id = p.generation_id order by g.requested_at, position`,
    )
  ).map(({ url }) => url);
const repliesTo = (thread: string, channel = 'general') =>
  imagine.slack.messages(channel).filter(({ thread_ts, ts }) => thread_ts === thread && ts !== thread);
/** The buttons of a message, in the order in which they stand. */
const buttonsOf = (ts: string, channel = 'general') =>
  JSON.stringify(imagine.slack.messages(channel).find((message) => message.ts === ts)?.blocks).match(
    /(?:vary|finish)_image(?::\d)?/g,
  );

test('Vary makes four drafts of the picture, in its thread; pressed meanwhile it is told so, privately, and afterwards makes four more', async () => {
  const thread = await drawn('a red fox --size portrait');
  imagine.pixapi.fault({ to: 'edits' }, { task: { slowMs: 300 } });
  await imagine.slack.click({ user: 'bruno', channel: 'general', actionId: 'vary_image', messageTs: thread });
  await press('vary_image', 'carla', 'general', thread);
  expect(privately('carla')).toEqual(['Eso ya se está creando. El resultado aparecerá en el hilo de la imagen.']);
  const [address] = await addresses();
  expect(orders().at(-1)).toMatchObject({
    path: '/v1/async/images/edits',
    image: address,
    model: 'gpt-image-2',
    quality: 'low',
    n: 4,
    size: '1024x1536',
    prompt: expect.stringMatching(/^a red fox\n\nA new variation of this picture/),
  });
  const [variations, ...more] = repliesTo(thread);
  expect(more).toEqual([]);
  expect(picturesIn(variations?.blocks)).toHaveLength(4);
  expect(imagine.slack.transcript('general')).toMatch(
    /\n {6}a red fox\n {6}\(v2 from v1 · gpt-image-2 · 1024×1536 PNG · low · by @bruno · 4 pictures · held 4 · charged 4 · 495 left in \w+\)/,
  );

  await press('vary_image', 'carla', 'general', thread);
  expect(repliesTo(thread)).toHaveLength(2);
  expect(imagine.slack.transcript('general').match(/v\w+ from v1/g)).toEqual(['v2 from v1', 'v2b from v1']);
});

test('Finish makes the chosen draft in high quality, from itself, in the thread of the drafts, once each; Vary starts from the picture under which it stands', async () => {
  const thread = await drawn('a red fox --n 4 --style watercolor');
  await press('finish_image:2');
  const pictures = await addresses();
  expect(orders().at(-1)).toMatchObject({
    path: '/v1/async/images/edits',
    image: pictures[1],
    model: 'gpt-image-2',
    quality: 'high',
    n: 1,
    size: '1024x1024',
    prompt: expect.stringMatching(/^a red fox\n\nThe same picture, .*\n\nStyle: loose watercolor/s),
  });
  expect(repliesTo(thread)).toHaveLength(1);
  expect(imagine.slack.transcript('general')).toContain('v2 from v1 #2 · gpt-image-2 · 1024×1024 PNG · high');
  expect(
    await imagine.query('select act, kind, parent_picture as picture from generations order by requested_at'),
  ).toEqual([
    { act: 'make', kind: 'generation', picture: null },
    { act: 'finish', kind: 'edit', picture: 2 },
  ]);

  // A second press says which version it is; the picture beside it can be finished all the same.
  await press('finish_image:2', 'gus', 'general', thread);
  expect(privately('gus')).toEqual(['This picture is already finished: v2.']);
  await press('finish_image:1', 'gus', 'general', thread);
  expect(orders()).toHaveLength(3);
  expect(imagine.slack.transcript('general').match(/v\w+ from v1 #\d/g)).toEqual(['v2 from v1 #2', 'v2b from v1 #1']);

  await press('vary_image:3', 'bruno', 'general', thread);
  expect(orders().at(-1)?.image).toBe(pictures[2]);
  expect(imagine.slack.transcript('general')).toContain('v2c from v1 #3');
});

describe('Finish', () => {
  test('keeps a size that was left to the model; is not offered under a picture that is in high quality', async () => {
    const thread = await drawn('a red fox --quality high');
    expect(buttonsOf(thread)).toEqual(['vary_image']);
    await pressWith('finish_image', thread);
    expect(privately('gus').at(-1)).toBe('That picture is no longer here.');
    expect(orders()).toHaveLength(1);

    await drawn('a red fox --size auto');
    await press('finish_image');
    expect(orders().at(-1)).toMatchObject({ size: 'auto', quality: 'high' });
  });

  test('asks first, for it costs more than ten credits, and says the price to who can’t see; it must fit the budget; of two people at the same moment one orders', async () => {
    const thread = await drawn();
    const blocks = imagine.slack.messages('general').find(({ ts }) => ts === thread)?.blocks;
    expect(blocks?.find(({ type }) => type === 'actions')).toMatchObject({
      elements: [
        { action_id: 'edit_image', accessibility_label: 'Edit: Say what to change in this picture' },
        {
          action_id: 'vary_image',
          text: { text: 'Vary ×4 · 4' },
          accessibility_label: 'Vary ×4 · 4: Four variations of this picture, 4 credits',
        },
        {
          action_id: 'finish_image',
          text: { text: 'Finish · 14' },
          accessibility_label: 'Finish · 14: Finish this picture in high quality, 14 credits',
          confirm: { title: { text: 'Spend 14 credits?' } },
        },
        { type: 'overflow', action_id: 'image_menu' },
      ],
    });
    expect(JSON.stringify(blocks)).not.toMatch(/vary_image[^}]*confirm/);

    // Over the budget, who pressed is told so alone.
    await imagine.slack.command({ user: 'ana', channel: 'general', text: 'budget set 10' });
    await press('finish_image', 'gus', 'general', thread);
    expect(privately('gus')[0]).toMatch(
      /^This needs 14 credits; the workspace has 9 left until .*1 at 12:00 AM UTC>\. Nothing was charged\./,
    );
    expect(repliesTo(thread)).toEqual([]);
    await imagine.slack.command({ user: 'ana', channel: 'general', text: 'budget set 100' });

    const [toldAna, toldGus] = [privately('ana').length, privately('gus').length];
    await Promise.all(
      (['ana', 'gus'] as const).map((user) =>
        imagine.slack.click({ user, channel: 'general', actionId: 'finish_image', messageTs: thread }),
      ),
    );
    await imagine.settled();
    expect([...privately('ana').slice(toldAna), ...privately('gus').slice(toldGus)]).toEqual([
      'That’s already being made. It will appear in the picture’s thread.',
    ]);
    expect(orders()).toHaveLength(2);
    expect(repliesTo(thread)).toHaveLength(1);
  });

  test('after one that was not made it may be pressed again; after one of unknown outcome it orders nothing and points to that one’s button; it is charged once', async () => {
    const thread = await drawn();
    imagine.pixapi.fault(
      { to: 'edits' },
      { task: { fails: { shape: 'openai', code: 'moderation_blocked', message: 'no' } } },
    );
    await press('finish_image', 'bruno', 'general', thread);
    imagine.pixapi.fault({ to: 'submit' }, { reset: 'after' });
    await press('finish_image', 'bruno', 'general', thread);
    expect(orders()).toHaveLength(3);
    await press('finish_image', 'gus', 'general', thread);
    expect(privately('gus')).toEqual(['An earlier press hasn’t been resolved yet. Use the button on that message.']);
    expect(orders()).toHaveLength(3);

    await press('try_again', 'gus');
    expect(imagine.slack.transcript('general')).toContain('v2 from v1 · gpt-image-2');
    const [row] = await imagine.query<{ left: number }>(`select sum(captured_delta)::int as left from ledger_entries`);
    expect(row?.left).toBe(15);
    await press('finish_image', 'gus', 'general', thread);
    expect(privately('gus').at(-1)).toBe('This picture is already finished: v2.');
  });
});

describe('a press is a request like any other', () => {
  test('people of other workspaces, named or not, are refused', async () => {
    const thread = await drawn('a red fox', 'partners');
    for (const [way, namesTeams] of BOTH_WAYS) {
      imagine.slack.set({ namesTeams });
      for (const actionId of ['vary_image', 'finish_image']) {
        const told = privately('eve').length;
        await press(actionId, 'eve', 'partners', thread);
        expect(privately('eve').slice(told), `${way}: ${actionId}`).toEqual([
          'Only members of this workspace can spend its credits. Nothing was charged. Ask one of them.',
        ]);
        expect(repliesTo(thread, 'partners'), `${way}: ${actionId}`).toEqual([]);
      }
    }
  });

  test('from another channel it is refused', async () => {
    const thread = await drawn('a red fox', 'design');
    await pressWith('vary_image', thread, 'general');
    expect(privately('gus').at(-1)).toBe('I can’t find this request anymore.');
    expect(orders()).toHaveLength(1);
  });

  test('weeks later, in an app that was started since, it works as on the first day, also where the picture’s address is gone: it is sent by its bytes, from Slack’s file', async () => {
    const { slack, config } = imagine;
    const thread = await drawn();
    await imagine.query(`update generations set requested_at = requested_at - interval '40 days'`);
    slack.advance(40 * 24 * 3_600_000);
    const restarted = await compose(config, ['web'], { logger: createLogger('silent') });
    slack.connect(`http://127.0.0.1:${restarted.port}`);
    await press('vary_image', 'gus', 'general', thread);
    slack.connect(imagine.url);
    await restarted.close();
    expect(repliesTo(thread)).toHaveLength(1);

    await imagine.query('update pictures set pixapi_url = null');
    await press('vary_image', 'gus', 'general', thread);
    expect(repliesTo(thread)).toHaveLength(2);
    expect(orders().at(-1)).toMatchObject({ path: '/v1/async/images/edits', n: 4 });
  });

  test('a picture that is in Slack no longer is told as such, and nothing is charged', async () => {
    const thread = await drawn();
    const [{ file } = { file: '' }] = await imagine.query<{ file: string }>('select file_id as file from pictures');
    await imagine.query('update pictures set pixapi_url = null');
    imagine.slack.fault({ method: 'files.info', where: (args) => args.file === file }, faults.error('file_deleted'));
    await press('vary_image', 'gus', 'general', thread);
    expect(privately('gus').at(-1)).toContain('Nothing was charged.');
    expect(repliesTo(thread)).toEqual([]);
    expect(orders()).toHaveLength(1);
  });
});

/** A press of gus's as Slack would sign it, in any place: what the value of a button alone must not allow. */
async function pressWith(actionId: string, messageTs: string, channel = 'general'): Promise<void> {
  const { slack } = imagine;
  const [row] = await imagine.query<{ id: string }>('select id from generations order by requested_at');
  const team = slack.teams.acme;
  const words = await slack.command({ user: 'gus', channel, text: 'help' });
  const payload = {
    type: 'block_actions',
    user: { id: team.people.gus.id, team_id: team.id },
    team: { id: team.id },
    channel: { id: slack.channelId(channel) },
    container: { type: 'message', channel_id: slack.channelId(channel), message_ts: messageTs, is_ephemeral: false },
    trigger_id: 'x',
    response_url: words.responseUrl,
    actions: [{ type: 'button', action_id: actionId, block_id: 'x', value: `${row?.id}:1`, action_ts: '1.2' }],
  };
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  await slack.sendRaw(body, { ...type, ...sign(slack.signingSecret, body) });
  await imagine.settled();
}
