import type { webApi } from '@slack/bolt';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { LocalSlack } from '../slack/slack.ts';
import {
  button,
  errorOf,
  input,
  jsonReply,
  modal,
  openModal,
  option,
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

const pictures = (element: object = {}, extra: object = {}) =>
  input('pictures', { type: 'file_input', ...element }, extra);
const file = (name: string) => ({ name, bytes: png() });

const open = (blocks: object[], extra: object = {}) => openModal(app, blocks, extra);
const submit = (viewId: string, values = {}) => slack.submit({ user: 'ana', viewId, values });
const press = (viewId: string, actionId: string, more: { value?: string; values?: Record<string, string> } = {}) =>
  slack.clickInView({ user: 'ana', viewId, actionId, ...more });
const valuesHeard = () => (app.last().view as { state: { values: unknown } }).state.values;

describe('files chosen in a modal', () => {
  test('they come with the submission, are shared nowhere, and the app may read them', async () => {
    const viewId = await open([pictures({ filetypes: ['jpg', 'png'], max_files: 2 })]);
    await submit(viewId, { pictures: [file('a.png'), file('b.JPEG')] });
    const [first] = (valuesHeard() as { pictures: { pictures: { files: Record<string, string>[] } } }).pictures.pictures
      .files;
    expect(valuesHeard()).toMatchObject({
      pictures: { pictures: { type: 'file_input', files: [{ name: 'a.png' }, { name: 'b.JPEG' }] } },
    });
    expect(first).toMatchObject({ mimetype: 'image/png', filetype: 'png', user: slack.teams.acme.people.ana.id });
    expect(slack.file(first!.id!).shares).toEqual([]);
    expect((await client.files.info({ file: first!.id! })).file).toMatchObject({
      name: 'a.png',
      channels: [],
      ims: [],
    });
    const got = await fetch(first!.url_private!, {
      headers: { authorization: `Bearer ${slack.teams.acme.tokens.bot}` },
    });
    expect(Buffer.from(await got.arrayBuffer())).toEqual(png());
    expect(slack.transcript('design')).toBe('');
    expect(slack.violations).toEqual([]);
  });

  test('what is merely chosen is not the app’s to read yet, and stays chosen after an error', async () => {
    const viewId = await open([pictures({}, { optional: true }), text('prompt')]);
    slack.fill({ user: 'ana', viewId, values: { pictures: [file('a.png')] } });
    const held = slack.modals('ana')[0]!.values.pictures?.pictures?.files as { id: string }[];
    expect(await errorOf(client.files.info({ file: held[0]!.id }))).toBe('file_not_found');
    app.answer = () => jsonReply({ response_action: 'errors', errors: { prompt: 'Too short' } });
    await submit(viewId, { prompt: 'fox' });
    await submit(viewId, { prompt: 'a fox' });
    expect(valuesHeard()).toMatchObject({ pictures: { pictures: { files: [{ id: held[0]!.id }] } } });
  });

  test.each([
    ['too many', { max_files: 1 }, [file('a.png'), file('b.png')], /no more than 1 files/],
    ['more than ten', {}, Array.from({ length: 11 }, () => file('a.png')), /no more than 10/],
    ['another kind', { filetypes: ['png'] }, [file('a.gif')], /takes png, not a.gif/],
    ['none, where one is required', {}, [], /pictures: please complete/],
    ['text', {}, 'a.png', /takes files, not text/],
  ])('Slack refuses to take %s', async (_, element, files, words) => {
    const viewId = await open([pictures(element)]);
    await expect(submit(viewId, { pictures: files })).rejects.toThrow(words);
    expect(app.heard).toHaveLength(1);
  });
});

describe('what a modal holds', () => {
  const size = { type: 'static_select', options: [option('square'), option('wide')], initial_option: option('wide') };

  test('untouched fields come with their initial values, or with nothing', async () => {
    const viewId = await open([
      text('prompt', { initial_value: 'a fox' }),
      text('note', {}, { optional: true }),
      input('size', size),
      input('boxes', { type: 'checkboxes', options: [option('draft')] }, { optional: true }),
      input('where', { type: 'conversations_select', default_to_current_conversation: true }),
      input('who', { type: 'users_select' }, { optional: true }),
      input('kind', { type: 'radio_buttons', options: [option('x')] }, { optional: true }),
      pictures({}, { optional: true }),
    ]);
    await submit(viewId);
    expect(valuesHeard()).toMatchObject({
      prompt: { prompt: { type: 'plain_text_input', value: 'a fox' } },
      note: { note: { value: null } },
      size: { size: { selected_option: { value: 'wide' } } },
      boxes: { boxes: { selected_options: [] } },
      where: { where: { selected_conversation: slack.channelId('design') } },
      who: { who: { selected_user: null } },
      kind: { kind: { selected_option: null } },
      pictures: { pictures: { files: [] } },
    });
  });

  test('people and channels are chosen among those that the person can see', async () => {
    const where = {
      type: 'conversations_select',
      filter: { include: ['public', 'private'] },
      response_url_enabled: true,
    };
    const viewId = await open([input('where', where), input('who', { type: 'users_select' })]);
    await expect(submit(viewId, { where: 'app', who: 'bruno' })).rejects.toThrow('offers ana no');
    await submit(viewId, { where: 'secret', who: 'bruno' });
    const channel_id = slack.channelId('secret');
    expect(app.last()).toMatchObject({
      view: { state: { values: { who: { who: { selected_user: slack.teams.acme.people.bruno.id } } } } },
      response_urls: [{ block_id: 'where', action_id: 'where', channel_id, response_url: expect.any(String) }],
    });
  });

  test('a press carries all that is filled in so far, the hash, and the modal it may push upon', async () => {
    const viewId = await open([
      text('prompt'),
      input('size', size, { dispatch_action: true }),
      { type: 'actions', block_id: 'more', elements: [button('add', { value: 'x' })] },
    ]);
    await press(viewId, 'add', { values: { prompt: 'a fox' } });
    expect(app.last()).toMatchObject({
      type: 'block_actions',
      container: { type: 'view', view_id: viewId },
      view: {
        id: viewId,
        hash: slack.modals('ana')[0]!.hash,
        state: {
          values: { prompt: { prompt: { value: 'a fox' } }, size: { size: { selected_option: option('wide') } } },
        },
      },
      actions: [{ action_id: 'add', block_id: 'more', type: 'button', value: 'x' }],
    });
    await press(viewId, 'size', { value: 'square' });
    expect(app.last()).toMatchObject({
      actions: [{ action_id: 'size', block_id: 'size', type: 'static_select', selected_option: option('square') }],
      view: {
        state: {
          values: { prompt: { prompt: { value: 'a fox' } }, size: { size: { selected_option: option('square') } } },
        },
      },
    });
    await expect(press(viewId, 'prompt', { value: 'a hen' })).rejects.toThrow('no dispatch_action');
  });

  test('an update keeps what was typed only where block_id and action_id stay', async () => {
    const fields = (second: object) => [
      text('kept', { initial_value: 'new' }),
      second,
      input('size', { ...size, options: [option('wide')] }),
    ];
    const viewId = await open([text('kept'), text('lost', { action_id: 'words' }), input('size', size)]);
    slack.fill({ user: 'ana', viewId, values: { kept: 'a fox', words: 'gone', size: 'square' } });
    const view = modal(fields(text('renamed', { action_id: 'words', initial_value: 'fresh' })));
    await client.apiCall('views.update', { view_id: viewId, hash: slack.modals('ana')[0]!.hash, view });
    await submit(viewId);
    expect(valuesHeard()).toEqual({
      kept: { kept: { type: 'plain_text_input', value: 'a fox' } },
      renamed: { words: { type: 'plain_text_input', value: 'fresh' } },
      size: { size: { type: 'static_select', selected_option: option('wide') } },
    });
  });

  test('a block without an id gets a new one each time, and forgets', async () => {
    const { block_id: _, ...nameless } = text('prompt');
    const viewId = await open([nameless]);
    slack.fill({ user: 'ana', viewId, values: { prompt: 'a fox' } });
    await client.apiCall('views.update', { view_id: viewId, view: modal([nameless]) });
    await expect(submit(viewId)).rejects.toThrow('prompt: please complete this required field');
  });
});

describe('what Slack does not submit', () => {
  test.each([
    ['an empty required field', text('f'), '', 'please complete'],
    ['too short a text', text('f', { min_length: 3 }), 'ab', 'at least 3'],
    ['too long a text', text('f', { max_length: 3 }), 'abcd', 'no more than 3'],
    ['a text over 3000', text('f'), 'x'.repeat(3001), 'no more than 3000'],
    ['two lines in one', text('f'), 'a\nb', 'only one line'],
    ['half a picture', input('f', { type: 'number_input', is_decimal_allowed: false }), '1.5', 'whole number'],
    [
      'too great a number',
      input('f', { type: 'number_input', is_decimal_allowed: false, max_value: '4' }),
      '5',
      '4 is the most',
    ],
    ['no address', input('f', { type: 'url_text_input' }), 'x', 'web address'],
    ['three of two', input('f', { type: 'multi_users_select', max_selected_items: 1 }), 'ana,bruno', 'no more than 1'],
  ])('%s', async (_, block, value, words) => {
    const viewId = await open([block]);
    await expect(submit(viewId, { f: value })).rejects.toThrow(new RegExp(`f: .*${words}`));
    expect(app.heard).toHaveLength(1);
    expect(slack.modals('ana')).toHaveLength(1);
  });

  test('a modal without a submit button', async () => {
    const viewId = await open([section('Just so')], { submit: undefined });
    await expect(submit(viewId)).rejects.toThrow('no submit button');
  });
});

test('a day is chosen as YYYY-MM-DD, and cleared; anything else the client does not offer', async () => {
  const viewId = await open([input('until', { type: 'datepicker', initial_date: '2026-12-24' }, { optional: true })]);
  expect(slack.read(slack.modals('ana').at(-1)!)).toContain('[2026-12-24]');
  await expect(submit(viewId, { until: 'Friday' })).rejects.toThrow('A datepicker takes days');
  await submit(viewId, { until: '' });
  expect(valuesHeard()).toEqual({ until: { until: { type: 'datepicker', selected_date: null } } });
});
