import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type LocalSlack, startSlack } from '../slack/slack.ts';
import { type SlackApp, startSlackApp } from './slack-app.ts';

let app: SlackApp;
let slack: LocalSlack;
beforeAll(async () => {
  app = await startSlackApp();
  ({ slack } = app);
});
beforeEach(() => app.reset());
afterAll(() => app.close());

test('a person edits their own message, and the app is told what it said and says', async () => {
  const { ts } = await slack.say({ user: 'ana', channel: 'general', text: 'a tpyo' });
  const told = await slack.edit({ user: 'ana', channel: 'general', ts, text: 'a typo & <@BOT>' });
  const bot = slack.teams.acme.bot.userId;
  expect(told?.event).toMatchObject({
    subtype: 'message_changed',
    message: { ts, text: `a typo &amp; <@${bot}>`, edited: { user: slack.teams.acme.people.ana.id } },
    previous_message: { text: 'a tpyo' },
  });
  expect(slack.transcript('general')).toBe('ana: a typo & @imagine');
});

test('nobody edits another’s message, or one that is not there; where the app is not, it is not told', async () => {
  const { ts } = await slack.say({ user: 'ana', channel: 'general', text: 'mine' });
  const edit = (user: string, at: string) => slack.edit({ user, channel: 'general', ts: at, text: 'x' });
  await expect(edit('bruno', ts)).rejects.toThrow('bruno has said nothing at');
  await expect(edit('ana', '1.000001')).rejects.toThrow('ana has said nothing at');
  const { ts: alone } = await slack.say({ user: 'ana', channel: 'dm', text: 'psst' });
  expect(await slack.edit({ user: 'ana', channel: 'dm', ts: alone, text: 'psst!' })).toBeUndefined();
});

test('reactions are counted by name, once for each person, and taken away again', async () => {
  const { ts } = await slack.say({ user: 'ana', channel: 'general', text: 'done' });
  const react = (user: string, name: string, on?: boolean) =>
    slack.react({ user, channel: 'general', ts, name, ...(on === undefined ? {} : { on }) });
  const { ana, bruno } = slack.teams.acme.people;
  react('ana', 'tada');
  react('bruno', 'tada');
  react('bruno', 'tada');
  react('bruno', 'eyes');
  expect(slack.messages('general')[0]?.reactions).toEqual([
    { name: 'tada', users: [ana.id, bruno.id] },
    { name: 'eyes', users: [bruno.id] },
  ]);
  react('ana', 'tada', false);
  react('bruno', 'eyes', false);
  expect(slack.messages('general')[0]?.reactions).toEqual([{ name: 'tada', users: [bruno.id] }]);
});

test('what is said to the app and answered is kept where it is asked for, and nowhere else', async () => {
  expect(slack.sent).toEqual([]);
  const keeping = await startSlack({ keepsTalk: true });
  keeping.connect('http://127.0.0.1:9');
  await keeping.command({ user: 'ana', channel: 'general', text: 'a fox' });
  expect(keeping.sent).toMatchObject([{ status: 0, body: expect.stringContaining('command=%2Fimagine') }]);
  await fetch(`${keeping.apiUrl}auth.test`, {
    method: 'POST',
    headers: { authorization: `Bearer ${keeping.teams.acme.tokens.bot}` },
  });
  expect(keeping.journal).toMatchObject([{ method: 'auth.test', answer: expect.stringContaining('"ok":true') }]);
  await keeping.close();
});
