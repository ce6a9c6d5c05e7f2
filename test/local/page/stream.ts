import type { ServerResponse } from 'node:http';
import type { Change } from './shapes.ts';
import type { Seen } from './sight.ts';

const LOOK_EVERY_MS = 50;

/**
 * Server-sent events with all that has changed since the last look, beginning with everything there is. The local Slack
 * tells nobody of its changes, so this looks; a look compares versions alone. Ends with the connection.
 */
export function stream(response: ServerResponse, look: () => Iterable<Seen>): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  let known = new Map<string, string>();
  let isFirst = true;

  const send = () => {
    const next = new Map<string, string>();
    const changes: Change[] = [];
    for (const { key, version, make } of look()) {
      next.set(key, version);
      if (known.get(key) !== version) changes.push(make());
    }
    for (const key of known.keys()) if (!next.has(key)) changes.push(goneOf(key));
    known = next;
    if (changes.length > 0 || isFirst) {
      response.write(`event: ${isFirst ? 'all' : 'some'}\ndata: ${JSON.stringify(changes)}\n\n`);
    }
    isFirst = false;
  };

  send();
  const timer = setInterval(send, LOOK_EVERY_MS);
  response.on('close', () => clearInterval(timer));
}

function goneOf(key: string): Change {
  const [kind = '', id = ''] = key.split(/\/(.*)/s);
  return { kind, id, piece: null } as Change;
}
