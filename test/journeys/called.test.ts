import { describe, expect, test } from 'vitest';
import { journey } from '../support/journey.ts';

const imagine = journey();

const prompts = () => imagine.pixapi.submits().map(({ fields }) => fields?.prompt);
const ephemerals = (user: string) => imagine.slack.ephemerals(user, 'general').map(({ text }) => text);

describe('courtesies', () => {
  test('to the app directly cost nothing: a free word in each language, or none', async () => {
    const { slack } = imagine;
    for (const [user, text] of [
      ['ana', 'hi'],
      ['ana', 'thanks!'],
      ['ana', 'ok'],
      ['ana', '👍🏽'],
      ['ana', 'Stop!'],
      ['bruno', 'oi, tudo bem?'],
      ['bruno', 'valeu!'],
      ['bruno', 'não, cancela isso'],
      ['carla', '¡Hola!'],
      ['carla', 'muchas gracias 🙏'],
      ['carla', 'espera, por favor'],
    ] as const)
      await slack.say({ user, channel: 'app', text });
    await imagine.settled();
    const words = (user: string) => slack.messages(`app:${user}`).flatMap(({ bot_id, text }) => (bot_id ? [text] : []));
    expect(words('ana')).toEqual([
      expect.stringMatching(/^Hello\. Say what to draw/),
      'You’re welcome.',
      'To stop a picture that is being made, press *Cancel* under it.',
    ]);
    expect(words('bruno')).toEqual([
      expect.stringMatching(/^Olá\. Diga o que desenhar/),
      'De nada.',
      expect.stringContaining('*Cancelar*'),
    ]);
    expect(words('carla')).toEqual([
      expect.stringMatching(/^Hola\. Di qué dibujar/),
      'De nada.',
      expect.stringContaining('*Cancelar*'),
    ]);
    expect(await imagine.query('select id from generations order by requested_at')).toEqual([]);
  });

  test('to the app by name are answered to who says them alone, once', async () => {
    const { slack } = imagine;
    for (const text of ['thanks <@BOT>!', '<@BOT> ok', 'hey <@BOT>', 'no, stop <@BOT>'])
      await slack.say({ user: 'gus', channel: 'general', text, retries: 1 });
    await imagine.settled();
    expect(ephemerals('gus')).toEqual([
      'You’re welcome.',
      expect.stringMatching(/^Hello\./),
      expect.stringMatching(/\*Cancel\*/),
    ]);
    expect(slack.messages('general')).toHaveLength(4);
    expect(prompts()).toEqual([]);
  });
});

test('a mention anywhere that is plainly meant for it is an order; talk about the app is not', async () => {
  const { slack } = imagine;
  await slack.say({ user: 'ana', channel: 'general', text: 'hey <@BOT> draw a fox' });
  await imagine.settled();
  const thread = slack.messages('general').at(-1)?.ts ?? '';
  const reply = (text: string) => slack.say({ user: 'gus', channel: 'general', threadTs: thread, text });
  await reply('make it night <@BOT>');
  await imagine.settled();
  for (const text of ['I love <@BOT>', 'we made this with <@BOT>', '<@BOT> is great', 'who asked <@BOT> for that?'])
    await reply(text);
  await imagine.settled();
  expect(prompts()).toEqual(['draw a fox', 'make it night']);
  expect(slack.transcript('general')).toContain('v2 from v1');
  expect(ephemerals('gus')).toEqual([]);
});

test('under somebody’s own photo a mention says how to edit that', async () => {
  const { slack } = imagine;
  const bytes = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const files = [{ name: 'holiday.png', bytes }];
  const { ts } = await slack.say({ user: 'ana', channel: 'general', text: 'our holiday', files });
  for (const user of ['gus', 'bruno', 'carla'])
    await slack.say({ user, channel: 'general', threadTs: ts, text: 'make it night <@BOT>' });
  await imagine.settled();
  for (const user of ['gus', 'bruno', 'carla'])
    expect(ephemerals(user)).toEqual([expect.stringContaining('*Edit this image*')]);
  expect(prompts()).toEqual([]);
});
