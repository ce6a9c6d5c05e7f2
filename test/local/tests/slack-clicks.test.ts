import type { webApi } from '@slack/bolt';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { LocalSlack } from '../slack/slack.ts';
import { actions, button, option, plain, type SlackApp, section, startSlackApp } from './slack-app.ts';

let app: SlackApp;
let slack: LocalSlack;
let client: webApi.WebClient;

beforeAll(async () => {
  app = await startSlackApp();
  ({ slack, client } = app);
});
beforeEach(() => app.reset());
afterAll(() => app.close());

const post = async (...blocks: object[]) => {
  const channel = slack.channelId('general');
  await client.apiCall('chat.postMessage', { channel, text: 'x', blocks });
  return slack.messages('general').at(-1)!.ts;
};
const click = (actionId: string, more: { value?: string; messageTs?: string } = {}) =>
  slack.click({ user: 'ana', channel: 'general', actionId, ...more });
const menu = (action_id: string, ...values: string[]) => ({
  type: 'overflow',
  action_id,
  options: values.map((value) => option(value, value.toUpperCase())),
});
const card = (position: number, extra: object = {}) => ({
  type: 'card',
  title: { type: 'mrkdwn', text: `Picture ${position}` },
  actions: [button(`edit_image:${position}`, { value: `g1:${position}` })],
  ...extra,
});

test('an overflow menu tells which of its options was picked, and has no state', async () => {
  await post(section('x'), {
    type: 'actions',
    block_id: 'row',
    elements: [button('edit'), menu('more', 'alt', 'delete')],
  });
  await click('more', { value: 'delete' });
  expect(app.last()).toMatchObject({
    type: 'block_actions',
    actions: [
      {
        type: 'overflow',
        action_id: 'more',
        block_id: 'row',
        selected_option: { text: plain('DELETE'), value: 'delete' },
      },
    ],
    state: { values: {} },
  });
  await expect(click('more', { value: 'share' })).rejects.toThrow('offers no "share", only alt, delete');
  await expect(click('more')).rejects.toThrow('needs a value to pick');
});

test('a button in a card of a carousel is pressed by its action_id; the card is its block', async () => {
  const ts = await post({ type: 'carousel', elements: [card(1), card(2, { block_id: 'second' }), card(3)] });
  await click('edit_image:2');
  expect(app.last()).toMatchObject({
    container: { message_ts: ts },
    actions: [{ type: 'button', action_id: 'edit_image:2', value: 'g1:2', block_id: 'second', text: plain('Edit') }],
  });
  await click('edit_image:3');
  const { message, actions: pressed } = app.last() as {
    message: { blocks: { elements: { block_id: string }[] }[] };
    actions: { block_id: string }[];
  };
  expect(pressed[0]!.block_id).toBe(message.blocks[0]!.elements[2]!.block_id);
  await post(card(4));
  await click('edit_image:4');
  expect(app.last()).toMatchObject({ actions: [{ value: 'g1:4', block_id: 'b0' }] });
});

test('a select in a message tells what was picked, and the state of its neighbors', async () => {
  const select = (action_id: string, initial?: string) => ({
    type: 'static_select',
    action_id,
    placeholder: plain('Size'),
    options: [option('square'), option('wide')],
    ...(initial ? { initial_option: option(initial) } : {}),
  });
  await post(actions(select('size', 'square'), select('shape')));
  await click('size', { value: 'wide' });
  expect(app.last()).toMatchObject({
    actions: [
      {
        type: 'static_select',
        action_id: 'size',
        selected_option: option('wide'),
        initial_option: option('square'),
        placeholder: plain('Size'),
      },
    ],
    state: {
      values: {
        b0: {
          size: { type: 'static_select', selected_option: option('wide') },
          shape: { type: 'static_select', selected_option: null },
        },
      },
    },
  });
});

test('of the same button in several messages the newest is meant, or the one with the value or ts named', async () => {
  const first = await post(actions(button('edit', { value: 'g1' })));
  const second = await post(actions(button('edit', { value: 'g2' })));
  const pressed = async (more: { value?: string; messageTs?: string }) => {
    await click('edit', more);
    return (app.last().container as { message_ts: string }).message_ts;
  };
  expect([await pressed({}), await pressed({ value: 'g1' }), await pressed({ messageTs: first })]).toEqual([
    second,
    first,
    first,
  ]);
  await expect(click('edit', { value: 'g3' })).rejects.toThrow('sees no "edit"');
});

test('a press carries what Slack sends of a button: style, confirmation, address', async () => {
  const confirm = {
    title: plain('Delete?'),
    text: plain('It is gone then.'),
    confirm: plain('Delete'),
    deny: plain('Keep'),
  };
  await post(actions(button('delete', { style: 'danger', confirm }), button('open', { url: 'https://x.test/' })));
  await click('delete');
  expect(app.last()).toMatchObject({ actions: [{ style: 'danger', confirm }] });
  await click('open');
  expect(app.last()).toMatchObject({ actions: [{ url: 'https://x.test/' }] });
});
