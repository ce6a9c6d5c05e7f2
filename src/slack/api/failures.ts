import { webApi } from '@slack/bolt';
import { Failure, type FailureCode } from '../../core/failure.ts';
import { isFinal, isGone } from './final-errors.ts';

const BY_ERROR: Record<string, FailureCode> = {
  ratelimited: 'chat_busy',
  rate_limited: 'chat_busy',
  service_unavailable: 'chat_busy',
  not_in_channel: 'channel_unreachable',
  channel_not_found: 'channel_unreachable',
  is_archived: 'channel_unreachable',
  file_uploads_disabled: 'uploads_disabled',
  storage_limit_reached: 'storage_full',
  restricted_action: 'channel_unreachable',
  messages_tab_disabled: 'channel_unreachable',
  user_not_in_channel: 'channel_unreachable',
};
const UNSURE = new Set(['internal_error', 'fatal_error', 'request_timeout']);
/** Slack asks for a minute or less (docs.slack.dev/apis/web-api/rate-limits); nothing makes a message wait longer than a quarter of an hour. */
const LONGEST_WAIT_MS = 15 * 60_000;
const SLACKS = { upstream: 'slack' } as const;
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

/**
 * Slack's error as a code. `effect`: what a call whose answer was lost may have done: nothing that a second call
 * would not do again (`harmless`: tried again as `chat_busy`), or a message in a channel (`message`: `chat_unclear`).
 */
export function slackFailure(error: unknown, effect: 'harmless' | 'message'): Failure {
  if (error instanceof Failure) return error;
  // Our own fetch says so: nobody asked.
  if (error instanceof webApi.WebAPIRequestError && error.original instanceof Failure) return error.original;
  const lost: FailureCode = effect === 'message' ? 'chat_unclear' : 'chat_busy';
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return new Failure('chat_busy', {
      cause: error,
      retryAfterMs: Math.min(Math.max(error.retryAfter, 1) * 1_000, LONGEST_WAIT_MS),
    });
  }
  if (error instanceof webApi.WebAPIPlatformError) return platformFailure(error.data.error, lost);
  if (error instanceof webApi.WebAPIHTTPError) {
    // Below 500 it was turned away on its way: Slack itself refuses by name.
    return error.statusCode >= 500
      ? new Failure(lost, { cause: error, ...SLACKS })
      : new Failure('chat_busy', { cause: error });
  }
  if (error instanceof webApi.WebAPIRequestError)
    return new Failure(wasSent(error) ? lost : 'chat_busy', { cause: error, ...SLACKS });
  if (error instanceof DOMException && error.name === 'TimeoutError')
    return new Failure(lost, { cause: error, ...SLACKS });
  if (error instanceof TypeError) return new Failure(wasSent(error) ? lost : 'chat_busy', { cause: error, ...SLACKS });
  // A 429 without Retry-After is a plain Error of @slack/web-api 8.
  if (error instanceof Error && /\bRetry-?After\b/i.test(error.message))
    return new Failure('chat_busy', { cause: error });
  return new Failure('internal', { cause: error });
}

/** The name that Slack gave the error, when it gave one. */
export function slackErrorName(error: unknown): string | undefined {
  const cause = error instanceof Failure ? error.cause : error;
  if (cause instanceof SlackError) return cause.message;
  return cause instanceof webApi.WebAPIPlatformError ? cause.data.error : undefined;
}

/** The name that Slack gave an error, and nothing else of the answer: its client makes a name of any body that is no JSON. */
class SlackError extends Error {
  override readonly name = 'SlackError';
}

function platformFailure(name: string, lost: FailureCode): Failure {
  if (!/^[a-z0-9_]{1,80}$/.test(name)) return new Failure(lost, { detail: 'an answer that is not Slack’s' });
  return new Failure(codeOf(name, lost), { cause: new SlackError(name), detail: name });
}

/** A name that we do not know, as of a workspace on its way into another organization, is waited out like `service_unavailable`. */
function codeOf(name: string, lost: FailureCode): FailureCode {
  const known = BY_ERROR[name];
  if (known) return known;
  if (isGone(name)) return 'not_installed';
  if (UNSURE.has(name)) return lost;
  if (name.startsWith('restricted_action')) return 'channel_unreachable';
  return isFinal(name) ? 'chat_refused' : 'chat_busy';
}

function wasSent(error: Error): boolean {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string' && NEVER_SENT.has(cause.code)) return false;
  }
  return true;
}
