import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { createServer, type Server } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { failureOf, maker, never, ORDER, png, startRaw } from './support.ts';

const MADE = JSON.stringify({ created: 1, data: [{ url: 'https://cdn.pixapi.ai/generated/1.png' }] });

describe('nothing was sent: it may be tried again', () => {
  test('the connection is refused', async () => {
    const gone = await startRaw(() => undefined);
    await gone.close();
    expect((await failureOf(maker({ baseUrl: gone.url }).submit(ORDER, never()))).code).toBe('pixapi_down');
  });

  test('the name does not resolve', async () => {
    const failure = await failureOf(
      maker({ baseUrl: 'https://pixapi.invalid', timeouts: { connectMs: 250 } }).submit(ORDER, never()),
    );
    expect(failure.code).toBe('pixapi_down');
  });

  test('TLS fails', async () => {
    const { url } = await startRaw(() => undefined);
    const failure = await failureOf(maker({ baseUrl: url.replace('http:', 'https:') }).submit(ORDER, never()));
    expect(failure.code).toBe('pixapi_down');
  });

  test('the connection is never ready', async () => {
    const baseUrl = `https://127.0.0.1:${await listen(createServer(() => undefined))}`;
    const failure = await failureOf(maker({ baseUrl, timeouts: { connectMs: 30 } }).submit(ORDER, never()));
    expect(failure.code).toBe('pixapi_down');
  });

  test('the caller gave up while it waited for a free connection, and it never goes out later', async () => {
    let release: () => void = () => undefined;
    const api = await startRaw((_request, response) => {
      release = () => void response.end(MADE);
    });
    const pixapi = maker({ baseUrl: api.url, connections: 1 });
    const first = pixapi.submit(ORDER, never());
    const caller = new AbortController();
    const second = failureOf(pixapi.submit({ ...ORDER, prompt: 'second' }, caller.signal));
    await until(() => api.hits.length === 1);
    caller.abort();
    expect((await second).code).toBe('pixapi_down');
    release();
    await first;
    const third = pixapi.submit({ ...ORDER, prompt: 'third' }, never());
    await until(() => api.hits.length === 2);
    release();
    await third;
    expect(api.hits.map(({ body }) => JSON.parse(body).prompt)).toEqual([ORDER.prompt, 'third']);
  });

  test('the caller had given up before', async () => {
    const api = await startRaw((_request, response) => response.end(MADE));
    const failure = await failureOf(maker({ baseUrl: api.url }).submit(ORDER, AbortSignal.abort()));
    expect(failure.code).toBe('pixapi_down');
    expect(api.connections()).toBe(0);
  });

  test('the client was closed', async () => {
    const api = await startRaw((_request, response) => response.end(MADE));
    const pixapi = maker({ baseUrl: api.url });
    await pixapi.close();
    expect((await failureOf(pixapi.submit(ORDER, never()))).code).toBe('pixapi_down');
    expect(api.hits).toEqual([]);
  });
});

describe('it was sent and no clear answer came: never repeated', () => {
  test.each<[string, Parameters<typeof startRaw>[0]]>([
    ['a reset before any answer', (request) => request.socket.resetAndDestroy()],
    ['a close before any answer', (request) => request.socket.destroy()],
    [
      'a reset after the head',
      (request, response) => void response.writeHead(200).write('{', () => request.socket.resetAndDestroy()),
    ],
    ['no HTTP at all', (request) => void request.socket.end('what?\r\n\r\n')],
    ['no answer within the limit', () => undefined],
    ['a head and no body', (_request, response) => response.flushHeaders()],
    ['a body that drips', (_request, response) => drip(response)],
    ['an empty 200', (_request, response) => response.end()],
    ['a 204', (_request, response) => response.writeHead(204).end()],
    ['HTML with 200', (_request, response) => response.end('<!doctype html><title>castle</title>')],
    ['invalid JSON', (_request, response) => response.end(`{"data": [castle canary`)],
    ['JSON that is no object', (_request, response) => response.end('[1]')],
    ['an object without task or picture', (_request, response) => response.end('{"status":"submitted"}')],
  ])('%s', async (_title, answer) => {
    await Promise.all(
      (['async', 'sync'] as const).map(async (mode) => {
        const api = await startRaw(answer);
        const pixapi = maker({ baseUrl: api.url, mode, timeouts: { submitMs: 200, syncMs: 200 } });
        expect((await failureOf(pixapi.submit(ORDER, never()))).code).toBe('outcome_unknown');
        expect(api.hits).toHaveLength(1);
      }),
    );
  });

  test.each([0.1, 0.3, 0.5, 0.7, 0.9, 0.99])(
    'a 200 cut at %d of its body, with and without a length',
    async (share) => {
      for (const headers of [{ 'content-length': Buffer.byteLength(MADE) }, {}]) {
        const api = await startRaw((_request, response) => {
          response.writeHead(200, headers).write(MADE.slice(0, MADE.length * share), () => response.destroy());
        });
        const failure = await failureOf(maker({ baseUrl: api.url, mode: 'sync' }).submit(ORDER, never()));
        expect(failure.code).toBe('outcome_unknown');
        expect(api.hits).toHaveLength(1);
      }
    },
  );

  test('the caller gives up after the head went out', async () => {
    const api = await startRaw(() => undefined);
    const caller = new AbortController();
    const failed = failureOf(maker({ baseUrl: api.url }).submit(ORDER, caller.signal));
    await until(() => api.hits.length === 1);
    caller.abort();
    expect((await failed).code).toBe('outcome_unknown');
  });

  test('a refusal whose body breaks off is still a refusal; a 500 that breaks off is unknown', async () => {
    for (const [status, code] of [
      [402, 'pixapi_credits_exhausted'],
      [500, 'outcome_unknown'],
    ] as const) {
      const api = await startRaw((_request, response) => {
        const body = '{"error":{"code":"internal_error","message":"x"';
        response.writeHead(status, { 'content-length': 500 }).write(body, () => response.destroy());
      });
      expect((await failureOf(maker({ baseUrl: api.url }).submit(ORDER, never()))).code).toBe(code);
    }
  });
});

test("with many at once, each order's own head decides, exactly as undici reports it", async () => {
  const sent = new Set<string>();
  const note = (message: unknown) => {
    const { body } = (message as { request: { body: Buffer } }).request;
    sent.add(JSON.parse(body.toString()).prompt);
  };
  subscribe('undici:client:sendHeaders', note);
  onTestFinished(() => void unsubscribe('undici:client:sendHeaders', note));
  const api = await startRaw((request, response, body) => {
    const kind = Number(JSON.parse(body).prompt) % 3;
    if (kind === 0) response.end(MADE);
    if (kind === 1) request.socket.resetAndDestroy();
  });
  const pixapi = maker({ baseUrl: api.url, mode: 'sync', connections: 6, timeouts: { syncMs: 200 } });
  const outcomes = await Promise.all(
    Array.from({ length: 90 }, async (_, index) => {
      const order = { ...ORDER, prompt: String(index) };
      return [
        order.prompt,
        await pixapi.submit(order, never()).then(
          () => 'made',
          ({ code }) => code,
        ),
      ] as const;
    }),
  );
  const of = (outcome: string) => outcomes.filter(([, found]) => found === outcome).map(([prompt]) => prompt);
  expect(new Set([...of('made'), ...of('outcome_unknown')])).toEqual(sent);
  expect(of('pixapi_down').filter((prompt) => sent.has(prompt))).toEqual([]);
  expect(Math.min(of('made').length, of('outcome_unknown').length, of('pixapi_down').length)).toBeGreaterThan(3);
  expect(api.hits.map(({ body }) => JSON.parse(body).prompt).filter((prompt) => !sent.has(prompt))).toEqual([]);
  expect(api.hits.length).toBe(new Set(api.hits.map(({ body }) => body)).size);
});

test('a refusal that comes while the pictures are still going up is heard', async () => {
  const server = createServer((socket) => {
    const head = 'HTTP/1.1 413 Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n';
    socket.once('data', () => socket.write(head));
    socket.resume();
  });
  const bytes = new Uint8Array(Buffer.concat([png(), Buffer.alloc(20 * 1024 * 1024)]));
  const sources = [{ bytes, mimetype: 'image/png' as const }];
  const pixapi = maker({ baseUrl: `http://127.0.0.1:${await listen(server)}` });
  expect((await failureOf(pixapi.submit({ ...ORDER, sources }, never()))).code).toBe('request_too_large');
});

test('an order never goes out on a connection that was used before', async () => {
  const api = await startRaw((_request, response) => response.end(MADE));
  const pixapi = maker({ baseUrl: api.url });
  for (let order = 0; order < 3; order++) await pixapi.submit(ORDER, never());
  expect(api.connections()).toBe(3);
});

async function listen(server: Server): Promise<number> {
  const sockets: { destroy(): void }[] = [];
  server.on('connection', (socket) => sockets.push(socket.on('error', () => undefined)));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

function drip(response: { write(text: string): boolean; destroyed: boolean }): void {
  const timer = setInterval(() => (response.destroyed ? clearInterval(timer) : response.write(' ')), 10);
}

async function until(met: () => boolean): Promise<void> {
  for (let turn = 0; turn < 1000 && !met(); turn++) await new Promise((resolve) => setTimeout(resolve, 2));
  expect(met()).toBe(true);
}
