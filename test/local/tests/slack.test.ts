import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver, type webApi } from '@slack/bolt';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sign } from '../slack/signing.ts';
import { faults, type LocalSlack } from '../slack/slack.ts';
import {
  actions,
  button,
  errorOf,
  logger,
  png,
  type SlackApp,
  section,
  startSlackApp,
  webClient,
} from './slack-app.ts';

type Event = Record<string, unknown>;

let app: SlackApp;
let slack: LocalSlack;
let client: webApi.WebClient;

const heardEvents = () => app.heard.map(({ payload }) => payload.event as Event).filter((event) => event !== undefined);
const idOf = (channel: string) => slack.channelId(channel);

async function upload(bytes = png(), alt_txt = 'a red fox'): Promise<string> {
  const { upload_url, file_id } = (await client.apiCall('files.getUploadURLExternal', {
    filename: 'fox.png',
    length: bytes.length,
    alt_txt,
  })) as unknown as Record<string, string>;
  await fetch(upload_url!, { method: 'POST', body: new Uint8Array(bytes) });
  await client.files.completeUploadExternal({ files: [{ id: file_id!, title: 'Fox' }] });
  return file_id!;
}

async function processed(id: string): Promise<void> {
  while (!(await client.files.info({ file: id })).file?.mimetype)
    await new Promise((resolve) => setTimeout(resolve, 5));
}

const pictureOf = (id: string) => ({ type: 'image', slack_file: { id }, alt_text: 'a red fox' }) as const;
const postTo = (url: string, body: unknown) => fetch(url, { method: 'POST', body: JSON.stringify(body) });

beforeAll(async () => {
  app = await startSlackApp();
  ({ slack, client } = app);
});
beforeEach(() => app.reset());
afterEach(() => {
  expect(slack.unusedFaults()).toEqual([]);
});
afterAll(() => app.close());

describe('what Slack sends', () => {
  test('a command arrives signed, with the fields Slack sends, and its answer is seen by its author alone', async () => {
    app.answer = () => ({
      body: JSON.stringify({ text: 'Drawing…' }),
      headers: { 'content-type': 'application/json' },
    });
    const answer = await slack.command({ user: 'ana', channel: 'design', text: 'a <red> fox & co' });
    expect(answer).toMatchObject({ status: 200, json: { text: 'Drawing…' } });
    expect(app.heard[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(app.heard[0]?.payload).toMatchObject({
      command: '/imagine',
      text: 'a <red> fox & co',
      channel_name: 'privategroup',
      team_id: 'T0ACME',
      trigger_id: answer.triggerId,
      response_url: answer.responseUrl,
      is_enterprise_install: 'false',
    });
    expect(slack.ephemerals('ana', 'design').map(({ text }) => text)).toEqual(['Drawing…']);
    expect(slack.transcript('design', 'acme', 'bruno')).toBe('');
    expect(slack.violations).toEqual([]);
  });

  test('a command that is not answered in time fails in view of its author', async () => {
    slack.set({ ackMs: 40 });
    app.answer = () => ({ afterMs: 120 });
    expect((await slack.command({ user: 'ana', channel: 'general', text: 'x' })).status).toBe(0);
    expect(slack.transcript('general', 'acme', 'ana')).toContain(
      'Slackbot (only you): /imagine failed with the error "operation_timeout"',
    );
  });

  test('a forged or stale signature is just posted', async () => {
    const stale = Math.floor(Date.now() / 1000) - 600;
    expect((await slack.sendRaw('{}', sign('wrong', '{}'))).status).toBe(401);
    expect((await slack.sendRaw('{}', sign(slack.signingSecret, '{}', stale))).status).toBe(401);
  });

  test('a mention comes as two events with different ids, text escaped', async () => {
    const { ts, deliveries } = await slack.say({
      user: 'bruno',
      channel: 'general',
      text: '<@BOT> a <!channel> & fox',
    });
    expect(deliveries.map(({ event, ok }) => [event.type, ok])).toEqual([
      ['message', true],
      ['app_mention', true],
    ]);
    expect(new Set(deliveries.map(({ eventId }) => eventId)).size).toBe(2);
    expect(heardEvents()[0]).toMatchObject({
      ts,
      channel_type: 'channel',
      text: `<@${slack.teams.acme.bot.userId}> a &lt;!channel&gt; &amp; fox`,
    });
    expect(slack.messages('general')[0]?.rings).toBe(false);
  });

  test('its two events come in the order that was set, and lack what was left out', async () => {
    slack.set({
      tellings: [
        { type: 'app_mention', without: ['files', 'thread_ts', 'blocks'] },
        { type: 'message', without: ['files'], afterMs: 20 },
      ],
    });
    const { ts: threadTs } = await slack.say({ user: 'ana', channel: 'general', text: 'a 🦊 at fox.io' });
    const files = [{ name: 'a.png', bytes: png() }];
    await slack.say({ user: 'ana', channel: 'general', threadTs, text: '<@BOT> hi', files });
    const [said, first, second] = heardEvents();
    expect(said).toMatchObject({ text: 'a :fox_face: at <http://fox.io|fox.io>' });
    expect(first).toMatchObject({ type: 'app_mention' });
    for (const name of ['files', 'thread_ts', 'blocks', 'subtype']) expect(first).not.toHaveProperty(name);
    expect(second).toMatchObject({ type: 'message', thread_ts: threadTs });
    expect(second).not.toHaveProperty('files');
  });

  test('nothing is told of places without the app; a picture comes as file_share', async () => {
    expect((await slack.say({ user: 'ana', channel: 'random', text: 'hi' })).deliveries).toEqual([]);
    await slack.say({ user: 'ana', channel: 'app', text: '', files: [{ name: 'a.png', bytes: png() }] });
    expect(heardEvents()).toMatchObject([
      { subtype: 'file_share', channel_type: 'im', files: [{ mimetype: 'image/png', original_w: 64 }] },
    ]);
  });

  test('a stranger speaks with their own team, and their files are stubs', async () => {
    await slack.say({ user: 'eve', channel: 'partners', text: 'hi', files: [{ name: 'a.png', bytes: png() }] });
    expect(app.heard[0]?.payload).toMatchObject({
      is_ext_shared_channel: true,
      event: { user_team: 'T0OUTSIDE', team: 'T0OUTSIDE', files: [{ file_access: 'check_file_info' }] },
    });
    await expect(slack.command({ user: 'eve', channel: 'partners', text: 'x' })).rejects.toThrow('Slack Connect');
  });

  test('a refused event is sent again: at once, then when retries are flushed', async () => {
    app.answer = () => ({ status: 500 });
    await slack.say({ user: 'ana', channel: 'general', text: 'hi' });
    expect(app.heard).toHaveLength(2);
    await slack.flushRetries();
    expect(app.heard.map(({ headers }) => headers['x-slack-retry-num'])).toEqual([undefined, '1', '2', '3']);
    expect(app.heard[3]?.headers['x-slack-retry-reason']).toBe('http_error');
    expect(new Set(app.heard.map(({ payload }) => payload.event_id)).size).toBe(1);
  });

  test('x-slack-no-retry ends it; a duplicate can be asked for', async () => {
    app.answer = () => ({ status: 500, headers: { 'x-slack-no-retry': '1' } });
    await slack.say({ user: 'ana', channel: 'general', text: 'hi' });
    expect(app.heard).toHaveLength(1);
    app.answer = () => ({});
    await slack.say({ user: 'ana', channel: 'general', text: 'hi', retries: 2 });
    expect(app.heard).toHaveLength(4);
  });

  test('the app hears its own posts and edits', async () => {
    slack.set({ echo: true });
    const { ts } = await client.chat.postMessage({ channel: idOf('general'), text: 'one' });
    await client.chat.update({ channel: idOf('general'), ts: ts!, text: 'two' });
    await slack.settled();
    const events = heardEvents().sort((a, b) => (String(a.ts) < String(b.ts) ? -1 : 1));
    expect(events).toMatchObject([
      { type: 'message', bot_id: 'B0ACMEBOT1', app_id: 'A0IMAGINE1', ts },
      { subtype: 'message_changed', hidden: true, message: { text: 'two' }, previous_message: { text: 'one' } },
    ]);
    expect(events[0]).not.toHaveProperty('subtype');
  });

  test('a button is pressed where it can be seen, and nowhere else', async () => {
    const { ts } = await client.chat.postMessage({
      channel: idOf('general'),
      text: 'x',
      blocks: [actions(button('edit', { value: 'g1' }))],
    });
    await slack.click({ user: 'bruno', channel: 'general', actionId: 'edit' });
    expect(app.heard[0]?.payload).toMatchObject({
      type: 'block_actions',
      container: { message_ts: ts, is_ephemeral: false },
      message: { ts },
      actions: [{ action_id: 'edit', value: 'g1', block_id: 'b0' }],
    });
    await expect(slack.click({ user: 'bruno', channel: 'general', actionId: 'share' })).rejects.toThrow(
      'bruno sees no "share"',
    );
    await client.chat.postEphemeral({
      channel: idOf('general'),
      user: slack.teams.acme.people.ana.id,
      text: 'y',
      blocks: [actions(button('share'))],
    });
    await expect(slack.click({ user: 'bruno', channel: 'general', actionId: 'share' })).rejects.toThrow(
      'bruno sees no "share"',
    );
    await slack.click({ user: 'ana', channel: 'general', actionId: 'share' });
    expect(app.heard.at(-1)?.payload).toMatchObject({ container: { is_ephemeral: true } });
    expect(app.heard.at(-1)?.payload).not.toHaveProperty('message');
    await slack.click({ user: 'eve', channel: 'general', actionId: 'edit' });
    expect(app.heard.at(-1)?.payload).toMatchObject({ user: { team_id: 'T0OUTSIDE' }, team: { id: 'T0ACME' } });
  });

  test('a modal opens within three seconds, once, and is filled in and submitted', async () => {
    const { triggerId } = await slack.command({ user: 'ana', channel: 'general', text: '' });
    const title = { type: 'plain_text', text: 'Make' } as const;
    const element = { type: 'plain_text_input', action_id: 'prompt' } as const;
    const view = {
      type: 'modal',
      title,
      submit: title,
      callback_id: 'make',
      blocks: [{ type: 'input', block_id: 'p', label: title, element }],
    } as const;
    const open = (trigger_id: string) =>
      errorOf(client.views.open({ trigger_id, view: { ...view, blocks: [...view.blocks] } }));
    expect(await open(triggerId)).toBeUndefined();
    expect(await open(triggerId)).toBe('exchanged_trigger_id');
    const [modal] = slack.modals('ana');
    app.answer = () => ({
      body: JSON.stringify({ response_action: 'errors', errors: { p: 'Too short' } }),
      headers: { 'content-type': 'application/json' },
    });
    await slack.submit({ user: 'ana', viewId: modal!.id, values: { prompt: 'fox' } });
    expect(app.heard.at(-1)?.payload).toMatchObject({
      type: 'view_submission',
      view: { callback_id: 'make', state: { values: { p: { prompt: { value: 'fox' } } } } },
    });
    app.answer = () => ({});
    await slack.submit({ user: 'ana', viewId: modal!.id, values: { prompt: 'a fox' } });
    expect(slack.modals('ana')).toEqual([]);
    const late = await slack.command({ user: 'ana', channel: 'general', text: '' });
    slack.advance(3500);
    expect(await open(late.triggerId)).toBe('expired_trigger_id');
    expect(slack.violations).toEqual([expect.stringContaining('was used twice')]);
  });
});

describe('what is refused', () => {
  const misuses: [string, () => Promise<unknown>, string | undefined, RegExp][] = [
    ['an unknown method', () => client.apiCall('files.upload', {}), 'unknown_method', /no such method/],
    [
      'alt_text for alt_txt',
      () => client.apiCall('files.getUploadURLExternal', { filename: 'a.png', length: 3, alt_text: 'x' }),
      undefined,
      /unknown argument "alt_text"/,
    ],
    [
      'a user id as the channel of an upload',
      () => client.apiCall('files.completeUploadExternal', { files: [{ id: 'F00000001' }], channel_id: 'U0ACMEANA1' }),
      'invalid_arguments',
      /channel_id/,
    ],
    [
      'blocks without text',
      () => client.apiCall('chat.postMessage', { channel: idOf('general'), blocks: [section('x')] }),
      undefined,
      /blocks without text/,
    ],
    ['an unknown block', () => post([{ type: 'hologram' }]), 'invalid_blocks', /0\.type/],
    ['an unknown key in a block', () => post([{ ...section('x'), color: 'red' }]), 'invalid_blocks', /color/],
    ['51 blocks', () => post(Array(51).fill({ type: 'divider' })), 'invalid_blocks', /50/],
    ['a section of 3001 characters', () => post([section('x'.repeat(3001))]), 'invalid_blocks', /3000/],
    [
      'a context of 11 elements',
      () => post([{ type: 'context', elements: Array(11).fill({ type: 'mrkdwn', text: 'x' }) }]),
      'invalid_blocks',
      /10/,
    ],
    [
      'a picture without alt text',
      () => post([{ type: 'image', image_url: 'https://x.test/a.png' }]),
      'invalid_blocks',
      /alt_text/,
    ],
    [
      'a picture on plain http elsewhere',
      () => post([{ type: 'image', image_url: 'http://x.test/a.png', alt_text: 'x' }]),
      'invalid_blocks',
      /https/,
    ],
    [
      'a button text of 76',
      () => post([actions(button('a', { text: { type: 'plain_text', text: 'x'.repeat(76) } }))]),
      'invalid_blocks',
      /75/,
    ],
    [
      'a button value of 2001',
      () => post([actions(button('a', { value: 'x'.repeat(2001) }))]),
      'invalid_blocks',
      /2000/,
    ],
    [
      'an action_id used twice',
      () => post([actions(button('a')), actions(button('a'))]),
      'invalid_blocks',
      /"a" is used twice/,
    ],
    [
      'a header of 151',
      () => post([{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }]),
      'invalid_blocks',
      /150/,
    ],
    ['a file that never was', () => post([pictureOf('F0NOTHERE01')]), 'invalid_blocks', /no such file/],
    [
      'neither text nor blocks',
      () => client.apiCall('chat.postMessage', { channel: idOf('general') }),
      'no_text',
      /neither/,
    ],
    [
      'a thread that never was',
      () => client.chat.postMessage({ channel: idOf('general'), text: 'x', thread_ts: '1700000000.000001' }),
      undefined,
      /no such message/,
    ],
    [
      "another workspace's channel",
      () => webClient(slack, slack.teams.beta.tokens.bot).chat.postMessage({ channel: idOf('general'), text: 'x' }),
      'channel_not_found',
      /T0BETA/,
    ],
    [
      "another workspace's file",
      async () => webClient(slack, slack.teams.beta.tokens.bot).files.info({ file: await upload() }),
      'file_not_found',
      /T0BETA/,
    ],
  ];
  const post = (blocks: unknown) => client.apiCall('chat.postMessage', { channel: idOf('general'), text: 'x', blocks });

  test.each(misuses)('%s', async (_, misuse, error, complaint) => {
    expect(await errorOf(misuse())).toBe(error);
    expect(slack.violations).toEqual([expect.stringMatching(complaint)]);
  });

  test('where the app is no member, it may not write; that is no misuse', async () => {
    const write = (key: string) => errorOf(client.chat.postMessage({ channel: idOf(key), text: 'x' }));
    expect([await write('random'), await write('secret'), await write('dm')]).toEqual([
      'not_in_channel',
      'channel_not_found',
      'channel_not_found',
    ]);
    await client.conversations.join({ channel: idOf('random') });
    expect(await write('random')).toBeUndefined();
    expect(await errorOf(client.conversations.join({ channel: idOf('secret') }))).toBe('channel_not_found');
    expect(await errorOf(webClient(slack, 'xoxb-nobody').auth.test())).toBe('invalid_auth');
    expect(slack.violations).toEqual([]);
  });

  test('an ephemeral and an over-long text are not for chat.update', async () => {
    const channel = idOf('general');
    const { message_ts } = await client.chat.postEphemeral({
      channel,
      user: slack.teams.acme.people.ana.id,
      text: 'x',
    });
    const { ts } = await client.chat.postMessage({ channel, text: 'x' });
    expect(await errorOf(client.chat.update({ channel, ts: message_ts!, text: 'y' }))).toBe('message_not_found');
    expect(await errorOf(client.chat.update({ channel, ts: ts!, text: 'y'.repeat(4001) }))).toBe('msg_too_long');
    const { ts: theirs } = await slack.say({ user: 'ana', channel: 'general', text: 'mine' });
    expect(await errorOf(client.chat.update({ channel, ts: theirs, text: 'y' }))).toBe('cant_update_message');
    expect(slack.violations).toHaveLength(3);
    await slack.deleteMessage('general', ts!);
    expect(await errorOf(client.chat.update({ channel, ts: ts!, text: 'z' }))).toBe('message_not_found');
    expect(slack.violations).toHaveLength(3);
  });
});

describe('files', () => {
  test('a file is private, then processed, then shown by a block', async () => {
    const id = await upload();
    expect(slack.file(id)).toMatchObject({
      altTxt: 'a red fox',
      mimetype: 'image/png',
      width: 64,
      height: 48,
      shares: [],
    });
    await processed(id);
    const { ts } = await client.chat.postMessage({ channel: idOf('design'), text: 'fox', blocks: [pictureOf(id)] });
    const info = await client.files.info({ file: id });
    expect(info.file?.shares?.private?.[idOf('design')]).toMatchObject([{ ts }]);
    expect(slack.transcript('design')).toBe('imagine: [picture: a red fox (64x48)]');
    expect(slack.violations).toEqual([]);
  });

  test('a file used too early is refused; unasked it is a misuse, and after waiting in vain it is not', async () => {
    const show = (id: string) =>
      errorOf(client.chat.postMessage({ channel: idOf('general'), text: 'x', blocks: [pictureOf(id)] }));
    slack.set({ processingMs: 60_000 });
    expect(await show(await upload())).toBe('invalid_blocks');
    expect(slack.violations).toEqual([expect.stringContaining('before files.info')]);
    slack.set({ neverProcess: true });
    const id = await upload();
    await client.files.info({ file: id });
    expect(await show(id)).toBe('invalid_blocks');
    expect(slack.violations).toHaveLength(1);
    expect(slack.journal.at(-1)).toMatchObject({ method: 'chat.postMessage', error: 'invalid_blocks', team: 'T0ACME' });
  });

  test('the upload wants the announced bytes of a picture, and no token', async () => {
    const send = async (body: Uint8Array | string, length: number, headers: Record<string, string> = {}) => {
      const { upload_url } = await client.files.getUploadURLExternal({ filename: 'fox.png', length });
      return (await fetch(upload_url!, { method: 'POST', body: body as string, headers })).status;
    };
    expect(await send('[object FormData]', 17)).toBe(400);
    expect(await send(new Uint8Array(png()), 999)).toBe(400);
    expect(await send('not a picture', 13)).toBe(400);
    const { upload_url } = await client.files.getUploadURLExternal({ filename: 'fox.png', length: 33 });
    const inChunks = { method: 'POST', body: ReadableStream.from([new Uint8Array(png())]), duplex: 'half' } as const;
    expect((await fetch(upload_url ?? '', inChunks)).status).toBe(411);
    expect(await send(new Uint8Array(png()), 33, { authorization: 'Bearer xoxb-sim-acme-0001' })).toBe(200);
    expect(slack.violations.map((text) => text.replace(/\d+/g, 'n'))).toEqual([
      'upload: the bytes are the text "[object FormData]"',
      'upload: n bytes came, n were announced',
      'upload: the bytes are no png, jpeg, gif or webp picture, and the name is no table’s',
      'upload: no content-length',
      'upload: a token was sent to the upload host',
    ]);
  });

  test("the SDK's own multipart upload shares the file in the thread, or nowhere when Slack is ill", async () => {
    const { ts } = await slack.say({ user: 'ana', channel: 'general', text: 'draw' });
    const send = () =>
      client.filesUploadV2({
        channel_id: idOf('general'),
        thread_ts: ts,
        initial_comment: 'Fox',
        file: png(),
        filename: 'fox.png',
      });
    await send();
    expect(slack.transcript('general')).toBe('ana: draw\n    imagine: Fox\n      [picture: fox.png (64x48)]');
    slack.set({ neverShare: true });
    await send();
    expect(slack.messages('general')).toHaveLength(2);
    expect(slack.violations).toEqual(Array(2).fill('upload: a token was sent to the upload host'));
  });

  test('a download needs the token of the same workspace', async () => {
    await slack.say({ user: 'ana', channel: 'general', text: '', files: [{ name: 'a.png', bytes: png() }] });
    const [file] = heardEvents()[0]!.files as { url_private: string }[];
    const get = (token: string) => fetch(file!.url_private, { headers: { authorization: `Bearer ${token}` } });
    const good = await get(slack.teams.acme.tokens.bot);
    expect(Buffer.from(await good.arrayBuffer())).toEqual(png());
    const bad = await get(slack.teams.beta.tokens.bot);
    expect([bad.status, bad.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(slack.violations).toHaveLength(1);
  });
});

describe('response_url', () => {
  test('five uses, half an hour, strict keys', async () => {
    const { responseUrl } = await slack.command({ user: 'ana', channel: 'secret', text: 'x' });
    for (let use = 1; use <= 5; use += 1) expect((await postTo(responseUrl, { text: `${use}` })).status).toBe(200);
    expect(slack.violations).toEqual([]);
    expect((await postTo(responseUrl, { text: '6' })).status).toBe(404);
    expect(slack.ephemerals('ana', 'secret')).toHaveLength(5);
    const later = await slack.command({ user: 'ana', channel: 'secret', text: 'x' });
    expect((await postTo(later.responseUrl, { text: 'x', replaceOriginal: true })).status).toBe(400);
    await postTo(later.responseUrl, { text: 'x', replace_original: true });
    slack.advance(31 * 60_000);
    expect((await postTo(later.responseUrl, { text: 'x' })).status).toBe(404);
    expect(slack.violations).toEqual([
      'response_url: used 6 times',
      expect.stringContaining('replaceOriginal'),
      expect.stringContaining('no original'),
    ]);
  });

  test('a press may replace or delete what it was pressed in', async () => {
    await client.chat.postEphemeral({
      channel: idOf('general'),
      user: slack.teams.acme.people.ana.id,
      text: 'y',
      blocks: [actions(button('share'))],
    });
    const first = await slack.click({ user: 'ana', channel: 'general', actionId: 'share' });
    await postTo(first.responseUrl, {
      replace_original: true,
      text: 'z',
      blocks: [section('Sharing…'), actions(button('again'))],
    });
    expect(slack.transcript('general', 'acme', 'ana')).toBe('imagine (only you): Sharing…\n  [Edit]');
    const second = await slack.click({ user: 'ana', channel: 'general', actionId: 'again' });
    await postTo(second.responseUrl, { delete_original: true });
    expect(slack.transcript('general')).toBe('');
    expect(slack.violations).toEqual([]);
  });
});

describe('faults and reading', () => {
  test('scripted failures come in order and are written down', async () => {
    const say = (text: string) => errorOf(client.chat.postMessage({ channel: idOf('general'), text }));
    slack.fault(
      { method: 'chat.postMessage' },
      faults.pass(),
      faults.error('internal_error'),
      faults.rateLimited(),
      faults.html(),
      faults.reset(),
      faults.acceptThenCut(),
    );
    const outcomes = [await say('1'), await say('2'), await say('3'), await say('4'), await say('5'), await say('6')];
    expect(outcomes.slice(0, 2)).toEqual([undefined, 'internal_error']);
    expect(outcomes.slice(2).every(Boolean)).toBe(true);
    expect(slack.messages('general').map(({ text }) => text)).toEqual(['1', '6']);
    expect(slack.journal.map(({ fault, status }) => [fault, status])).toEqual([
      ['pass', 200],
      ['error', 200],
      ['rate_limited', 429],
      ['status', 503],
      ['reset', 0],
      ['cut', 200],
    ]);
    slack.fault({ method: 'chat.postMessage' }, faults.acceptThenHang());
    const request = {
      method: 'POST',
      headers: { authorization: 'Bearer xoxb-sim-acme-0001' },
      signal: AbortSignal.timeout(100),
    };
    const body = new URLSearchParams({ channel: idOf('general'), text: '7' });
    await expect(fetch(`${slack.apiUrl}chat.postMessage`, { ...request, body })).rejects.toThrow();
    expect(slack.messages('general').at(-1)?.text).toBe('7');
    slack.fault({ method: 'auth.test' }, faults.rateLimited(7));
    const limited = await fetch(`${slack.apiUrl}auth.test`, { method: 'POST', headers: request.headers });
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7']);
  });

  test('a call that is held takes effect when the test lets go of it, also when its caller has given up', async () => {
    const { promise: gate, resolve: letGo } = Promise.withResolvers<void>();
    slack.fault({ method: 'chat.postMessage' }, faults.held(gate));
    const request = { method: 'POST', headers: { authorization: 'Bearer xoxb-sim-acme-0001' } };
    const body = new URLSearchParams({ channel: idOf('general'), text: 'held' });
    const signal = AbortSignal.timeout(50);
    await expect(fetch(`${slack.apiUrl}chat.postMessage`, { ...request, body, signal })).rejects.toThrow();
    expect(slack.messages('general')).toEqual([]);
    letGo();
    await expect.poll(() => slack.messages('general').map(({ text }) => text)).toEqual(['held']);
  });

  test('the transcript reads as a person would', async () => {
    const channel = idOf('general');
    const { ts } = await client.chat.postMessage({
      channel,
      text: 'fox',
      blocks: [
        section('*a &lt;red&gt; fox* for <@U0ACMEANA1>'),
        { type: 'context', elements: [{ type: 'mrkdwn', text: '4 credits' }] },
        actions(button('edit')),
      ],
    });
    await slack.say({ user: 'bruno', channel: 'general', text: 'edit this: <3', threadTs: ts! });
    await client.chat.postEphemeral({ channel, user: slack.teams.acme.people.bruno.id, thread_ts: ts!, text: 'On it' });
    await client.chat.postMessage({ channel, text: 'hey <!here>' });
    expect(slack.transcript('general', 'acme', 'bruno').split('\n')).toEqual([
      'imagine: *a <red> fox* for @ana',
      '  (4 credits)',
      '  [Edit]',
      '    bruno: edit this: <3',
      '    imagine (only you): On it',
      'imagine: hey @here RINGS',
    ]);
    expect(slack.messages('general').map(({ rings }) => rings)).toEqual([false, false, true]);
    await slack.deleteMessage('general', ts!);
    expect(slack.transcript('general')).toContain('imagine: This message was deleted.');
  });

  test('Bolt itself takes what is sent', async () => {
    const told: string[] = [];
    const receiver = new HTTPReceiver({ signingSecret: slack.signingSecret, logger });
    const clientOptions = { slackApiUrl: slack.apiUrl };
    const bolt = new App({ receiver, token: slack.teams.acme.tokens.bot, clientOptions, logger });
    bolt.command('/imagine', async ({ ack, client: own, command }) => {
      const title = { type: 'plain_text', text: 'Make' } as const;
      const element = { type: 'plain_text_input', action_id: 'prompt' } as const;
      const blocks = [{ type: 'input' as const, block_id: 'p', label: title, element }];
      await own.views.open({
        trigger_id: command.trigger_id,
        view: { type: 'modal', callback_id: 'make', title, submit: title, blocks },
      });
      await ack({ text: command.text, blocks: [actions(button('again'))] });
    });
    bolt.message(async ({ message, say }) => {
      told.push(message.ts);
      await say({ text: 'heard', thread_ts: message.ts });
    });
    bolt.event('app_mention', async ({ event }) => void told.push(event.ts));
    bolt.action('again', async ({ ack, respond }) => {
      await ack();
      await respond({ text: 'Again', replace_original: true });
    });
    bolt.view('make', async ({ ack, view }) => {
      told.push(String(view.state.values.p?.prompt?.value));
      await ack();
    });
    const server = await bolt.start({ port: 0, host: '127.0.0.1' });
    slack.connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    slack.set({ echo: true });
    expect((await slack.command({ user: 'ana', channel: 'general', text: 'fox' })).status).toBe(200);
    expect((await slack.click({ user: 'ana', channel: 'general', actionId: 'again' })).status).toBe(200);
    await slack.submit({ user: 'ana', viewId: slack.modals('ana')[0]!.id, values: { prompt: 'a hen' } });
    const { ts } = await slack.say({ user: 'bruno', channel: 'general', text: '<@BOT> hi' });
    await expect.poll(() => slack.messages('general')).toMatchObject([{ ts }, { text: 'heard', thread_ts: ts }]);
    await slack.settled();
    expect(told.toSorted()).toEqual([ts, ts, 'a hen']);
    expect(slack.transcript('general', 'acme', 'ana')).toContain('imagine (only you): Again');
    expect(slack.violations).toEqual([]);
    await bolt.stop();
  });
});
