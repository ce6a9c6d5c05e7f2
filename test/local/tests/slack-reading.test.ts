import type { webApi } from '@slack/bolt';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { LocalSlack } from '../slack/slack.ts';
import {
  actions,
  button,
  input,
  openModal,
  option,
  plain,
  png,
  type SlackApp,
  section,
  startSlackApp,
  text,
} from './slack-app.ts';

let app: SlackApp;
let slack: LocalSlack;
let client: webApi.WebClient;

beforeAll(async () => {
  app = await startSlackApp();
  ({ slack, client } = app);
});
beforeEach(() => app.reset());
afterAll(() => app.close());

const mrkdwn = (words: string) => ({ type: 'mrkdwn', text: words });
const post = (...blocks: object[]) =>
  client.apiCall('chat.postMessage', { channel: slack.channelId('general'), text: 'x', blocks });
const select = (extra: object = {}) => ({
  type: 'static_select',
  action_id: 'size',
  placeholder: plain('Size'),
  options: [option('square', 'Square'), option('wide', 'Wide')],
  ...extra,
});

test('buttons, overflow menus and selects stand in a row as on the screen', async () => {
  await post(
    actions(button('edit'), button('vary', { text: plain('Vary ×4 · 4') }), {
      type: 'overflow',
      action_id: 'more',
      options: [option('alt', 'Alt text'), option('delete', 'Delete')],
    }),
    actions(select()),
    { ...section('Size'), accessory: select({ action_id: 'again', initial_option: option('wide', 'Wide') }) },
  );
  expect(slack.transcript('general').split('\n')).toEqual([
    'imagine: [Edit] [Vary ×4 · 4] [… Alt text / Delete]',
    '  [Size ▾]',
    '  Size',
    '  [Wide ▾]',
  ]);
});

test('the cards of a carousel are counted, each with its picture, its words and its buttons', async () => {
  const picture = { type: 'image', image_url: 'https://x.test/a.png', alt_text: 'a red fox' };
  await post({
    type: 'carousel',
    elements: [1, 2].map((n) => ({
      type: 'card',
      hero_image: picture,
      title: mrkdwn(`*v${n}*`),
      body: mrkdwn('4 credits'),
      actions: [button(`edit:${n}`), button(`vary:${n}`, { text: plain('Vary') })],
    })),
  });
  await post({ type: 'card', title: mrkdwn('alone') });
  expect(slack.transcript('general').split('\n')).toEqual([
    'imagine: (1 of 2) [picture: a red fox]',
    '  *v1*',
    '  4 credits',
    '  [Edit] [Vary]',
    '  (2 of 2) [picture: a red fox]',
    '  *v2*',
    '  4 credits',
    '  [Edit] [Vary]',
    'imagine: alone',
  ]);
});

test('a modal is read with what is filled in', async () => {
  const viewId = await openModal(
    app,
    [
      { type: 'alert', text: plain('Budget is low'), level: 'warning' },
      text('prompt', { placeholder: plain('A red fox') }, { hint: plain('In any language') }),
      input('size', select({ action_id: 'size', initial_option: option('square', 'Square') })),
      input(
        'extras',
        { type: 'checkboxes', options: [option('draft', 'Draft'), option('private', 'Private')] },
        { optional: true },
      ),
      input('model', {
        type: 'radio_buttons',
        options: [option('a', 'One'), option('b', 'Two')],
        initial_option: option('a', 'One'),
      }),
      input('where', { type: 'conversations_select', default_to_current_conversation: true }),
      input('who', { type: 'users_select', placeholder: plain('Who') }, { optional: true }),
      input('pictures', { type: 'file_input' }, { optional: true }),
    ],
    { close: plain('Cancel') },
  );
  const read = () => slack.read(slack.modals('ana')[0]!);
  expect(read().split('\n')).toEqual([
    '== Make ==',
    'Budget is low',
    'prompt: [A red fox]',
    '(In any language)',
    'size: [Square ▾]',
    'extras (optional): [ ] Draft [ ] Private',
    'model: (•) One ( ) Two',
    'where: [#design ▾]',
    'who (optional): [Who ▾]',
    'pictures (optional): [choose files]',
    '[Cancel] [Make]',
  ]);
  const pictures = [{ name: 'a.png', bytes: png() }];
  const values = {
    prompt: 'a hen',
    size: 'wide',
    extras: 'private',
    model: 'b',
    where: 'general',
    who: 'bruno',
    pictures,
  };
  slack.fill({ user: 'ana', viewId, values });
  expect(read().split('\n').slice(2, -1)).toEqual([
    'prompt: [a hen]',
    '(In any language)',
    'size: [Wide ▾]',
    'extras (optional): [ ] Draft [x] Private',
    'model: ( ) One (•) Two',
    'where: [#general ▾]',
    'who (optional): [@bruno ▾]',
    'pictures (optional): [a.png]',
  ]);
});

test('the Home tab is read the same way', async () => {
  const view = { type: 'home', blocks: [section('*Recent*'), actions(button('new', { text: plain('New picture') }))] };
  await client.apiCall('views.publish', { user_id: slack.teams.acme.people.ana.id, view });
  expect(slack.read(slack.home('ana')!)).toBe('*Recent*\n[New picture]');
});
