import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

/**
 * What becomes of the next COMMIT: `lost`: it reaches the server and its answer never comes back. `never`: it does not
 * reach the server. `late`: the client's line is cut at once, and the server has it a moment later.
 */
export type CommitFault = 'lost' | 'never' | 'late';

export interface PostgresProxy {
  /** The same database through the proxy. */
  through(databaseUrl: string): string;
  failNextCommit(fault: CommitFault): void;
  /** The next so many statements that hold this text do not arrive, and their lines break. */
  cut(text: string, times?: number): void;
  /** The next so many statements that hold this text arrive, and their answers do not: the line breaks. */
  lose(text: string, times?: number): void;
  /** True when all faults were played. */
  hasFailed(): boolean;
  close(): Promise<void>;
}

const LATE_MS = 300;

/** Stands between the app and Postgres, and lets all bytes pass but those of one commit of accepted requests. */
export async function startProxy(): Promise<PostgresProxy> {
  let target: URL;
  let next: CommitFault | undefined;
  let cuts = { text: '', left: 0 };
  let losses = { text: '', left: 0 };
  const sockets = new Set<Socket>();

  const server = createServer((client) => {
    const directory = decodeURIComponent(target.hostname);
    const upstream = directory.startsWith('/')
      ? connect(`${directory}/.s.PGSQL.${target.port}`)
      : connect(Number(target.port), target.hostname);
    let accepting = false;
    const prepared = new Map<string, string>();
    let isCut = false;
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        if (!isCut) other.destroy();
      });
    }
    client.on('data', (bytes) => {
      const text = textOf(bytes, prepared);
      if (cuts.left > 0 && text.includes(cuts.text)) {
        cuts.left -= 1;
        return void client.destroy();
      }
      if (losses.left > 0 && text.includes(losses.text)) {
        losses.left -= 1;
        isCut = true;
        upstream.removeAllListeners('data');
        // its answer is what shows that the server has done it
        upstream.once('data', () => client.destroy());
        return void upstream.write(bytes);
      }
      if (text.includes('begin')) accepting = false;
      accepting ||= text.includes('accept_generations');
      if (!next || !accepting || !text.includes('commit')) return void upstream.write(bytes);
      const fault = next;
      next = undefined;
      isCut = true;
      if (fault === 'lost') upstream.write(bytes);
      if (fault === 'late') setTimeout(() => upstream.end(bytes), LATE_MS);
      if (fault === 'never') upstream.destroy();
      // the server must have it before the line breaks, and nothing may come back
      upstream.removeAllListeners('data');
      setTimeout(() => client.destroy(), fault === 'lost' ? 20 : 0);
    });
    upstream.on('data', (bytes) => client.write(bytes));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    through(databaseUrl) {
      target = new URL(databaseUrl);
      const seen = new URL(databaseUrl);
      seen.hostname = '127.0.0.1';
      seen.port = String((server.address() as AddressInfo).port);
      return seen.href;
    },
    failNextCommit(fault) {
      next = fault;
    },
    cut(text, times = 1) {
      cuts = { text, left: times };
    },
    lose(text, times = 1) {
      losses = { text, left: times };
    },
    hasFailed: () => next === undefined && cuts.left === 0 && losses.left === 0,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** The statement that a message is about: its own text, or the one that was prepared under the name it gives. */
function textOf(bytes: Buffer, prepared: Map<string, string>): string {
  const [first = '', second = ''] = bytes.subarray(5).toString('latin1').split('\0', 2);
  const kind = String.fromCharCode(bytes[0] ?? 0);
  if (kind === 'B') return prepared.get(second) ?? '';
  if (kind !== 'P') return bytes.toString('latin1');
  prepared.set(first, second);
  return second;
}
