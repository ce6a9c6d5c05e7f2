import { createServer, request } from 'node:https';
import { type AddressInfo, createServer as createPlain, type Server } from 'node:net';
import { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBytesInFlight } from '../../src/bytes-in-flight.ts';
import { Failure } from '../../src/core/failure.ts';
import { openApi } from '../../src/pixapi/api.ts';
import { openDownloads } from '../../src/pixapi/download.ts';
import { openPool } from '../../src/postgres/connection/pool.ts';
import { createClient } from '../../src/slack/api/client.ts';
import { respond } from '../../src/slack/api/response-url.ts';
import { selfSigned } from '../support/self-signed.ts';

const UNTRUSTED = 'DEPTH_ZERO_SELF_SIGNED_CERT';

const pair = selfSigned();
/** What came through to the two servers, for all that the certificate says nothing. */
const heard: string[] = [];
const web = createServer(pair, (asked, response) => {
  heard.push(`${asked.method} ${asked.url}`);
  response.end('{}');
});
/** As much of Postgres as it takes to be asked for a password: it agrees to TLS, and waits. */
const postgres = createPlain((socket) => {
  socket
    .on('error', () => undefined)
    .once('data', () => {
      socket.write('S');
      new TLSSocket(socket, { ...pair, isServer: true })
        .on('error', () => undefined)
        .on('data', () => heard.push('a database'));
    });
});

const listening = (server: Server) =>
  new Promise<number>((resolve) => server.listen(0, () => resolve((server.address() as AddressInfo).port)));
let origin: string;
let host: string;
let databaseUrl: string;
beforeAll(async () => {
  host = `localhost:${await listening(web)}`;
  origin = `https://${host}`;
  databaseUrl = `postgres://app:hush@localhost:${await listening(postgres)}/imagine?sslmode=verify-full`;
});
afterAll(() => {
  web.close();
  postgres.close();
});

/** The codes of an error and of what caused it. */
function codesOf(error: unknown): string {
  const codes: string[] = [];
  for (let one = error; one instanceof Error && codes.length < 9; one = one.cause ?? Reflect.get(one, 'original'))
    codes.push(`${Reflect.get(one, 'code')}`, one.message);
  return codes.join(' ');
}

const bytes = createBytesInFlight(2 ** 26);
const signal = AbortSignal.timeout(60_000);
const calls: [what: string, call: () => Promise<unknown>][] = [
  [
    'an order to Pixapi',
    async () => {
      const api = openApi({ baseUrl: origin, key: 'sk_sim_1', connectMs: 60_000, connections: 1, bytes });
      const order = { method: 'POST', path: '/v1/x', body: Buffer.from('{}'), limitMs: 60_000 } as const;
      await api.call(order, signal).finally(() => api.close());
    },
  ],
  [
    'the download of a picture',
    async () => {
      const limits = { connectMs: 60_000, downloadMs: 60_000, connections: 1 };
      const downloads = openDownloads({ imageHosts: [host], ...limits, bytes });
      await downloads.download(`${origin}/x.png`, signal).finally(() => downloads.close());
    },
  ],
  ['a call to Slack', () => createClient('xoxb-sim', `${origin}/api/`).auth.test()],
  ['an answer to a response_url', () => respond(`${origin}/response/1`, `${origin}/api/`, { delete_original: true })],
  [
    'a query',
    async () => {
      const onError = () => undefined;
      const pool = openPool(databaseUrl, { max: 1, connectMs: 60_000, name: 'test', onError });
      await pool.query('select 1').finally(() => pool.end());
    },
  ],
];

test.each(calls)('%s says nothing to a server whose certificate nobody vouches for', async (_, call) => {
  const error = await call().then(
    () => null,
    (error: unknown) => error,
  );
  expect(error).toBeInstanceOf(Error);
  expect(codesOf(error)).toMatch(new RegExp(`${UNTRUSTED}|self-signed certificate`));
  if (error instanceof Failure) expect(error.code).not.toBe('internal');
  expect(heard).toEqual([]);
});

test('the same server answers whoever trusts its certificate', async () => {
  const status = await new Promise((resolve, reject) => {
    request(`${origin}/trusted`, { ca: pair.cert }, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end();
  });
  expect(status).toBe(200);
  expect(heard.splice(0)).toEqual(['GET /trusted']);
});
