import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { journey } from '../support/journey.ts';

const imagine = journey();

async function say(
  user: string,
  text: string,
  more: { threadTs?: string; files?: { name: string; bytes: Buffer }[] } = {},
) {
  const said = await imagine.slack.say({ user, channel: 'app', text, ...more });
  await imagine.settled();
  return said;
}

const answers = (user = 'ana') => imagine.slack.messages(`app:${user}`).filter(({ bot_id }) => bot_id);
const words = (user = 'ana') => answers(user).map(({ text }) => text);
const read = (user = 'ana') => imagine.slack.transcript(`app:${user}`, 'acme', user);

describe('direct messages with the app', () => {
  test('what is said is drawn, with flags too; the answer stays there', async () => {
    const { pixapi, slack } = imagine;
    const { deliveries } = await say('ana', 'a red fox --size wide --n 2');
    expect(answers()).toHaveLength(1);
    expect(answers()[0]?.thread_ts).toBeUndefined();
    expect(pixapi.submits()[0]?.fields).toMatchObject({ prompt: 'a red fox', size: '2048x1152', n: 2 });
    for (const delivery of deliveries) await slack.redeliver(delivery);
    await imagine.settled();
    expect(answers()).toHaveLength(1);
    expect(slack.messages('general')).toEqual([]);
  });

  test('--private changes nothing there', async () => {
    await say('ana', 'a red fox --private');
    await say('ana', 'make it night --private', { threadTs: answers()[0]?.ts ?? '' });
    expect(answers()).toHaveLength(2);
    expect(answers()[1]?.thread_ts).toBe(answers()[0]?.ts);
  });

  test('in a picture’s thread any answer changes it; undo, compare and history are what they are elsewhere', async () => {
    const { pixapi } = imagine;
    await say('ana', 'a red fox');
    const threadTs = answers()[0]?.ts ?? '';
    await say('ana', 'make it night', { threadTs });
    await say('ana', 'edit this: add snow', { threadTs });
    await say('ana', 'from v1: make it blue', { threadTs });
    await say('ana', 'undo', { threadTs });
    await say('ana', 'compare v1 v3', { threadTs });
    await say('ana', 'history', { threadTs });
    expect(pixapi.submits().map(({ fields }) => fields?.prompt)).toEqual([
      'a red fox',
      'make it night',
      'add snow',
      'make it blue',
    ]);
    expect(answers().every(({ thread_ts }, i) => i === 0 || thread_ts === threadTs)).toBe(true);
    expect(read().match(/\((v\w+(?: from v\d| again)?|left: v1) · /g)).toEqual([
      '(v1 · ',
      '(v2 from v1 · ',
      '(v3 from v2 · ',
      '(v2b from v1 · ',
      '(v1 again · ',
      '(left: v1 · ',
    ]);
    expect(words().at(-1)).toBe('Versions: v1, v2, v3, v2b');
  });

  test('attached pictures are started from', async () => {
    const { pixapi } = imagine;
    const bytes = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#c33' } })
      .png()
      .toBuffer();
    await say('ana', 'make it night', { files: [{ name: 'photo.png', bytes }] });
    expect(pixapi.submits()).toHaveLength(1);
    expect(pixapi.submits()[0]?.path).toMatch(/edits$/);
    expect(answers()).toHaveLength(1);
  });

  test.each([
    ['ana', 'help', /^\*Imagine makes and edits pictures here/],
    ['ana', 'budget', /^\*What you can spend here/],
    ['ana', 'history', /^You haven’t asked for a picture yet/],
    ['ana', '<@BOT>', /^\*Imagine makes and edits pictures here/],
    ['bruno', 'ajuda', /^\*O Imagine|^\*Imagine/],
    ['bruno', 'histórico', /^Você ainda não pediu/],
    ['carla', 'presupuesto', /^\*Lo que puedes gastar/],
    ['carla', 'deshacer', /^Dilo en el hilo de una imagen/],
    ['bruno', 'comparar v1 v2', /^Diga isso na thread de uma imagem/],
    ['ana', 'a red fox --size 1920x1080', /^`--size 1920x1080`: sides must be multiples of 16/],
  ])('%s says “%s” and is answered there, once', async (user, text, expected) => {
    const { deliveries } = await say(user, text);
    for (const delivery of deliveries) await imagine.slack.redeliver(delivery);
    await imagine.settled();
    expect(words(user)).toEqual([expect.stringMatching(expected)]);
    expect(imagine.slack.ephemerals(user)).toEqual([]);
    expect(imagine.pixapi.submits()).toEqual([]);
  });

  test('an admin sets the budget there, once', async () => {
    const { deliveries } = await say('ana', 'budget set 50');
    for (const delivery of deliveries) await imagine.slack.redeliver(delivery);
    expect(words()).toEqual([expect.stringContaining('is now 50 credits')]);
    await say('bruno', 'budget set 60');
    expect(words('bruno')).toEqual([
      'Só gestores deste espaço de trabalho podem mudar isso: proprietários, admins e as pessoas que eles indicarem. `/imagine managers` mostra quem são.',
    ]);
  });

  test('bots, Slackbot, edits and the app’s own messages are nobody’s request', async () => {
    const { slack, pixapi } = imagine;
    const { acme } = slack.teams;
    const event = {
      type: 'message',
      channel: slack.channelId('app:ana'),
      channel_type: 'im',
      user: acme.people.ana.id,
      text: 'a red fox',
      ts: '1700000000.000100',
      event_ts: '1700000000.000100',
    };
    await slack.event({ ...event, bot_id: 'B0OTHER' });
    await slack.event({ ...event, user: 'USLACKBOT' });
    await slack.event({ ...event, subtype: 'message_changed', message: event, previous_message: event });
    await slack.event({ ...event, subtype: 'channel_join' });
    await slack.event({ ...event, user: acme.bot.userId, bot_id: acme.bot.botId });
    await imagine.settled();
    expect(pixapi.submits()).toEqual([]);
    expect(answers()).toEqual([]);
  });

  test('failures are told there, in the person’s language', async () => {
    const { slack } = imagine;
    await slack.command({ user: 'ana', channel: 'general', text: 'budget set 1' });
    await say('carla', 'un zorro rojo --n 4');
    expect(words('carla')).toEqual([expect.stringMatching(/^Esto cuesta 4 créditos/)]);
  });
});

test('after the app’s name in a channel, the command’s words are the command’s', async () => {
  const { slack, pixapi } = imagine;
  for (const text of ['<@BOT> budget', '<@BOT> histórico', '<@BOT>'])
    await slack.say({ user: 'bruno', channel: 'general', text, retries: 1 });
  await imagine.settled();
  expect(slack.ephemerals('bruno', 'general').map(({ text }) => text)).toEqual([
    expect.stringMatching(/^\*O que você pode gastar/),
    expect.stringMatching(/^Você ainda não pediu/),
    expect.stringMatching(/^\*.*Imagine/),
  ]);
  expect(pixapi.submits()).toEqual([]);
});
