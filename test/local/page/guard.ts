import type { IncomingMessage } from 'node:http';

/**
 * Why this request must not be answered, or null. The page's server does whatever it is told, so it has to be our own
 * page that tells it: a page from elsewhere may neither read here (its name for us is not ours: DNS rebinding) nor
 * write here (its browser says where it comes from).
 */
export function refusal({ method, headers }: IncomingMessage, port: number): string | null {
  const own = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (!own.includes(headers.host ?? '')) return `Host ${headers.host} is not this server`;
  const site = headers['sec-fetch-site'];
  const isNavigation = method === 'GET' && headers['sec-fetch-mode'] === 'navigate';
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !isNavigation)
    return 'This comes from another page';
  if (headers.origin !== undefined && headers.origin !== `http://${headers.host}`)
    return 'This comes from another page';
  if (method === 'GET' || method === 'HEAD') return null;
  if (method !== 'POST') return `${method} is not known here`;
  // No form of another page can send this type without asking first.
  return headers['content-type'] === 'application/json' ? null : 'Only application/json is read here';
}
