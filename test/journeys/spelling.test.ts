import { expect, test } from 'vitest';
import { formsOf } from '../support/forms.ts';
import { journey } from '../support/journey.ts';

const imagine = journey();
const { send } = formsOf(() => imagine);

const prompts = () => imagine.pixapi.submits().map(({ fields }) => fields?.prompt);
const stored = async () =>
  (await imagine.query<{ prompt: string }>('select prompt from generations order by requested_at')).map(
    ({ prompt }) => prompt,
  );

test('a command is ordered, shown, logged and told in alt text as its author saw it', async () => {
  const { slack } = imagine;
  const { bruno } = slack.teams.acme.people;
  const text = `a 🦊 like <@${bruno.id}> at fox.io &amp; <#${slack.channelId('general')}|general> (--n 2)`;
  await slack.command({ user: 'ana', channel: 'general', text });
  await imagine.settled();
  const words = 'a 🦊 like @bruno at fox.io & #general';
  expect(prompts()).toEqual([words]);
  expect(await stored()).toEqual([words]);
  expect(slack.transcript('general')).toContain(`AI-made image: ${words} (v1`);
  expect(slack.messages('general').at(-1)?.rings).toBe(false);
});

test('so is a message; who Slack does not know is someone, in the author’s language', async () => {
  const { slack } = imagine;
  const wire =
    '<@BOT> :wave::skin-tone-3: :party_parrot: <@U0NOBODY1> <!subteam^S1|@team> <!here> on <!date^1392734382^{date}|Feb 18>';
  await slack.say({ user: 'ana', channel: 'general', text: wire, isWire: true });
  await slack.say({ user: 'ana', channel: 'app', text: 'a 🦁, a@x.io' });
  await imagine.settled();
  expect(prompts()).toEqual(['👋🏼 party_parrot someone @team @here on Feb 18', 'a 🦁, a@x.io']);
  expect(slack.messages('general').map(({ rings }) => rings)).toEqual([true, false]);
});

test('emoji in a form are ordered as emoji', async () => {
  await imagine.slack.command({ user: 'ana', channel: 'general', text: '' });
  await send({ prompt: 'a 🦊 waves 👋🏼' });
  await imagine.settled();
  expect(prompts()).toEqual(['a 🦊 waves 👋🏼']);
});

test('what is refused is shown again as it was typed', async () => {
  const { slack } = imagine;
  await slack.say({ user: 'ana', channel: 'general', text: '<@BOT> a 🦊 at fox.io --size 7' });
  await imagine.settled();
  expect(await stored()).toEqual(['a 🦊 at fox.io --size 7']);
});

test('commands with formatting and the end of a sentence cost nothing', async () => {
  const { slack } = imagine;
  for (const text of ['`help`', 'help.', '\u2060help', 'budget?', '*history*'])
    await slack.command({ user: 'ana', channel: 'general', text });
  for (const text of ['<@BOT> help.', '<@BOT> `budget`']) await slack.say({ user: 'ana', channel: 'general', text });
  await imagine.settled();
  expect(slack.ephemerals('ana', 'general')).toHaveLength(7);
  expect(await stored()).toEqual([]);
});
