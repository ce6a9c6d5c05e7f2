import type { IncomingMessage } from 'node:http';
import { isValidSlackRequest } from '@slack/bolt';
import type { ReadBody } from './body.ts';

const LARGEST_BODY_BYTES = 1024 * 1024;
const LARGEST_SSL_CHECK_BYTES = 1024;
const MOST_FIELDS = 100;
const CLOCK_SKEW_SECONDS = 300;

/** What a request to EVENTS_PATH is; `status` is the answer where Bolt need not see it. */
export type SlackRequest =
  | { readonly status: number }
  | { readonly status?: never; readonly rawBody: Buffer; readonly isSignedAsBefore: boolean };

/** What Slack signs with; `previous` is taken too while the secret is being replaced. */
export interface SigningSecrets {
  readonly current: string;
  readonly previous: string | null;
}

/**
 * Reads a request and lets through what Slack signed a moment ago and what Bolt can take. Bolt alone accepts timestamps
 * of the future (a wider window for replays), fails the process over a body that is `null`, and leaves one of an
 * unknown kind without an answer.
 *
 * Whoever has not signed costs no more than bytes: what does not even claim a signature is refused before its body is
 * read, and nothing looks into a body before its signature holds.
 */
export async function readSlackRequest(
  request: IncomingMessage,
  { secrets, readBody }: { secrets: SigningSecrets; readBody: ReadBody },
): Promise<SlackRequest> {
  const isForm = request.headers['content-type'] === 'application/x-www-form-urlencoded';
  const claim = readClaim(request);
  if (!claim) return { status: isForm && (await isSslCheck(request, readBody)) ? 200 : 401 };
  const rawBody = await readBody(request, LARGEST_BODY_BYTES);
  if (rawBody === 'too_large') return { status: 413 };
  if (rawBody === 'crowded_out') return { status: 503 };
  const text = rawBody.toString();
  const isSignedWith = (signingSecret: string) => isValidSlackRequest({ signingSecret, body: text, headers: claim });
  // each in constant time, and both always
  const isSignedNow = isSignedWith(secrets.current);
  const isSignedAsBefore = secrets.previous !== null && isSignedWith(secrets.previous);
  if (!isSignedNow && !isSignedAsBefore) return { status: 401 };
  const body = parse(text, isForm);
  if (!body) return { status: 400 };
  return isKnownKind(body) ? { rawBody, isSignedAsBefore: !isSignedNow } : { status: 200 };
}

/** What the head says of a signature; null when it can't hold whatever the body is. */
function readClaim({ headers }: IncomingMessage) {
  const timestamp = headers['x-slack-request-timestamp'];
  const signature = headers['x-slack-signature'];
  if (typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp)) return null;
  if (typeof signature !== 'string' || !/^v0=[\da-f]{64}$/.test(signature)) return null;
  if (Math.abs(Number(timestamp) - Date.now() / 1_000) > CLOCK_SKEW_SECONDS) return null;
  return { 'x-slack-signature': signature, 'x-slack-request-timestamp': Number(timestamp) };
}

/** Slack does not sign this one; whatever else it holds is not looked at. */
async function isSslCheck(request: IncomingMessage, readBody: ReadBody): Promise<boolean> {
  if (request.headers['x-slack-signature'] !== undefined) return false;
  const body = await readBody(request, LARGEST_SSL_CHECK_BYTES);
  return typeof body !== 'string' && /(?:^|&)ssl_check=1(?:&|$)/.test(body.toString('latin1'));
}

/** The fields of a form, or what its `payload` holds; null for what no listener could read. */
function parse(text: string, isForm: boolean): object | null {
  if (!isForm) return parseObject(text);
  // URLSearchParams takes time by the square of the fields.
  if (text.split('&', MOST_FIELDS + 1).length > MOST_FIELDS) return null;
  const fields = new URLSearchParams(text);
  const payload = fields.get('payload');
  return payload === null ? Object.fromEntries(fields) : parseObject(payload);
}

function parseObject(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

const KINDS = [
  ...['url_verification', 'block_suggestion', 'shortcut', 'message_action'],
  ...['view_submission', 'view_closed'],
];

/** Whether any listener of Bolt could be meant. */
export function isKnownKind(body: object): boolean {
  if ('event' in body || 'command' in body || 'actions' in body) return true;
  return 'type' in body && typeof body.type === 'string' && KINDS.includes(body.type);
}
