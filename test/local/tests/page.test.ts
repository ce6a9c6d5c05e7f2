import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorkspace, type Workspace } from '../page/workspace.ts';
import { type LocalPixapi, startPixapi } from '../pixapi/pixapi.ts';
import { type LocalSlack, startSlack } from '../slack/slack.ts';

let slack: LocalSlack;
let pixapi: LocalPixapi;
let workspace: Workspace;
beforeAll(async () => {
  [slack, pixapi] = await Promise.all([startSlack(), startPixapi()]);
  const query = () => Promise.reject(new Error('there is no database here'));
  const worker = { killWorker: async () => undefined, startWorker: async () => undefined, workerRuns: () => true };
  workspace = await startWorkspace({ slack, pixapi, query, postgres: null, ...worker }, 700);
});
afterAll(() => Promise.all([workspace.close(), slack.close(), pixapi.close()]));

interface Sent {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** By node:http, which sends whatever Host one likes. */
function ask({ path = '/', method = 'GET', headers = {}, body = '' }: Sent): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(new URL(path, workspace.url), { method, headers, agent: false }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    asked.on('error', reject).end(body);
  });
}

const reaction = JSON.stringify({ team: 'acme', user: 'ana', channel: 'general', ts: '1', name: 'tada', on: true });
const json = { 'content-type': 'application/json' };
const own = () => workspace.url.slice(0, -1);

test('the workspace listens on loopback alone', () => {
  expect(new URL(workspace.url).hostname).toBe('127.0.0.1');
});

test('its own page is served, and its own page is heard', async () => {
  expect(await ask({})).toMatchObject({ status: 200, text: expect.stringContaining('/main.ts') });
  const sent = { path: '/api/react', method: 'POST', body: reaction };
  // it got as far as the local Slack, which has no such message
  expect(await ask({ ...sent, headers: { ...json, origin: own() } })).toMatchObject({
    status: 400,
    text: expect.stringContaining('There is no message 1'),
  });
});

test.each([
  ['a name of somebody else’s for this address', { headers: { host: 'evil.example' } }],
  ['a stream for another page', { path: '/stream?team=acme&user=ana', headers: { origin: 'http://evil.example' } }],
  [
    'a stream for a page on another port',
    { path: '/stream?team=acme&user=ana', headers: { 'sec-fetch-site': 'same-site' } },
  ],
  [
    'a post from another page',
    { path: '/api/react', method: 'POST', headers: { ...json, origin: 'http://evil.example' } },
  ],
  [
    'a post from a page that hides where it comes from',
    { path: '/api/react', method: 'POST', headers: { ...json, origin: 'null' } },
  ],
  [
    'a form, which any page may send',
    { path: '/api/react', method: 'POST', headers: { 'content-type': 'text/plain' } },
  ],
  ['another method', { path: '/api/react', method: 'PUT', headers: json }],
])('refused: %s', async (_, sent: Sent) => {
  expect(await ask({ body: reaction, ...sent })).toMatchObject({ status: 403 });
});

test.each(['/../machine.ts', '/%2e%2e/machine.ts', '/tsconfig.json', '/vendor/pg', '/nothing.ts', '/file/F0000404'])(
  'nothing is served at %s',
  async (path) => {
    expect((await ask({ path })).status).toBeGreaterThanOrEqual(400);
  },
);

test('nothing runs in it but its own files, and nobody may frame it', async () => {
  const policy = (await fetch(workspace.url)).headers.get('content-security-policy');
  expect(policy).toContain(`default-src 'none'`);
  expect(policy).toContain(`frame-ancestors 'none'`);
  expect(policy).not.toContain(`script-src 'self' 'unsafe-inline'`);
});

test('what the page sends is checked like anything from outside', async () => {
  const answer = await ask({ path: '/api/say', method: 'POST', headers: json, body: '{"team":"acme"}' });
  expect(answer.status).toBe(400);
  expect(answer.text).toContain('channel');
  expect((await ask({ path: '/api/constructor', method: 'POST', headers: json, body: '{}' })).status).toBe(404);
});
