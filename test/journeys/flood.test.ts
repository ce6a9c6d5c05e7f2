import { afterEach, expect, test } from 'vitest';
import { type Installations, singleInstallation } from '../../src/slack/api/installations.ts';
import { journey } from '../support/journey.ts';

const [PERSON, TEAM, REQUESTS] = [20, 60, 5];
/** Stands still, so that nothing comes free while a test is slow. */
const clock = { now: Date.now() };
const known = new Map<string, Installations>();
const installations: Installations = {
  warmUp: async () => undefined,
  of: async (teamId) => {
    const team = Object.values(imagine.slack.teams).find(({ id }) => id === teamId);
    const own = known.get(teamId) ?? singleInstallation(team?.tokens.bot ?? '', imagine.slack.apiUrl);
    known.set(teamId, own);
    return await own.of(teamId);
  },
};
const imagine = journey({
  env: {
    PERSON_REQUESTS_PER_MINUTE: String(REQUESTS),
    PERSON_ACTIONS_PER_MINUTE: String(PERSON),
    TEAM_ACTIONS_PER_MINUTE: String(TEAM),
  },
  // a busy machine may take longer than Slack waits
  overrides: { knownNow: () => clock.now, installations, answerWithinMs: 60_000, databaseMs: 60_000 },
});
afterEach(() => {
  clock.now += 60_000;
});

const OF_PERSON =
  'That is more requests in one minute than one person can send. Nothing was charged. Wait a minute, then send it again.';
const OF_TEAM =
  'More requests are coming from this workspace right now than I can answer. Nothing was charged. Wait a minute, then send it again.';

const ask = (text: string, user = 'ana', team = 'acme') =>
  imagine.slack.command({ user, channel: 'general', text, team });
const asks = (n: number, text: string, user = 'ana') => Promise.all(Array.from({ length: n }, () => ask(text, user)));
/** How often somebody was told that it is too much. */
const told = (user: string) => imagine.slack.ephemerals(user).filter(({ text }) => text === OF_PERSON).length;
const count = async (table: 'generations' | 'seen_requests') =>
  (await imagine.query<{ n: number }>(`select count(*)::int as n from ${table}`))[0]?.n;

test('of a hundred commands at once five are taken; why is said to the rest until it is said at the door, once', async () => {
  const answers = await asks(100, 'a red fox');
  await imagine.settled();
  expect(await count('generations')).toBe(REQUESTS);
  const words = answers.flatMap(({ json }) => (json as { text?: string } | undefined)?.text ?? []);
  expect(words).toEqual(Array.from({ length: PERSON - REQUESTS + 1 }, () => OF_PERSON));
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  expect((await ask('a blue fox', 'bruno')).body).toBe('');
  await imagine.settled();
  expect(await count('generations')).toBe(REQUESTS + 1);
  clock.now += 60_000;
  expect((await ask('help')).json).toMatchObject({ text: expect.stringContaining('/imagine') });
});

test('who pressed too much is told where it was pressed, once; mentions and Home are passed over', async () => {
  const { slack } = imagine;
  await ask('a red fox');
  await imagine.settled();
  await asks(PERSON - 1, 'help');
  const sent = () => slack.journal.filter(({ method }) => method === 'views.publish' || method === 'views.open').length;
  const before = sent();
  const press = () => slack.click({ user: 'ana', channel: 'general', actionId: 'edit_image' });
  await press();
  await press();
  expect(told('ana')).toBe(1);
  const { deliveries } = await slack.say({ user: 'ana', channel: 'general', text: '<@BOT> help' });
  const home = await slack.openHome({ user: 'ana' });
  expect([...deliveries, home].flatMap(({ attempts }) => attempts.map(({ status }) => status))).toEqual([
    200, 200, 200,
  ]);
  await slack.globalShortcut({ user: 'ana', callbackId: 'new_image' });
  expect(sent()).toBe(before);
  expect(told('ana')).toBe(1);
});

test('a form that is sent too late keeps what was typed, and says why', async () => {
  const { slack } = imagine;
  await ask('');
  await asks(PERSON - 1, 'help');
  const [form] = slack.modals('ana');
  const { json } = await slack.submit({ user: 'ana', viewId: form?.id ?? '', values: { prompt: 'a red fox' } });
  expect(json).toMatchObject({ response_action: 'errors' });
  expect(JSON.stringify(json)).toContain(OF_PERSON);
  expect(slack.modals('ana')).toHaveLength(1);
  expect(await count('generations')).toBe(0);
});

test('a mention that is one too many is answered with why, once, however it is told', async () => {
  const { slack } = imagine;
  await asks(PERSON, 'help');
  for (const text of ['<@BOT> help', '<@BOT> a red fox'])
    await slack.say({ user: 'ana', channel: 'general', text, retries: 1 });
  expect(told('ana')).toBe(1);
  expect(await count('generations')).toBe(0);
});

test('a workspace’s flood ends at the door: the database hears of no more than its share, and another workspace goes on', async () => {
  const { slack } = imagine;
  const before = (await count('seen_requests')) ?? 0;
  const flood = Promise.all(['ana', 'bruno', 'carla'].map((user) => asks(100, 'help', user)));
  expect((await ask('a red fox', 'ana', 'beta')).body).toBe('');
  await flood;
  expect(await count('seen_requests')).toBe(before + TEAM);
  expect((await ask('help', 'gus')).json).toMatchObject({ text: OF_TEAM });
  await imagine.settled();
  expect(slack.transcript('general', 'beta')).toContain('a red fox');
});
