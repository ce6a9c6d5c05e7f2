import type { ReceiverEvent } from '@slack/bolt';
import { Failure, toFailure } from '../../core/failure.ts';
import { createClient } from '../api/client.ts';
import { slackFailure } from '../api/failures.ts';
import type { ListenerDeps } from '../deps.ts';
import { afterFailure, causeOf, NOT_SURE } from './after-failure.ts';
import { createBolt } from './bolt.ts';
import type { Signed } from './once.ts';
import { isKnownKind } from './requests.ts';
import { type Envelope, openSockets } from './socket.ts';

const ANSWER_WITHIN_MS = 2_700;
/** Slack's own client gives up on a connection after half as long. */
const SILENT_MS = 60_000;

/**
 * Bolt behind Slack's Socket Mode: the same listeners, and the same promise. An acknowledgement leaves after the listener
 * has ended, so "accepted" means committed; an event that failed gets none, and Slack sends it again.
 */
export function openSocketMode(
  deps: ListenerDeps,
  options: {
    appToken: string;
    answerWithinMs?: number | undefined;
    waitScale?: number | undefined;
    silentMs?: number | undefined;
  },
): { close(): Promise<void> } {
  const { answerWithinMs = ANSWER_WITHIN_MS, waitScale = 1, silentMs = SILENT_MS } = options;
  const app = createBolt(deps, { init: () => undefined, start: async () => undefined, stop: async () => undefined });
  const client = createClient(options.appToken, deps.apiUrl);

  const listen = async (envelope: Envelope): Promise<Record<string, unknown>> => {
    let acknowledgement: Record<string, unknown> = {};
    const signed: Signed = { signature: `envelope:${envelope.id}` };
    const event: ReceiverEvent = {
      body: envelope.payload,
      ack: async (said) => {
        if (said) acknowledgement = typeof said === 'string' ? { text: said } : { ...said };
      },
      ...(envelope.retryNum !== undefined && { retryNum: envelope.retryNum }),
      ...(envelope.retryReason !== undefined && { retryReason: envelope.retryReason }),
      customProperties: { ...signed },
    };
    await app.processEvent(event);
    return acknowledgement;
  };
  const listenSafely = (envelope: Envelope) =>
    listen(envelope).catch((error: Error) => {
      const failure = toFailure(causeOf(error));
      deps.log.failure(failure, { at: 'listener' });
      const after = afterFailure(failure, envelope.isEvent);
      if (after.kind === 'words') return words(after.text);
      return after.kind === 'again' ? null : {};
    });
  const take = async (envelope: Envelope) => {
    if (!isKnownKind(envelope.payload)) return {};
    const { promise: late, resolve } = Promise.withResolvers<Record<string, unknown> | null>();
    const timer = setTimeout(() => resolve(envelope.isEvent ? null : words(NOT_SURE)), answerWithinMs);
    return await Promise.race([listenSafely(envelope), late]).finally(() => clearTimeout(timer));
  };
  const open = async () => {
    const { url } = await client.apps.connections.open({}).catch((error) => {
      throw slackFailure(error, 'harmless');
    });
    return checked(url, deps.apiUrl);
  };
  return openSockets({ open, take, log: deps.log, waitScale, silentMs });
}

const words = (text: string) => ({ response_type: 'ephemeral', text });

/** Of Slack, with TLS; of whoever answers in Slack's place at `SLACK_API_URL` otherwise. */
function checked(said: string | undefined, apiUrl: string): URL {
  const url = URL.parse(said ?? '');
  const isSlack = url?.protocol === 'wss:' && url.hostname.endsWith('.slack.com');
  if (!url || !(isSlack || url.host === new URL(apiUrl).host))
    throw new Failure('chat_busy', { detail: 'Slack gave no address for a connection' });
  return url;
}
