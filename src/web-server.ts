import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EVENTS_PATH } from './slack/receive/http.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

export interface WebServerDeps {
  readonly port: number;
  /** null: Slack does not come this way. */
  readonly slack: ((request: IncomingMessage, response: ServerResponse) => void) | null;
  /** Further pages, by path, for GET. */
  readonly pages: Readonly<Record<string, Handler>>;
  /** Rejects when the database can't be reached. */
  readonly isReady: () => Promise<void>;
  readonly metrics: { readonly token: string; readonly read: () => Promise<string> } | null;
}

const LIMITS = {
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  // how often the two above are looked at
  connectionsCheckingInterval: 1_000,
  // longer than a proxy in front keeps its idle connections, so that none writes into one that we are closing
  keepAliveTimeout: 95_000,
};
/** Further ones are hung up on. Slack, or the proxy in front, needs some dozens. */
const MOST_CONNECTIONS = 2_000;
/** What a request in hand is given when we are told to stop; Slack waits for three seconds. */
const LAST_REQUEST_MS = 5_000;

/** On every answer: ours are no pages, and nobody should keep or frame them, or ask for them without TLS. */
const HEADERS: [name: string, value: string][] = [
  ['cache-control', 'no-store'],
  ['content-security-policy', "default-src 'none'; frame-ancestors 'none'"],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'],
  ['referrer-policy', 'no-referrer'],
  ['strict-transport-security', 'max-age=63072000'],
  ['x-content-type-options', 'nosniff'],
];

/** Our few routes; anything else is 404, another method 405. Says nothing of itself. */
export async function createWebServer(deps: WebServerDeps): Promise<{ port: number; close(): Promise<void> }> {
  let draining = false;
  const routes: Record<string, [method: string, handler: Handler]> = {
    ...(deps.slack && { [EVENTS_PATH]: ['POST', deps.slack] }),
    ...Object.fromEntries(Object.entries(deps.pages).map(([path, page]) => [path, ['GET', page] as const])),
    '/healthz': ['GET', (_, response) => say(response, 200, 'ok')],
    '/readyz': ['GET', async (_, response) => say(response, ...(await readiness(deps.isReady, draining)))],
    '/metrics': ['GET', async (request, response) => await showMetrics(deps, request, response)],
  };
  const server = createServer(LIMITS, (request, response) => {
    for (const [name, value] of HEADERS) response.setHeader(name, value);
    // `//` and the like are no URL and must not cost the process its life.
    const route = routes[URL.parse(request.url ?? '/', 'http://localhost')?.pathname ?? ''];
    if (!route) return turnAway(response, 404, 'not found');
    if (request.method !== route[0]) return turnAway(response, 405, 'method not allowed');
    Promise.resolve(route[1](request, response)).catch(() => say(response, 500, 'failed'));
  });
  server.maxConnections = MOST_CONNECTIONS;
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(deps.port, resolve));

  return {
    port: (server.address() as AddressInfo).port,
    /** Refuses readiness, takes no new connection, and waits five seconds at most for the requests in hand. */
    async close() {
      draining = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const pulse = setInterval(() => server.closeIdleConnections(), 100);
      // Node looks at its own limits no more: who sends slowly would keep us for ever.
      const end = setTimeout(() => server.closeAllConnections(), LAST_REQUEST_MS);
      await closed;
      clearTimeout(end);
      clearInterval(pulse);
    },
  };
}

async function readiness(isReady: () => Promise<void>, draining: boolean): Promise<[number, string]> {
  if (draining) return [503, 'draining'];
  return await isReady().then(
    () => [200, 'ready'],
    () => [503, 'no database'],
  );
}

async function showMetrics(
  { metrics }: WebServerDeps,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const given = Buffer.from(request.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${metrics?.token}`);
  if (!metrics) return say(response, 404, 'not found');
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return say(response, 401, 'unauthorized');
  say(response, 200, await metrics.read());
}

/** Whoever is lost does not keep the connection. */
function turnAway(response: ServerResponse, status: number, text: string): void {
  response.setHeader('connection', 'close');
  say(response, status, text);
}

function say(response: ServerResponse, status: number, text: string): void {
  if (response.headersSent) return;
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'content-length': Buffer.byteLength(text) };
  response.writeHead(status, headers).end(text);
}
