import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createClient } from '../../../src/slack/api/client.ts';
import { slackFailure } from '../../../src/slack/api/failures.ts';

const MB = 1024 * 1024;

/** A Slack that answers with so many megabytes of JSON. */
async function talkative(megabytes: number) {
  let sent = 0;
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).write('{"ok":true,"more":"');
    const more = () => {
      if (sent === megabytes) return response.end('"}');
      if (response.destroyed) return;
      sent += 1;
      response.write('x'.repeat(MB), more);
    };
    more();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const client = createClient('xoxb-1', `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`);
  return { client, sent: () => sent };
}

test('an answer of a few megabytes is read', async () => {
  const { client } = await talkative(3);
  expect(await client.apiCall('users.list')).toHaveProperty('more.length', 3 * MB);
});

test('one of sixty is given up early, and counts as lost', async () => {
  const { client, sent } = await talkative(60);
  const error = await client.chat.postMessage({ channel: 'C1', text: 'x' }).catch((thrown) => thrown);
  expect(slackFailure(error, 'message').code).toBe('chat_unclear');
  expect(slackFailure(error, 'harmless').code).toBe('chat_busy');
  expect(sent()).toBeLessThan(40);
});

test('clients of several teams each send their own token, however they take turns', async () => {
  const tokens: unknown[] = [];
  const server = createServer((request, response) => {
    tokens.push(request.headers.authorization);
    response.end('{"ok":true}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
  const [acme, beta] = [createClient('xoxb-acme', url), createClient('xoxb-beta', url)];
  for (const client of [acme, beta, acme, beta]) await client.auth.test();
  expect(tokens).toEqual(['Bearer xoxb-acme', 'Bearer xoxb-beta', 'Bearer xoxb-acme', 'Bearer xoxb-beta']);
});
