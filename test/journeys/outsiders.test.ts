import { expect, test } from 'vitest';
import { faults } from '../local/slack/slack.ts';
import { BOTH_WAYS } from '../support/both-ways.ts';
import { journey } from '../support/journey.ts';

// Whoever is not known to be of the workspace is not of it: an absent mark lets nobody in.

const imagine = journey();

const ONLY_MEMBERS = /^Only members of this workspace can spend its credits\./;
const say = async (user: string, text: string, channel = 'partners') => {
  await imagine.slack.say({ user, channel, text });
  await imagine.settled();
};
const told = (user: string) => imagine.slack.ephemerals(user).map(({ text }) => text);
const asked = () => imagine.slack.journal.filter(({ method }) => method === 'users.info').length;

test.each(BOTH_WAYS)('an outsider makes nothing and presses nothing (their workspace %s)', async (_, namesTeams) => {
  const { slack, pixapi } = imagine;
  slack.set({ namesTeams });
  await slack.command({ user: 'ana', channel: 'partners', text: 'a red fox' });
  await imagine.settled();
  await say('eve', '<@BOT> a blue fox');
  for (const actionId of ['vary_image', 'edit_image', 'finish_image'])
    await slack.click({ user: 'eve', channel: 'partners', actionId });
  await imagine.settled();
  expect(pixapi.submits()).toHaveLength(1);
  expect(told('eve')).toHaveLength(3);
  for (const words of told('eve')) expect(words).toMatch(ONLY_MEMBERS);
});

test.each(BOTH_WAYS)('Home tells an outsider nothing of the budget (their workspace %s)', async (_, namesTeams) => {
  const { slack } = imagine;
  slack.set({ namesTeams });
  const { teams } = slack;
  await slack.event({ type: 'app_home_opened', user: teams.acme.people.eve.id, channel: 'D0EVE', tab: 'home' });
  expect(JSON.stringify(teams.acme.homes.get(teams.acme.people.eve.id)?.blocks)).not.toMatch(/credits/);
  await slack.openHome({ user: 'ana' });
  expect(JSON.stringify(slack.home('ana')?.blocks)).toMatch(/500 credits left/);
});

test('of a person whom Slack does not show the app, nothing is made', async () => {
  const { slack, pixapi } = imagine;
  slack.set({ namesTeams: false });
  slack.fault({ method: 'users.info' }, faults.error('user_not_found'));
  await say('carla', '<@BOT> a blue fox', 'general');
  expect(pixapi.submits()).toEqual([]);
  expect(told('carla')[0]).toMatch(ONLY_MEMBERS);
});

test('where Slack can’t say who a presser is, nothing is ordered, and they are told why', async () => {
  const { slack, pixapi } = imagine;
  await slack.command({ user: 'ana', channel: 'partners', text: 'a red fox' });
  await imagine.settled();
  slack.set({ namesTeams: false });
  // Once for their language, once for their rights.
  slack.fault({ method: 'users.info' }, faults.error('ratelimited'), faults.error('ratelimited'));
  await slack.click({ user: 'bruno', channel: 'partners', actionId: 'vary_image' });
  await imagine.settled();
  expect(pixapi.submits()).toHaveLength(1);
  expect(told('bruno')[0]).toMatch(/^Slack .*Nothing was charged\./);
});

test('where Slack can’t say who a writer is, they hear so when Slack sends their message for the last time', async () => {
  const { slack, pixapi } = imagine;
  slack.set({ namesTeams: false });
  // Once for each time that it is sent, and once for their language.
  slack.fault({ method: 'users.info' }, ...Array.from({ length: 5 }, () => faults.error('ratelimited')));
  const { deliveries } = await slack.say({ user: 'bruno', channel: 'app', text: 'a red fox' });
  expect(slack.messages('app:bruno')).toHaveLength(1);
  await slack.flushRetries();
  await imagine.settled();
  expect(deliveries[0]?.attempts.map(({ status }) => status)).toEqual([503, 503, 503, 200]);
  expect(slack.messages('app:bruno').map(({ text }) => text)).toEqual([
    'a red fox',
    'Slack isn’t keeping up with me right now. Nothing was charged. Try again in a few minutes.',
  ]);
  expect(pixapi.submits()).toEqual([]);
});

test('who is named as of this workspace is not asked about', async () => {
  const { slack } = imagine;
  const before = asked();
  await slack.command({ user: 'carla', channel: 'general', text: 'a red fox' });
  await imagine.settled();
  expect(asked()).toBe(before);
});
