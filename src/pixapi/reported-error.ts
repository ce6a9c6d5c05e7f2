import { z } from 'zod';
import { cleanId } from './answer-headers.ts';

/** An error as some body tells it. `structured`: in one of the forms with an object that Pixapi documents. */
export interface ReportedError {
  readonly names: readonly string[];
  readonly number: number | null;
  readonly requestId: string | undefined;
  readonly structured: boolean;
  /** It is about a source picture. */
  readonly aboutImage: boolean;
}

const POLICY: readonly string[] = [
  'prompt_rejected',
  'moderation_blocked',
  'content_policy_violation',
  'content_filter',
];
const STATUS_OF_NAME = new Map([
  ...POLICY.map((name) => [name, 422] as const),
  ['invalid_request_error', 400],
  ['invalid_request', 400],
  ['unauthorized', 401],
  ['insufficient_credits', 402],
  ['model_not_found', 404],
  ['rate_limited', 429],
  ['internal_error', 500],
  ['model_unavailable', 503],
]);
/** What a name must look like to be believed and logged: free text, or a bare word, could be the prompt. */
const NAME = /^(?=.{3,64}$)[a-z][a-z0-9.]*(_[a-z0-9.]+)+$|^unauthorized$/;

const Code = z.union([z.string(), z.number()]).nullish().catch(null);
const Text = z.string().nullish().catch(null);
const ErrorObject = z.object({ code: Code, type: Text, message: Text, request_id: Text, param: Text });
const Body = z.object({ error: z.unknown().optional(), code: Code, request_id: Text });

/** The error that a body holds, if it holds one: an `error` object or string, or a code that is not success. */
export function reportedError(body: unknown): ReportedError | null {
  const { data } = Body.safeParse(body);
  if (!data) return null;
  if (typeof data.error === 'string' && data.error !== '') return described([data.error], data.request_id, false);
  const error = ErrorObject.safeParse(data.error).data;
  // `{ code: '', message: '' }` is how some servers write "no error".
  if (error && Object.values(error).some(Boolean)) {
    const found = described([error.code, error.type], error.request_id ?? data.request_id, true);
    return error.param?.startsWith('image') ? { ...found, aboutImage: true } : found;
  }
  const failed = typeof data.code === 'number' && data.code !== 0 && data.code !== 200;
  return failed ? described([data.code], data.request_id, false) : null;
}

/** An error told by a bare word, as a failed task may. */
export function described(
  words: readonly (string | number | null | undefined)[],
  requestId: string | null | undefined,
  structured: boolean,
): ReportedError {
  const texts = words.filter((word) => typeof word === 'string').map((word) => word.trim().toLowerCase());
  const names = texts.filter((text) => NAME.test(text));
  const number = words.map(Number).find((word) => Number.isInteger(word) && word > 0) ?? null;
  return {
    names,
    number,
    requestId: cleanId(requestId),
    structured: structured && (names.length > 0 || number !== null),
    aboutImage: names.some((name) => /image/.test(name) && /invalid|unsupported|parse|fetch|download|url/.test(name)),
  };
}

export function isPolicy(error: ReportedError | null): boolean {
  return error?.names.some((name) => POLICY.includes(name)) ?? false;
}

/** The HTTP status that an error would have come with, or null when it says nothing we know. */
export function statusOf(error: ReportedError): number | null {
  if (error.number !== null && error.number >= 400 && error.number < 600) return error.number;
  return error.names.map((name) => STATUS_OF_NAME.get(name)).find((status) => status !== undefined) ?? null;
}
