import type { IncomingMessage, ServerResponse } from 'node:http';
import { HTTPReceiver } from '@slack/bolt';
import { type Failure, toFailure } from '../../core/failure.ts';
import { SILENT } from '../api/client.ts';
import type { ListenerDeps } from '../deps.ts';
import { afterFailure, causeOf, NOT_SURE } from './after-failure.ts';
import { createBodyReader, drain } from './body.ts';
import { createBolt } from './bolt.ts';
import type { Signed } from './once.ts';
import { readSlackRequest, type SigningSecrets } from './requests.ts';

const ANSWER_WITHIN_MS = 2_700;
const DAY_MS = 24 * 3_600_000;
/** For all requests whose signature could not be checked yet, together. */
const MOST_UNFINISHED_BYTES = 32 * 1024 * 1024;

export const EVENTS_PATH = '/slack/events';

/**
 * Bolt behind a request listener of node:http. Slack's acknowledgement leaves after our listener has ended
 * (`processBeforeResponse`), so "accepted" means committed; an event that failed is answered 503, and Slack sends it again.
 * That Slack still signs with the previous secret is noted in the log at the first such request, and once a day.
 */
export function createSlackApp(
  deps: ListenerDeps,
  options: { secrets: SigningSecrets; answerWithinMs?: number | undefined; now?: (() => number) | undefined },
) {
  const { secrets, answerWithinMs = ANSWER_WITHIN_MS, now = Date.now } = options;
  const receiver = new HTTPReceiver({
    signingSecret: secrets.current,
    // readSlackRequest has checked it, in both directions of time.
    signatureVerification: false,
    endpoints: [EVENTS_PATH],
    processBeforeResponse: true,
    customPropertiesExtractor: ({ headers }): Signed => ({ signature: headers['x-slack-signature'] }),
    logger: SILENT,
    // Bolt's own limit ends with the acknowledgement, which for events comes before the listeners.
    unhandledRequestHandler: () => undefined,
    processEventErrorHandler: async ({ error, request, response }) => {
      // It was answered late, and Bolt now failed to answer it again.
      if (response.headersSent && 'code' in error && error.code === 'ERR_HTTP_HEADERS_SENT') return false;
      const failure = toFailure(causeOf(error));
      deps.log.failure(failure, { at: 'listener' });
      answerFailed(request, response, failure);
      return false;
    },
  });
  createBolt(deps, receiver);

  const readBody = createBodyReader(MOST_UNFINISHED_BYTES);
  let notedAt = Number.NEGATIVE_INFINITY;
  const noteOldSecret = () => {
    if (now() - notedAt < DAY_MS) return;
    notedAt = now();
    deps.log.note('signed with the previous secret', { variable: 'SLACK_SIGNING_SECRET_PREVIOUS' });
  };
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const arrived = performance.now();
    const read = await readSlackRequest(request, { secrets, readBody });
    if (read.status !== undefined) return await answerUnread(request, response, read.status);
    if (read.isSignedAsBefore) noteOldSecret();
    // Only Slack gets a word about how we are.
    const left = answerWithinMs - (performance.now() - arrived);
    const late = setTimeout(() => answerLate(request, response), left);
    response.once('close', () => clearTimeout(late));
    receiver.requestListener(Object.assign(request, { rawBody: read.rawBody }), response);
  };
  return {
    /** Answers one request to EVENTS_PATH. */
    handle(request: IncomingMessage, response: ServerResponse): void {
      // It hung up before it had said all.
      answer(request, response).catch(() => response.destroy());
    },
  };
}

/** The answer leaves at once; the connection ends when the rest of the body has been read and thrown away. */
async function answerUnread(request: IncomingMessage, response: ServerResponse, status: number): Promise<void> {
  response.writeHead(status, { 'content-length': 0, ...(status >= 400 && { connection: 'close' }) }).flushHeaders();
  // To read on would fill the memory that there was no room in.
  if (status === 503) return void response.end(() => request.socket.destroySoon());
  await drain(request);
  response.end();
}

/** Slack repeats events, so those get a 503; a command's or button's asker gets an honest word instead of silence. */
function answerLate(request: IncomingMessage, response: ServerResponse): void {
  if (isEvent(request)) say(response, 503);
  else say(response, 200, NOT_SURE);
}

function answerFailed(request: IncomingMessage, response: ServerResponse, failure: Failure): void {
  const after = afterFailure(failure, isEvent(request));
  if (after.kind === 'words') say(response, 200, after.text);
  else say(response, after.kind === 'again' ? 503 : 200);
}

function isEvent({ headers }: IncomingMessage): boolean {
  return headers['content-type']?.startsWith('application/json') ?? false;
}

function say(response: ServerResponse, status: number, text?: string): void {
  if (response.headersSent) return;
  if (text === undefined) response.writeHead(status).end();
  else
    response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(JSON.stringify({ response_type: 'ephemeral', text }));
}
