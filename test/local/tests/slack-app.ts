import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isValidSlackRequest, type Logger, LogLevel, webApi } from '@slack/bolt';
import { type LocalSlack, startSlack } from '../slack/slack.ts';

export interface Heard {
  headers: IncomingMessage['headers'];
  body: string;
  payload: Record<string, unknown>;
}

export interface Reply {
  status?: number;
  body?: string;
  headers?: Record<string, string>;
  afterMs?: number;
}

/** A local Slack, and an app that checks signatures, remembers what it hears and answers as it is told. */
export interface SlackApp {
  slack: LocalSlack;
  /** Where the app listens. */
  url: string;
  client: webApi.WebClient;
  heard: Heard[];
  /** What the app heard last. */
  last(): Heard['payload'];
  answer: (heard: Heard) => Reply;
  /** Forgets everything, on both sides. */
  reset(): void;
  close(): Promise<void>;
}

export async function startSlackApp(): Promise<SlackApp> {
  const slack = await startSlack();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const signature = String(request.headers['x-slack-signature']);
    const timestamp = Number(request.headers['x-slack-request-timestamp']);
    const headers = { 'x-slack-signature': signature, 'x-slack-request-timestamp': timestamp };
    if (!isValidSlackRequest({ signingSecret: slack.signingSecret, body, headers }))
      return response.writeHead(401).end();
    const form = new URLSearchParams(body);
    const json = body.startsWith('{') ? body : form.get('payload');
    const entry = { headers: request.headers, body, payload: json ? JSON.parse(json) : Object.fromEntries(form) };
    app.heard.push(entry);
    const { status = 200, body: words = '', headers: extra = {}, afterMs = 0 } = app.answer(entry);
    return setTimeout(() => response.writeHead(status, extra).end(words), afterMs);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  slack.connect(url);
  const app: SlackApp = {
    slack,
    url,
    client: webClient(slack, slack.teams.acme.tokens.bot),
    heard: [],
    last: () => app.heard.at(-1)?.payload ?? {},
    answer: () => ({}),
    reset: () => {
      slack.reset();
      slack.set({ echo: false });
      app.heard = [];
      app.answer = () => ({});
    },
    close: async () => {
      await slack.close();
      server.close();
    },
  };
  return app;
}

const nothing = () => {};
export const logger: Logger = {
  ...{ debug: nothing, info: nothing, warn: nothing, error: nothing, setLevel: nothing, setName: nothing },
  getLevel: () => LogLevel.ERROR,
};

export function webClient(slack: LocalSlack, token: string): webApi.WebClient {
  return new webApi.WebClient(token, { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 }, logger });
}

/** The `error` of a refused call; undefined when it was taken. */
export function errorOf(call: Promise<unknown>): Promise<string | undefined> {
  return call.then(
    () => undefined,
    (error: { data?: { error?: string } }) => error.data?.error ?? String(error),
  );
}

export const jsonReply = (value: unknown): Reply => ({
  body: JSON.stringify(value),
  headers: { 'content-type': 'application/json' },
});

export const plain = (text: string) => ({ type: 'plain_text', text }) as const;
export const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } }) as const;
export const button = (action_id: string, extra: object = {}) =>
  ({ type: 'button', action_id, text: plain('Edit'), ...extra }) as const;
export const actions = (...elements: object[]) => ({ type: 'actions', elements });
export const option = (value: string, text = value) => ({ text: plain(text), value });

export const input = (block_id: string, element: object, extra: object = {}) => ({
  type: 'input',
  block_id,
  label: plain(block_id),
  element: { action_id: block_id, ...element },
  ...extra,
});
export const text = (block_id: string, element: object = {}, extra: object = {}) =>
  input(block_id, { type: 'plain_text_input', ...element }, extra);
export const modal = (blocks: object[], extra: object = {}) => ({
  type: 'modal',
  callback_id: 'make',
  title: plain('Make'),
  submit: plain('Make'),
  blocks,
  ...extra,
});

/** The smallest thing that passes for a PNG: signature and header. */
export function png(width = 64, height = 48): Buffer {
  const bytes = Buffer.alloc(33);
  bytes.write('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

/** Ana types the command in #design; the app opens the modal. */
export async function openModal({ slack, client }: SlackApp, blocks: object[], extra: object = {}): Promise<string> {
  const { triggerId } = await slack.command({ user: 'ana', channel: 'design', text: '' });
  await client.apiCall('views.open', { trigger_id: triggerId, view: modal(blocks, extra) });
  return slack.modals('ana').at(-1)!.id;
}
