import type { webApi } from '@slack/bolt';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { LocalSlack } from '../slack/slack.ts';
import {
  actions,
  button,
  errorOf,
  jsonReply,
  modal,
  openModal,
  type SlackApp,
  section,
  startSlackApp,
  text,
  webClient,
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

const open = (blocks: object[], extra: object = {}) => openModal(app, blocks, extra);
const submit = (viewId: string, values = {}) => slack.submit({ user: 'ana', viewId, values });
const push = async (viewId: string, extra: object = {}) => {
  const { triggerId } = await slack.clickInView({ user: 'ana', viewId, actionId: 'more' });
  return client.apiCall('views.push', { trigger_id: triggerId, view: modal([actions(button('more'))], extra) });
};
const ids = () => slack.modals('ana').map(({ id }) => id);

test('three at the most; only the uppermost can be reached; each knows those beneath', async () => {
  const root = await open([actions(button('more'))]);
  await push(root);
  const second = ids().at(-1)!;
  await expect(slack.clickInView({ user: 'ana', viewId: root, actionId: 'more' })).rejects.toThrow(
    `${second} lies on it`,
  );
  await push(second);
  expect(await errorOf(push(ids().at(-1)!))).toBe('push_limit_reached');
  expect(app.last()).toMatchObject({ view: { root_view_id: root, previous_view_id: second } });
  await submit(ids().at(-1)!);
  expect(ids()).toEqual([root, second]);
  app.answer = () => jsonReply({ response_action: 'clear' });
  await submit(second);
  expect(ids()).toEqual([]);
  expect(slack.violations).toEqual([expect.stringContaining('more than 3 modals')]);
});

test('a submission may push or update', async () => {
  const root = await open([text('prompt')]);
  app.answer = () => jsonReply({ response_action: 'push', view: modal([section('Sure?')]) });
  await submit(root, { prompt: 'a fox' });
  expect(slack.modals('ana').map(({ previous }) => previous)).toEqual([null, root]);
  app.answer = () => jsonReply({ response_action: 'update', view: modal([text('prompt')], { callback_id: 'next' }) });
  await submit(ids()[1]!);
  expect(slack.modals('ana').map(({ callback_id }) => callback_id)).toEqual(['make', 'next']);
  app.answer = () => jsonReply({ response_action: 'vanish' });
  await submit(ids()[1]!, { prompt: 'x' });
  expect(slack.violations).toEqual([expect.stringContaining('no response_action "vanish"')]);
});

test('a command’s trigger opens and does not push', async () => {
  const { triggerId } = await slack.command({ user: 'ana', channel: 'design', text: '' });
  const view = modal([section('x')]);
  expect(await errorOf(client.apiCall('views.push', { trigger_id: triggerId, view }))).toBe('invalid_trigger_id');
  expect(slack.violations).toHaveLength(1);
});

test('closing tells the app where it asked for it', async () => {
  const root = await open([actions(button('more'))], { notify_on_close: true });
  await push(root);
  await slack.closeModal({ user: 'ana', viewId: ids()[1]! });
  expect(app.last().type).toBe('block_actions');
  expect(ids()).toEqual([root]);
  await push(root, { notify_on_close: true, callback_id: 'upper' });
  await slack.closeModal({ user: 'ana', viewId: ids()[1]!, all: true });
  expect(app.heard.slice(-2).map(({ payload }) => payload)).toMatchObject([
    { type: 'view_closed', is_cleared: true, view: { callback_id: 'upper', state: { values: {} } } },
    { type: 'view_closed', is_cleared: true, view: { id: root } },
  ]);
  const alone = await open([section('x')], { notify_on_close: true });
  await slack.closeModal({ user: 'ana', viewId: alone });
  expect(app.last()).toMatchObject({ type: 'view_closed', is_cleared: false, user: { name: 'ana' } });
  await expect(slack.closeModal({ user: 'ana', viewId: alone })).rejects.toThrow('no open modal');
  expect(await errorOf(client.apiCall('views.update', { view_id: alone, view: modal([]) }))).toBe('not_found');
});

test('an old hash and a taken external_id are refused', async () => {
  const viewId = await open([section('x')], { external_id: 'one' });
  const again = { view_id: viewId, hash: 'h0', view: modal([section('y')]) };
  expect(await errorOf(client.apiCall('views.update', again))).toBe('hash_conflict');
  await client.apiCall('views.update', { external_id: 'one', view: modal([section('y')], { external_id: 'one' }) });
  const { triggerId } = await slack.command({ user: 'bruno', channel: 'design', text: '' });
  const view = modal([section('x')], { external_id: 'one' });
  expect(await errorOf(client.apiCall('views.open', { trigger_id: triggerId, view }))).toBe('duplicate_external_id');
  const beta = webClient(slack, slack.teams.beta.tokens.bot);
  expect(await errorOf(beta.apiCall('views.update', { view_id: viewId, view }))).toBe('not_found');
});
