import { Failure, type FailureCode } from '../../core/failure.ts';
import type { Refusal } from '../../core/refusal.ts';
import { type AnswerHeaders, requestIdOf, retryAfterMs } from '../answer-headers.ts';
import { type ReportedError, reportedError, statusOf } from './reported-error.ts';
import { type BodyKind, type Call, isTelling, rowOf } from './table.ts';

export type Operation = Exclude<Call, 'task'>;

/** The failure that an answer other than 2xx is, by the table. */
export function failureOf(
  operation: Operation,
  answer: { status: number; headers: AnswerHeaders; text: string; body: unknown },
  now = Date.now(),
): Failure {
  const { status, headers } = answer;
  const error = reportedError(answer.body);
  const code = codeOf(operation, status, error, bodyKind(answer, error)) ?? 'outcome_unknown';
  return new Failure(code, {
    detail: detailOf(operation, `HTTP ${status}`, error),
    ...(status >= 500 && { upstream: 'pixapi' as const }),
    ...refusalOf(code, error),
    ...optional('requestId', error?.requestId ?? requestIdOf(headers)),
    ...optional('retryAfterMs', retryAfterMs(headers, now)),
  });
}

/** The failure that an error inside a 2xx is, judged as if it had come with its own status; null when it tells neither that nor a name we know. */
export function failureInside(
  operation: Operation,
  error: ReportedError,
  headers: AnswerHeaders,
  now = Date.now(),
): Failure | null {
  // Prose is believed only where nothing can have been made; a refusal's own words say that.
  const isRefused = error.isPolicy || error.mark?.code === 'prompt_refused';
  const status = isRefused ? 422 : statusOf(error);
  if (status === null && !error.names.some(isTelling)) return null;
  const code = codeOf(operation, status, error, error.structured ? 'error' : 'json') ?? 'outcome_unknown';
  return new Failure(code, {
    detail: detailOf(operation, 'error in a 2xx', error),
    ...refusalOf(code, error),
    ...optional('requestId', error.requestId ?? requestIdOf(headers)),
    ...optional('retryAfterMs', retryAfterMs(headers, now)),
  });
}

/** Why a task failed; `otherwise` when the error tells nothing we know. A refused key is not ours there (we read the task with it), and a busy or broken provider means just: failed. */
export function taskFailure(error: ReportedError | null, otherwise: 'task_failed' | 'result_malformed'): Failure {
  const code = (error && codeOf('task', statusOf(error), error, 'error')) ?? otherwise;
  return new Failure(code, {
    detail: detailOf('task', 'ended', error),
    ...refusalOf(code, error),
    ...optional('requestId', error?.requestId),
  });
}

/** Whether an answer speaks of the order, whose model is named here, so that a 404 is not about the address. A web page, which may advertise models, does not. */
export function speaksOfOrder(
  { text, body }: { readonly text: string; readonly body: unknown },
  model: string,
): boolean {
  if (/^\s*</.test(text)) return false;
  const { names = [] } = reportedError(body) ?? {};
  const words = text.toLowerCase().split(/[^a-z0-9._-]+/);
  const namesModel = /\bmodel/i.test(text) || words.some((word) => word.replace(/\.$/, '') === model.toLowerCase());
  return namesModel || names.some((name) => isTelling(name) || /\bmodel/.test(name));
}

function codeOf(call: Call, status: number | null, error: ReportedError | null, body: BodyKind): FailureCode | null {
  const { names = [], mark = null, isPolicy = false, aboutImage = false } = error ?? {};
  return rowOf(call, { status, names, mark, isPolicy, aboutImage, body })?.code ?? null;
}

function bodyKind({ text, body }: { text: string; body: unknown }, error: ReportedError | null): BodyKind {
  if (error?.structured) return 'error';
  if (body !== undefined) return 'json';
  return text.trim() === '' ? 'none' : 'page';
}

function detailOf(call: Call, what: string, error: ReportedError | null): string {
  const words = [error?.number ?? null, ...(error?.names ?? [])].filter((word) => word !== null);
  return [`${call}:`, what, ...new Set(words)].join(' ');
}

function refusalOf(code: FailureCode, error: ReportedError | null): { refusal?: Refusal } {
  if (code !== 'prompt_refused') return {};
  return { refusal: error?.refusal ?? { rule: 'other', part: null } };
}

/** A property only where there is a value (`exactOptionalPropertyTypes`). */
function optional<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, V>);
}
