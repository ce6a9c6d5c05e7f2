import { expect, test } from 'vitest';
import { journey } from '../support/journey.ts';

const imagine = journey();

const prompts = () => imagine.pixapi.submits().map(({ fields }) => fields?.prompt);

async function drawn(): Promise<string> {
  await imagine.slack.command({ user: 'ana', channel: 'general', text: 'a red fox' });
  await imagine.settled();
  return imagine.slack.messages('general').at(-1)?.ts ?? '';
}

/** Says something, and then in its place something else. */
async function mended(first: string, then: string, { channel = 'general', threadTs = '', afterMs = 0 } = {}) {
  const { slack } = imagine;
  const said = await slack.say({ user: 'bruno', channel, text: first, ...(threadTs && { threadTs }) });
  await imagine.settled();
  slack.advance(afterMs);
  const delivery = await slack.edit({ user: 'bruno', channel, ts: said.ts, text: then });
  await imagine.settled();
  return { ts: said.ts, delivery };
}

test('a typo that is mended within a minute is taken once, where nothing had been understood', async () => {
  const { slack } = imagine;
  const threadTs = await drawn();
  const { ts, delivery } = await mended('edti this: make it night', 'edit this: make it night', { threadTs });
  if (delivery) await slack.redeliver(delivery);
  await imagine.settled();
  expect(prompts()).toEqual(['a red fox', 'make it night']);
  expect(slack.transcript('general')).toContain('v2 from v1');
  await slack.edit({ user: 'bruno', channel: 'general', ts, text: 'edit this: make it day' });
  await imagine.settled();
  expect(prompts()).toHaveLength(2);
});

test('so is one in a flag, or in the app’s name, after it was explained', async () => {
  const { slack } = imagine;
  const { ts } = await mended('<@BOT> a blue fox --sise wide', '<@BOT> a blue fox --szie wide');
  await slack.edit({ user: 'bruno', channel: 'general', ts, text: '<@BOT> a blue fox --size wide' });
  await imagine.settled();
  // Once it has been understood, more changes ask for nothing.
  await slack.edit({ user: 'bruno', channel: 'general', ts, text: '<@BOT> a dark blue fox --size wide' });
  await imagine.settled();
  expect(slack.ephemerals('bruno', 'general').map(({ text }) => text)).toEqual([
    expect.stringContaining('`--sise`'),
    expect.stringContaining('`--szie`'),
  ]);
  await mended('a green fox --n 9', 'a green fox --n 1', { channel: 'app' });
  await mended('@imagin a fox', '<@BOT> a fox');
  await mended('@imagin help', '<@BOT> help');
  expect(prompts()).toEqual(['a blue fox', 'a green fox', 'a fox']);
  expect(slack.ephemerals('bruno', 'general')).toHaveLength(3);
});

test('nothing else that changes a message asks for anything', async () => {
  const { slack } = imagine;
  const threadTs = await drawn();
  await mended('<@BOT> a blue fox', '<@BOT> a green fox');
  await mended('<@BOT> help', '<@BOT> a fox');
  await mended('edti this: add snow', 'edit this: add snow', { threadTs, afterMs: 61_000 });
  const { people } = slack.teams.acme;
  const common = { type: 'message', channel: slack.channelId('general'), channel_type: 'channel' };
  const message = { type: 'message', user: people.bruno.id, ts: '1700000000.000100', thread_ts: threadTs };
  const previous_message = { ...message, text: 'edti this: add snow' };
  const changed = {
    ...message,
    text: 'edit this: add snow',
    edited: { user: people.bruno.id, ts: '1700000001.000000' },
  };
  const event = { ...common, subtype: 'message_changed', ts: '1700000001.000200', event_ts: '1700000001.000200' };
  await slack.event({
    ...event,
    message: { ...changed, edited: { ...changed.edited, user: people.ana.id } },
    previous_message,
  });
  await slack.event({ ...event, message: changed });
  await slack.event({ ...event, message: { ...changed, edited: undefined }, previous_message });
  await slack.event({ ...event, message: changed, previous_message: { ...previous_message, text: changed.text } });
  await slack.event({ ...event, message: { ...changed, bot_id: 'B0OTHER' }, previous_message });
  await imagine.settled();
  expect(prompts()).toEqual(['a red fox', 'a blue fox']);
});
