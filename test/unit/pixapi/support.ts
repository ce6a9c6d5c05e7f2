import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { deflateSync } from 'node:zlib';
import { expect, onTestFinished } from 'vitest';
import { createBytesInFlight } from '../../../src/bytes-in-flight.ts';
import { Failure } from '../../../src/core/failure.ts';
import type { ImageOrder } from '../../../src/core/image-model.ts';
import { createImageMaker, type ImageMakerOptions } from '../../../src/pixapi/client.ts';

export const PROMPT = 'a castle that nobody may hear of, canary-prompt';
export const KEY = 'sk_sim_canarykey0123456789';
export const ORDER: ImageOrder = {
  model: 'gpt-image-1.5',
  prompt: PROMPT,
  size: 'auto',
  quality: null,
  count: 1,
  sources: [],
};

type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => unknown;

/** A server that answers whatever a test says, for what no faithful simulator would do. */
export async function startRaw(answer: Answer) {
  const sockets = new Set<Socket>();
  const hits: { method: string; path: string; headers: IncomingMessage['headers']; body: string }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('error', () => undefined).on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      hits.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, body });
      answer(request, response, body);
    });
  });
  server.on('connection', (socket) => sockets.add(socket.on('error', () => undefined)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  onTestFinished(close);
  return { url: `http://${host}`, host, hits, connections: () => sockets.size, close };
}

export function maker(options: Partial<ImageMakerOptions> & { baseUrl: string }) {
  const made = createImageMaker({
    key: KEY,
    mode: 'async',
    imageHosts: [],
    bytes: createBytesInFlight(64 * 1024 * 1024),
    ...options,
  });
  onTestFinished(() => made.close());
  return made;
}

export const never = () => new AbortController().signal;

/** The failure that a call ends in; it is searched for everything that must not get out. */
export async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const error = await work.then(
    (value) => expect.fail(`no failure, but ${JSON.stringify(value)}`),
    (reason) => reason,
  );
  expect(error).toBeInstanceOf(Failure);
  expectClean(error);
  return error;
}

/** No prompt, key, query or body in anything a logger might print of an error and its causes. */
export function expectClean(error: unknown): void {
  for (let at = error; at !== undefined && at !== null; at = (at as { cause?: unknown }).cause) {
    const own = Object.getOwnPropertyNames(at).map((name) => String((at as Record<string, unknown>)[name]));
    expect(own.join('\n')).not.toMatch(/canary|castle|sk_sim|[?&]sig=/i);
  }
}

/** A real PNG of one color. */
export function png(width = 8, height = 8): Buffer {
  const rows = deflateSync(Buffer.alloc((width * 3 + 1) * height));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    ...[chunk('IHDR', header(width, height)), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))],
  ]);
}

function header(width: number, height: number): Buffer {
  const bytes = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]);
  bytes.writeUInt32BE(width, 0);
  bytes.writeUInt32BE(height, 4);
  return bytes;
}

function chunk(type: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  return Buffer.concat([length, Buffer.from(type), body, Buffer.alloc(4)]);
}
