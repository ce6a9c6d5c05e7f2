import type { webApi } from '@slack/bolt';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { LocalSlack } from '../slack/slack.ts';
import { errorOf, type SlackApp, startSlackApp } from './slack-app.ts';

let app: SlackApp;
let slack: LocalSlack;
let client: webApi.WebClient;

beforeAll(async () => {
  app = await startSlackApp();
  ({ slack, client } = app);
});
beforeEach(() => app.reset());
afterAll(() => app.close());

const cell = (text: string) => ({ type: 'raw_text', text });
const rich = {
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'a fox' }] }],
};
const table = (rows: object[][], extra: object = {}) => ({ type: 'data_table', caption: 'Requests', rows, ...extra });
const HEADER = [cell('Who'), cell('What')];
const post = (block: object) =>
  client.apiCall('chat.postMessage', { channel: slack.channelId('general'), text: 'x', blocks: [block] });

test('a table is read with its caption, its header and its rows', async () => {
  await post(table([HEADER, [{ type: 'raw_number', value: 4, text: '4' }, rich]], { page_size: 10 }));
  expect(slack.transcript('general')).toBe('imagine: [table: Requests]\n  | Who | What |\n  | 4 | a fox |');
  expect(slack.violations).toEqual([]);
});

test.each([
  ['no caption', { ...table([HEADER, HEADER]), caption: undefined }, /caption/],
  ['a header alone', table([HEADER]), /1 to 100 rows/],
  ['101 rows', table(Array.from({ length: 102 }, () => HEADER)), /1 to 100 rows/],
  ['21 columns', table([Array(21).fill(cell('x')), Array(21).fill(cell('x'))]), /20/],
  ['rows of different lengths', table([HEADER, [cell('x')]]), /different lengths/],
  ['an empty cell', table([HEADER, [cell(''), cell('x')]]), /1/],
  ['rich text in the header', table([[rich], [rich]]), /rows/],
  ['pages of 101', table([HEADER, HEADER], { page_size: 101 }), /100/],
])('%s is refused', async (_, block, complaint) => {
  expect(await errorOf(post(block))).toBe('invalid_blocks');
  expect(slack.violations).toEqual([expect.stringMatching(complaint)]);
});

test('a workspace may take no tables; then its `response_url` says so as well', async () => {
  slack.set({ refusedBlocks: ['data_table'] });
  expect(await errorOf(post(table([HEADER, HEADER])))).toBe('invalid_blocks');
  const { responseUrl } = await slack.command({ user: 'ana', channel: 'general', text: '' });
  const answer = await fetch(responseUrl, {
    method: 'POST',
    body: JSON.stringify({ text: 'x', blocks: [table([HEADER, HEADER])] }),
  });
  expect([answer.status, await answer.text()]).toEqual([400, 'invalid_blocks']);
  expect(slack.violations).toEqual([]);
});

const announce = async (filename: string, length: number) =>
  (await client.apiCall('files.getUploadURLExternal', { filename, length })) as unknown as {
    upload_url: string;
    file_id: string;
  };

test.each([
  ['requests.csv', 'text/csv', 'a,b\n1,2\n'],
  ['audit.jsonl', 'text/plain', '{"a":1}\n'],
  ['all.zip', 'application/zip', 'PK\u0003\u0004'],
])('%s is a file that the app may share in somebody’s conversation with it', async (filename, mimetype, text) => {
  const place = await announce(filename, text.length);
  await fetch(place.upload_url, { method: 'POST', body: text });
  const channel_id = slack.channelId('app:ana');
  await client.apiCall('files.completeUploadExternal', { files: [{ id: place.file_id, title: filename }], channel_id });
  expect(slack.transcript('app:ana')).toBe(`imagine: [file: ${filename}]`);
  slack.advance(1_000);
  const { file } = await client.files.info({ file: place.file_id });
  expect(file).toMatchObject({ mimetype, name: filename, size: text.length });
  expect(slack.violations).toEqual([]);
});

test.each(['a.png', 'a.zip'])('words under the name %s are no file', async (name) => {
  const place = await announce(name, 3);
  const sent = await fetch(place.upload_url, { method: 'POST', body: 'abc' });
  expect(sent.status).toBe(400);
  expect(slack.violations).toEqual([expect.stringMatching(/no png/)]);
});
