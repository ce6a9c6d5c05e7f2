import type { webApi } from '@slack/bolt';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { LocalSlack } from '../slack/slack.ts';
import { actions, button, errorOf, modal, option, plain, type SlackApp, section, startSlackApp } from './slack-app.ts';

let app: SlackApp;
let slack: LocalSlack;
let client: webApi.WebClient;

beforeAll(async () => {
  app = await startSlackApp();
  ({ slack, client } = app);
});
beforeEach(() => app.reset());
afterAll(() => app.close());

const ana = () => slack.teams.acme.people.ana.id;
const publish = (blocks: object[], hash?: string) =>
  client.apiCall('views.publish', { user_id: ana(), ...(hash ? { hash } : {}), view: { type: 'home', blocks } });
const months = {
  type: 'static_select',
  action_id: 'month',
  placeholder: plain('Month'),
  options: [option('october'), option('november')],
  initial_option: option('november'),
};

test('opening the Home tab tells what is published there, and the Messages tab does not', async () => {
  await slack.openHome({ user: 'ana' });
  expect(app.last().event).toMatchObject({ type: 'app_home_opened', tab: 'home', user: ana() });
  expect(app.last().event).not.toHaveProperty('view');
  await publish([section('Hello')]);
  await slack.openHome({ user: 'ana' });
  const { id, hash } = slack.home('ana')!;
  expect(app.last().event).toMatchObject({
    channel: slack.channelId('app:ana'),
    view: { id, hash, type: 'home', blocks: [{ type: 'section' }], state: { values: {} } },
  });
  await slack.openHome({ user: 'bruno' });
  expect(app.last().event).not.toHaveProperty('view');
  await slack.openHome({ user: 'ana', tab: 'messages' });
  expect(app.last().event).not.toHaveProperty('view');
});

test('a press in the Home tab carries the view and a trigger that opens a modal', async () => {
  await publish([{ ...section('Pick'), block_id: 'pick', accessory: months }, actions(button('new', { value: 'x' }))]);
  const { triggerId } = await slack.clickInView({ user: 'ana', actionId: 'new' });
  const view = slack.home('ana')!;
  expect(app.last()).toMatchObject({
    type: 'block_actions',
    user: { id: ana(), name: 'ana' },
    container: { type: 'view', view_id: view.id },
    view: {
      id: view.id,
      hash: view.hash,
      type: 'home',
      root_view_id: view.id,
      state: { values: { pick: { month: { selected_option: option('november') } } } },
    },
    actions: [{ action_id: 'new', value: 'x', block_id: view.blocks[1]!.block_id }],
  });
  expect(app.last()).not.toHaveProperty('channel');
  expect(app.last()).not.toHaveProperty('response_url');
  await client.apiCall('views.open', { trigger_id: triggerId, view: modal([section('New')]) });
  expect(slack.modals('ana')).toHaveLength(1);
});

test('a choice in the Home tab stays chosen when it is published anew, and each person has their own', async () => {
  const blocks = [{ ...section('Pick'), block_id: 'pick', accessory: months }];
  await publish(blocks);
  await slack.clickInView({ user: 'ana', actionId: 'month', value: 'october' });
  expect(app.last()).toMatchObject({ actions: [{ action_id: 'month', selected_option: option('october') }] });
  const { id, hash } = slack.home('ana')!;
  await publish([...blocks, actions(button('new'))], hash);
  expect(slack.home('ana')).toMatchObject({
    id,
    values: { pick: { month: { selected_option: option('october') } } },
  });
  expect(await errorOf(publish(blocks, hash))).toBe('hash_conflict');
  await expect(slack.clickInView({ user: 'bruno', actionId: 'new' })).rejects.toThrow('bruno sees an empty Home tab');
  await expect(slack.clickInView({ user: 'ana', actionId: 'nothing' })).rejects.toThrow('ana sees no "nothing"');
});
