import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { z } from 'zod';
import { ACTS, type Answer } from './acts.ts';
import { createExchanges } from './exchanges.ts';
import { contentSecurityPolicy, readPageFile } from './files.ts';
import { refusal } from './guard.ts';
import { createMachine, type Stage } from './machine.ts';
import { createReads } from './reads.ts';
import { lookAround, type Seen, type Who } from './sight.ts';
import { stream } from './stream.ts';

export interface Workspace {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * The local Slack as a page: on loopback, on a free port, for a browser on this machine. The page does what people do
 * in Slack through the same methods as the tests, and is told of all that changes.
 */
export async function startWorkspace(environment: Stage, taskMs: number): Promise<Workspace> {
  const { slack, pixapi } = environment;
  const machine = createMachine(environment, taskMs);
  const reads = createReads();
  const exchanges = createExchanges(slack, pixapi);
  const policy = contentSecurityPolicy(pixapi.cdnUrl);

  const server = createServer((request, response) => {
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('referrer-policy', 'no-referrer');
    response.setHeader('cross-origin-resource-policy', 'same-origin');
    response.setHeader('content-security-policy', policy);
    const reason = refusal(request, port);
    if (reason) send(response, 403, 'text/plain', reason);
    else serve(request, response).catch((error: unknown) => sendJson(response, 400, { error: wordsOf(error) }));
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', `http://127.0.0.1:${port}`);
    const [, part, id = ''] = pathname.split('/');
    if (request.method === 'POST') {
      const act = part === 'api' ? ACTS.get(id) : undefined;
      if (!act) return send(response, 404, 'text/plain', 'There is no such act');
      return sendJson(response, 200, await act({ slack, machine, reads }, await json(request)));
    }
    if (part === 'stream') return stream(response, lookFor(whoIs(searchParams)));
    if (part === 'exchange') return sendJson(response, 200, { ...exchanges.open(Number(id)) });
    if (part === 'file') return sendFile(response, id);
    const file = await readPageFile(pathname);
    if (file) send(response, 200, file.type, file.body);
    else send(response, 404, 'text/plain', 'There is nothing here');
  }

  function whoIs(query: URLSearchParams): Who {
    const team = slack.teams[query.get('team') ?? ''];
    const person = Object.values(team?.people ?? {}).find(({ key }) => key === query.get('user'));
    if (!team || !person) throw new Error('There is no such person');
    return { team, person };
  }

  const lookFor = ({ team, person }: Who) =>
    function* (): Generator<Seen> {
      yield* lookAround(slack, reads, { team, person });
      yield* exchanges.look();
      yield* machine.look();
    };

  function sendFile(response: ServerResponse, id: string): void {
    const { bytes, mimetype, deleted } = slack.file(id);
    if (deleted || !/^image\/(png|jpeg|gif|webp)$/.test(mimetype)) send(response, 404, 'text/plain', 'No picture');
    else send(response, 200, mimetype, bytes);
  }

  return {
    url: `http://127.0.0.1:${port}/`,
    async close() {
      machine.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function send(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}

function sendJson(response: ServerResponse, status: number, answer: Answer): void {
  send(response, status, 'application/json', JSON.stringify(answer));
}

function wordsOf(error: unknown): string {
  if (error instanceof z.ZodError)
    return error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  return error instanceof Error ? error.message : String(error);
}
