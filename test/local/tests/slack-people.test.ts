import type { webApi } from '@slack/bolt';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { LocalSlack } from '../slack/slack.ts';
import { errorOf, input, modal, type SlackApp, startSlackApp, webClient } from './slack-app.ts';

let app: SlackApp;
let slack: LocalSlack;
let client: webApi.WebClient;

beforeAll(async () => {
  app = await startSlackApp();
  ({ slack, client } = app);
});
beforeEach(() => app.reset());
afterAll(() => app.close());

const people = () => slack.teams.acme.people;
const info = async (user: string) => (await client.users.info({ user, include_locale: true })).user;

test('users.info tells of rights, guests, language and time zone', async () => {
  expect(await info(people().ana.id)).toMatchObject({
    is_admin: true,
    is_owner: true,
    is_restricted: false,
    is_ultra_restricted: false,
  });
  expect(await info(people().bruno.id)).toMatchObject({
    is_admin: false,
    locale: 'pt-BR',
    tz: 'America/Sao_Paulo',
    tz_offset: -10_800,
  });
  expect(await info(people().gus.id)).toMatchObject({
    is_restricted: true,
    is_ultra_restricted: false,
    locale: 'en-US',
    tz: 'America/New_York',
  });
  people().gus.isSingleChannelGuest = true;
  expect(await info(people().gus.id)).toMatchObject({ is_restricted: true, is_ultra_restricted: true });
  slack.reset();
  expect(await info(people().gus.id)).toMatchObject({ is_ultra_restricted: false });
});

test('of a stranger Slack tells neither rights nor language; of another workspace’s people nothing', async () => {
  const eve = await info(people().eve.id);
  expect(eve).toMatchObject({ is_stranger: true, team_id: 'T0OUTSIDE' });
  for (const hidden of ['is_admin', 'is_restricted', 'is_ultra_restricted', 'locale'])
    expect(eve).not.toHaveProperty(hidden);
  const beta = webClient(slack, slack.teams.beta.tokens.bot);
  expect(await errorOf(beta.users.info({ user: people().ana.id }))).toBe('user_not_found');
});

test('a guest acts only where somebody has invited them', async () => {
  await slack.say({ user: 'gus', channel: 'general', text: 'hi' });
  await expect(slack.say({ user: 'gus', channel: 'random', text: 'hi' })).rejects.toThrow('no gus in #random');
  slack.addMember('random', 'gus');
  await slack.say({ user: 'gus', channel: 'random', text: 'hi' });
  await slack.say({ user: 'carla', channel: 'partners', text: 'hi' });
  expect(slack.messages('partners')).toHaveLength(1);
});

test('a guest is offered only their own channels in a menu', async () => {
  const { triggerId } = await slack.command({ user: 'gus', channel: 'general', text: '' });
  const view = modal([input('where', { type: 'conversations_select' })]);
  await client.apiCall('views.open', { trigger_id: triggerId, view });
  const viewId = slack.modals('gus')[0]!.id;
  const choose = (where: string) => slack.submit({ user: 'gus', viewId, values: { where } });
  await expect(choose('partners')).rejects.toThrow('offers gus no #partners');
  await choose('general');
  expect(slack.modals('gus')).toEqual([]);
});
