import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { readObject } from '../body.ts';
import type { Ids } from '../ids.ts';
import type { Outcome } from '../sender/post-to.ts';
import { type TextSocket, textSocket } from './frames.ts';

/** Slack's own limit. */
const MOST_CONNECTIONS = 10;
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

interface Connection {
  socket: TextSocket;
  /** Told that it ends: it is given nothing new. */
  isEnding: boolean;
  /** What was told over it and is not acknowledged yet; called when it is gone. */
  readonly open: Map<string, () => void>;
}

/** The app's connections in Socket Mode. Each thing goes to one of them, as it comes. */
export interface Hub {
  /** For `apps.connections.open`; null: there are too many. */
  ticket(): string | null;
  upgrade(request: IncomingMessage, socket: Socket): void;
  count(): number;
  /** How many were ever opened. */
  opened(): number;
  /** Waits for the acknowledgement for `ms`; undefined: nobody is connected. */
  deliver(body: string, headers: Record<string, string>, ms: number): Promise<Outcome> | undefined;
  /** Says that the connection ends: `warning` in a moment, `refresh_requested` now. */
  announceEnd(reason: 'warning' | 'refresh_requested' | 'link_disabled', index?: number): void;
  /** As Slack does every few seconds, to all that are there. */
  ping(): void;
  /** Cuts a connection without a word. */
  cut(index?: number): void;
  close(): void;
}

export function createHub(ids: Ids): Hub {
  const tickets = new Set<string>();
  const connections: Connection[] = [];
  const waiting = new Map<string, (payload: unknown) => void>();
  let turn = 0;
  let opened = 0;

  const remove = (connection: Connection) => {
    const at = connections.indexOf(connection);
    if (at >= 0) connections.splice(at, 1);
    for (const lost of connection.open.values()) lost();
  };
  const hear = (text: string) => {
    const { envelope_id: id, payload } = readObject(text) ?? {};
    waiting.get(String(id))?.(payload);
  };
  return {
    ticket() {
      if (connections.length >= MOST_CONNECTIONS) return null;
      const ticket = ids.next('ticket');
      tickets.add(ticket);
      return ticket;
    },
    upgrade(request, socket) {
      const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
      if (!tickets.delete(searchParams.get('ticket') ?? '')) return void socket.end('HTTP/1.1 408 Timeout\r\n\r\n');
      const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}${GUID}`).digest('base64');
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
      );
      const connection: Connection = {
        socket: textSocket(socket, hear, () => remove(connection)),
        isEnding: false,
        open: new Map(),
      };
      connections.push(connection);
      opened++;
      const about = { host: 'local', build_number: 1, approximate_connection_time: 3_600 };
      const hello = { type: 'hello', num_connections: connections.length, debug_info: about };
      connection.socket.send(JSON.stringify({ ...hello, connection_info: { app_id: 'A1' } }));
    },
    count: () => connections.length,
    opened: () => opened,
    deliver(body, headers, ms) {
      const able = connections.filter(({ isEnding }) => !isEnding);
      const chosen = able[turn++ % Math.max(1, able.length)];
      if (!chosen) return undefined;
      const id = ids.next('envelope');
      const started = performance.now();
      const answered = new Promise<Outcome>((resolve) => {
        const end = () => {
          clearTimeout(timer);
          waiting.delete(id);
          chosen.open.delete(id);
        };
        const fail = (failure: 'http_timeout' | 'connection_failed') => {
          end();
          resolve({ status: 0, body: '', headers: {}, failure, ms: performance.now() - started });
        };
        const timer = setTimeout(() => fail('http_timeout'), ms);
        chosen.open.set(id, () => fail('connection_failed'));
        waiting.set(id, (payload) => {
          end();
          const text = payload && Object.keys(payload).length > 0 ? JSON.stringify(payload) : '';
          resolve({ status: 200, body: text, headers: {}, ms: performance.now() - started });
        });
      });
      chosen.socket.send(JSON.stringify({ envelope_id: id, ...contentsOf(body, headers) }));
      return answered;
    },
    announceEnd(reason, index = 0) {
      const connection = connections[index];
      if (!connection) return;
      connection.isEnding = true;
      connection.socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'local' } }));
    },
    ping() {
      for (const { socket } of connections) socket.ping();
    },
    cut: (index = 0) => connections[index]?.socket.close(),
    close() {
      for (const { socket } of [...connections]) socket.close();
    },
  };
}

/** What goes by HTTP as a form or as JSON, in an envelope. */
function contentsOf(body: string, headers: Record<string, string>) {
  if (headers['content-type'] === 'application/json') {
    const { 'x-slack-retry-num': num = '0', 'x-slack-retry-reason': reason = '' } = headers;
    const retry = { retry_attempt: Number(num), retry_reason: reason };
    return { type: 'events_api', accepts_response_payload: false, payload: JSON.parse(body), ...retry };
  }
  const fields = Object.fromEntries(new URLSearchParams(body));
  return fields.payload === undefined
    ? { type: 'slash_commands', accepts_response_payload: true, payload: fields }
    : { type: 'interactive', accepts_response_payload: true, payload: JSON.parse(fields.payload) };
}
