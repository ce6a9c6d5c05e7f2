import { afterEach, expect, test } from 'vitest';
import { createWebServer } from '../../src/web-server.ts';

type WebServer = Awaited<ReturnType<typeof createWebServer>>;
let server: WebServer | undefined;
afterEach(() => server?.close());

async function start(isReady: () => Promise<void>): Promise<string> {
  const metrics = { token: 'a-token-for-metrics', read: async () => 'things 1' };
  server = await createWebServer({ port: 0, slack: (_, response) => void response.end(), isReady, metrics, pages: {} });
  return `http://127.0.0.1:${server.port}`;
}

/** All that an answer says of itself; the date is node's. */
async function seen(address: string, init?: RequestInit) {
  const answer = await fetch(address, init);
  const { date: _, ...headers } = Object.fromEntries(answer.headers);
  return { status: answer.status, headers, body: await answer.text() };
}

test('every answer says the same few headers, and nothing of what answers', async () => {
  const url = await start(async () => undefined);
  const common = {
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'referrer-policy': 'no-referrer',
    'strict-transport-security': 'max-age=63072000',
    'x-content-type-options': 'nosniff',
  };
  const kept = { connection: 'keep-alive', 'keep-alive': 'timeout=95' };
  const length = (body: string) => ({
    'content-type': 'text/plain; charset=utf-8',
    'content-length': String(body.length),
  });
  const authorization = 'Bearer a-token-for-metrics';
  const answers: [path: string, init: RequestInit, status: number, body: string, more: object][] = [
    ['/healthz', {}, 200, 'ok', kept],
    ['/readyz', {}, 200, 'ready', kept],
    ['/metrics', {}, 401, 'unauthorized', kept],
    ['/metrics', { headers: { authorization } }, 200, 'things 1', kept],
    ['/nowhere', {}, 404, 'not found', { connection: 'close' }],
    ['/healthz', { method: 'POST' }, 405, 'method not allowed', { connection: 'close' }],
  ];
  for (const [path, init, status, body, more] of answers)
    expect(await seen(url + path, init)).toEqual({ status, body, headers: { ...common, ...length(body), ...more } });
  const slack = await seen(`${url}/slack/events`, { method: 'POST' });
  expect(slack.headers).toMatchObject(common);
});
