import type { webApi } from '@slack/bolt';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { LocalSlack } from '../slack/slack.ts';
import { button, errorOf, modal, type SlackApp, section, startSlackApp } from './slack-app.ts';

let app: SlackApp;
let slack: LocalSlack;
let client: webApi.WebClient;

beforeAll(async () => {
  app = await startSlackApp();
  ({ slack, client } = app);
});
beforeEach(() => app.reset());
afterAll(() => app.close());

const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const card = (extra: object = { title: mrkdwn('Picture 1') }) => ({ type: 'card', ...extra });
const carousel = (...elements: object[]) => ({ type: 'carousel', elements });
const post = (...blocks: object[]) =>
  client.apiCall('chat.postMessage', { channel: slack.channelId('general'), text: 'x', blocks });
const buttons = (count: number) => Array.from({ length: count }, (_, n) => button(`b${n}`));

test('cards hold what Slack lets them hold, alone and in a carousel', async () => {
  const picture = { type: 'image', image_url: 'https://x.test/a.png', alt_text: 'a fox' };
  const full = card({
    hero_image: picture,
    icon: picture,
    title: mrkdwn('t'.repeat(150)),
    subtitle: mrkdwn('s'.repeat(150)),
    body: mrkdwn('b'.repeat(200)),
    actions: buttons(3),
  });
  await post(full);
  await post(carousel(...Array.from({ length: 10 }, () => card())));
  expect(slack.violations).toEqual([]);
});

test.each([
  ['an empty card', card({ subtitle: mrkdwn('s') }), /card needs/],
  ['a title of 151', card({ title: mrkdwn('t'.repeat(151)) }), /title.*150/],
  ['a subtitle of 151', card({ title: mrkdwn('t'), subtitle: mrkdwn('s'.repeat(151)) }), /subtitle.*150/],
  ['a body of 201', card({ body: mrkdwn('b'.repeat(201)) }), /body.*200/],
  ['a plain title', card({ title: { type: 'plain_text', text: 't' } }), /title/],
  ['a menu among the actions', card({ actions: [{ type: 'overflow', action_id: 'm', options: [] }] }), /actions/],
  ['four buttons', card({ actions: buttons(4) }), /actions.*3/],
  ['eleven cards', carousel(...Array.from({ length: 11 }, () => card())), /10/],
  ['no card', carousel(), /1/],
  [
    'a picture without alt text',
    card({ hero_image: { type: 'image', image_url: 'https://x.test/a.png' } }),
    /alt_text/,
  ],
])('%s is refused', async (_, block, complaint) => {
  expect(await errorOf(post(block))).toBe('invalid_blocks');
  expect(slack.violations).toEqual([expect.stringMatching(complaint)]);
});

test('a modal takes no cards', async () => {
  const { triggerId } = await slack.command({ user: 'ana', channel: 'general', text: '' });
  const opened = client.apiCall('views.open', { trigger_id: triggerId, view: modal([card()]) });
  expect(await errorOf(opened)).toBe('invalid_blocks');
});

test('a workspace may take no carousels, and says so as Slack does; the app is not to blame', async () => {
  slack.set({ refusedBlocks: ['carousel', 'card'] });
  const refused = await post(section('x'), carousel(card())).catch((error: { data: unknown }) => error.data);
  expect(refused).toMatchObject({
    ok: false,
    error: 'invalid_blocks',
    errors: [
      'unsupported type: carousel [json-pointer:/blocks/1/type]',
      'unsupported type: card [json-pointer:/blocks/1/elements/0/type]',
    ],
    response_metadata: {
      messages: expect.arrayContaining(['[ERROR] unsupported type: carousel [json-pointer:/blocks/1/type]']),
    },
  });
  const user_id = slack.teams.acme.people.ana.id;
  const view = { type: 'home', blocks: [card()] };
  expect(await errorOf(client.apiCall('views.publish', { user_id, view }))).toBe('invalid_blocks');
  await post(section('x'));
  expect(slack.violations).toEqual([]);
  slack.reset();
  await post(carousel(card()));
});
