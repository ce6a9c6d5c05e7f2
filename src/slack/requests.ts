import type { IncomingMessage } from 'node:http';
import { isValidSlackRequest } from '@slack/bolt';

const LARGEST_BODY_BYTES = 1024 * 1024;
const CLOCK_SKEW_SECONDS = 300;

/** What a request to EVENTS_PATH is; `status` is the answer where Bolt need not see it. */
export type SlackRequest = { readonly status: number } | { readonly status?: never; readonly rawBody: Buffer };

/**
 * Reads a request and lets through what Slack signed a moment ago and what Bolt can take. Bolt alone accepts timestamps
 * of the future (a wider window for replays), fails the process over a body that is `null`, and leaves one of an
 * unknown kind without an answer.
 */
export async function readSlackRequest(request: IncomingMessage, signingSecret: string): Promise<SlackRequest> {
  const rawBody = await readBody(request);
  if (rawBody === 'too_large') return { status: 413 };
  const text = rawBody.toString();
  const isForm = request.headers['content-type'] === 'application/x-www-form-urlencoded';
  // Slack does not sign this one; whatever else it holds is not looked at.
  if (isForm && new URLSearchParams(text).get('ssl_check') === '1') return { status: 200 };
  if (!isSigned(request, text, signingSecret)) return { status: 401 };
  const body = parse(text, isForm);
  if (!body) return { status: 400 };
  return isKnownKind(body) ? { rawBody } : { status: 200 };
}

function isSigned({ headers }: IncomingMessage, body: string, signingSecret: string): boolean {
  const timestamp = headers['x-slack-request-timestamp'];
  const signature = headers['x-slack-signature'];
  if (typeof timestamp !== 'string' || typeof signature !== 'string' || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(Number(timestamp) - Date.now() / 1_000) > CLOCK_SKEW_SECONDS) return false;
  return isValidSlackRequest({
    signingSecret,
    body,
    headers: { 'x-slack-signature': signature, 'x-slack-request-timestamp': Number(timestamp) },
  });
}

function parse(text: string, isForm: boolean): object | null {
  if (!isForm) return parseObject(text);
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

function isKnownKind(body: object): boolean {
  if ('event' in body || 'command' in body || 'actions' in body) return true;
  return 'type' in body && typeof body.type === 'string' && KINDS.includes(body.type);
}

/** Reads to the end even what is too large, so that the answer arrives. */
async function readBody(request: IncomingMessage): Promise<Buffer | 'too_large'> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= LARGEST_BODY_BYTES) chunks.push(chunk);
    else chunks.length = 0;
  }
  return size > LARGEST_BODY_BYTES ? 'too_large' : Buffer.concat(chunks);
}
