import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export interface Listener {
  port: number;
  /** Connections are refused and open ones cut. */
  stop(): Promise<void>;
  /** Answers again, on the same port. */
  start(): Promise<void>;
}

export async function listen(
  port: number,
  onRequest: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<Listener> {
  const server = createServer((request, response) => {
    response.setHeader('x-sim', '1');
    // A client that hangs up is its own affair; anything else is a fault of the simulator's and must be seen.
    onRequest(request, response).catch((error) => {
      response.destroy();
      if (!request.errored) throw error;
    });
  });
  const start = (at: number) =>
    new Promise<number>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ port: at, host: '127.0.0.1', backlog: 4096 }, () => {
        server.off('error', reject);
        const address = server.address();
        resolve(typeof address === 'object' && address ? address.port : at);
      });
    });
  const bound = await start(port);

  return {
    port: bound,
    async start() {
      if (!server.listening) await start(bound);
    },
    async stop() {
      if (!server.listening) return;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}
