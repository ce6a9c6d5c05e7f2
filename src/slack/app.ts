import type { IncomingMessage, ServerResponse } from 'node:http';
import { App, HTTPReceiver } from '@slack/bolt';
import { en } from '../copy/en.ts';
import { toFailure } from '../core/failure.ts';
import { SILENT } from './client.ts';
import { listen } from './listeners.ts';
import type { ListenerParts } from './parts.ts';

const LARGEST_BODY_BYTES = 1024 * 1024;
const ANSWER_WITHIN_MS = 2_700;
const CLOCK_SKEW_SECONDS = 300;

export const EVENTS_PATH = '/slack/events';

/**
 * Bolt behind a request listener of node:http. Slack's acknowledgement leaves after our listener has ended
 * (`processBeforeResponse`), so "accepted" means committed; an event that failed is answered 503, and Slack sends it again.
 */
export function createSlackApp(parts: ListenerParts, options: { signingSecret: string }) {
  const receiver = new HTTPReceiver({
    signingSecret: options.signingSecret,
    endpoints: [EVENTS_PATH],
    processBeforeResponse: true,
    bodyLimit: LARGEST_BODY_BYTES,
    logger: SILENT,
    unhandledRequestTimeoutMillis: ANSWER_WITHIN_MS,
    unhandledRequestHandler: ({ request, response }) => answerLate(request, response),
    processEventErrorHandler: async ({ error, request, response }) => {
      parts.log.failure(toFailure(error), { at: 'listener' });
      answerLate(request, response);
      return false;
    },
  });
  const app = new App({
    receiver,
    logger: SILENT,
    convoStore: false,
    clientOptions: { slackApiUrl: parts.apiUrl, timeout: 10_000, retryConfig: { retries: 0 } },
    // Whose token is used is each listener's own question (installations.of), asked where a failure finds words.
    authorize: async () => ({}),
  });
  app.error(async (error) => {
    throw error;
  });
  listen(app, parts);

  return {
    /** Answers one request to EVENTS_PATH. */
    handle(request: IncomingMessage, response: ServerResponse): void {
      // Bolt refuses old timestamps only; a forged clock in the future would widen the window for replays.
      if (Number(request.headers['x-slack-request-timestamp']) > Date.now() / 1_000 + CLOCK_SKEW_SECONDS) {
        response.writeHead(401).end();
        return;
      }
      receiver.requestListener(request, response);
    },
  };
}

/** Slack repeats events, so those get a 503; a command's or button's asker gets an honest word instead of silence. */
function answerLate(request: IncomingMessage, response: ServerResponse): void {
  if (response.headersSent) return;
  if (request.headers['content-type']?.startsWith('application/json')) {
    response.writeHead(503).end();
    return;
  }
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ response_type: 'ephemeral', text: en.notices.notSure }));
}
