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
  /** True when the fault was played. */
  hasFailed(): boolean;
  close(): Promise<void>;
}

const LATE_MS = 300;

/** Stands between the app and Postgres, and lets all bytes pass but those of one commit of accepted requests. */
export async function startProxy(): Promise<PostgresProxy> {
  let target: URL;
  let next: CommitFault | undefined;
  const sockets = new Set<Socket>();

  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    let accepting = false;
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
      accepting ||= bytes.includes('accept_generation');
      if (!next || !accepting || !bytes.includes('commit')) return void upstream.write(bytes);
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
      seen.port = String((server.address() as AddressInfo).port);
      return seen.href;
    },
    failNextCommit(fault) {
      next = fault;
    },
    hasFailed: () => next === undefined,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
