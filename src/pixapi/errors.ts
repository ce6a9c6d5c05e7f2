import { Failure, type FailureCode } from '../core/failure.ts';
import type { Refusal } from '../core/refusal.ts';
import { type AnswerHeaders, requestIdOf, retryAfterMs } from './answer-headers.ts';
import { type ReportedError, reportedError, statusOf } from './reported-error.ts';

export type Operation = 'submit' | 'read';

/** The failure that an answer other than 2xx is. The status decides; the body only refines it. */
export function failureOf(
  operation: Operation,
  answer: { status: number; headers: AnswerHeaders; body: unknown },
  now = Date.now(),
): Failure {
  const { status, headers } = answer;
  const error = reportedError(answer.body);
  const code = operation === 'read' ? codeOfRead(status) : codeOfSubmit(status, error);
  return new Failure(code, {
    detail: detailOf(operation, `HTTP ${status}`, error),
    ...refusalOf(code, error),
    ...optional('requestId', error?.requestId ?? requestIdOf(headers)),
    ...optional('retryAfterMs', retryAfterMs(headers, now)),
  });
}

/** The failure that an error inside a 2xx is, judged as if it had come with its own status; null when that status is unknown. */
export function failureInside(
  operation: Operation,
  error: ReportedError,
  headers: AnswerHeaders,
  now = Date.now(),
): Failure | null {
  const status = error.isPolicy || error.isMarked ? 422 : statusOf(error);
  if (status === null) return null;
  const code = operation === 'read' ? codeOfRead(status) : codeOfSubmit(status, error);
  return new Failure(code, {
    detail: detailOf(operation, 'error in a 2xx', error),
    ...refusalOf(code, error),
    ...optional('requestId', error.requestId ?? requestIdOf(headers)),
    ...optional('retryAfterMs', retryAfterMs(headers, now)),
  });
}

/** Why a task failed; `otherwise` when the error tells nothing we know. */
export function taskFailure(error: ReportedError | null, otherwise: 'task_failed' | 'result_malformed'): Failure {
  const code = (error && codeOfTask(error)) ?? otherwise;
  return new Failure(code, {
    detail: detailOf('task', 'ended', error),
    ...refusalOf(code, error),
    ...optional('requestId', error?.requestId),
  });
}

/** Answers after which surely nothing was made, so that their prose may be believed. */
const PLAIN_REFUSALS: ReadonlySet<number> = new Set([400, 403, 422]);

function codeOfSubmit(status: number, error: ReportedError | null): FailureCode {
  if (error?.isPolicy || (error?.isMarked && PLAIN_REFUSALS.has(status))) return 'prompt_refused';
  switch (status) {
    case 401:
    case 403:
      return 'pixapi_key_refused';
    case 402:
      return 'pixapi_credits_exhausted';
    case 404:
      return 'model_missing';
    case 408:
    case 499:
      return 'outcome_unknown';
    case 422:
      return 'prompt_refused';
    case 429:
      return 'pixapi_busy';
    // A gateway that says 500 or 503 in its own words knows nothing of what became of the order.
    case 500:
      return error?.structured ? 'pixapi_faltered' : 'outcome_unknown';
    case 503:
      return error?.structured ? 'pixapi_down' : 'outcome_unknown';
    // The address has moved: PIXAPI_BASE_URL is to be set right, nothing was made.
    case 301:
    case 307:
    case 308:
      return 'request_rejected';
    default:
      if (status < 400 || status >= 500) return 'outcome_unknown';
      return error?.aboutImage ? 'image_unreadable' : 'request_rejected';
  }
}

function codeOfRead(status: number): FailureCode {
  if (status === 401 || status === 403) return 'pixapi_key_refused';
  if (status === 404 || status === 410) return 'task_vanished';
  return status === 429 ? 'pixapi_busy' : 'pixapi_down';
}

// A refused key is not ours here (we read the task with it), and a busy or broken provider means just: failed.
function codeOfTask(error: ReportedError): FailureCode | null {
  if (error.isPolicy || error.isMarked) return 'prompt_refused';
  if (error.aboutImage) return 'image_unreadable';
  switch (statusOf(error)) {
    case 400:
    case 405:
    case 413:
    case 415:
      return 'request_rejected';
    case 402:
      return 'pixapi_credits_exhausted';
    case 404:
      return 'model_missing';
    case 422:
      return 'prompt_refused';
    default:
      return null;
  }
}

/** Whether a body speaks of a model, so that a 404 is about the model and not about the address. */
export function namesModel(text: string): boolean {
  return /\bmodel|gpt-image/i.test(text);
}

function detailOf(operation: string, what: string, error: ReportedError | null): string {
  const words = [error?.number ?? null, ...(error?.names ?? [])].filter((word) => word !== null);
  return [`${operation}:`, what, ...new Set(words)].join(' ');
}

function refusalOf(code: FailureCode, error: ReportedError | null): { refusal?: Refusal } {
  if (code !== 'prompt_refused') return {};
  return { refusal: error?.refusal ?? { rule: 'other', part: null } };
}

/** A property only where there is a value (`exactOptionalPropertyTypes`). */
function optional<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, V>);
}
