import { z } from 'zod';
import type { Refusal } from '../../core/refusal.ts';
import { cleanId } from '../answer-headers.ts';
import { readRefusal, unquoted } from './refusal.ts';
import { isTelling, markOf, type Row } from './table.ts';

/** An error as some body tells it. `structured`: in one of the forms with an object that Pixapi documents. */
export interface ReportedError {
  readonly names: readonly string[];
  readonly number: number | null;
  readonly requestId: string | undefined;
  readonly structured: boolean;
  /** It is about a source picture. */
  readonly aboutImage: boolean;
  /** Pixapi would not make it: by name, or by OpenAI's own details. */
  readonly isPolicy: boolean;
  /** The line of the table that its prose meets. Prose may repeat a prompt, so this decides only where nothing can have been made. */
  readonly mark: Row | null;
  /** What it says of the rule, should it be a refusal (a 422 is one without saying so). */
  readonly refusal: Refusal;
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
/** Room for the longest prompt, should it be quoted, and all that is said about it. */
const LONGEST = 10_000;
const MOST_WORDS = 32;
const Text = z
  .string()
  .transform((text) => text.slice(0, LONGEST))
  .nullish()
  .catch(null);
const Words = z
  .array(z.unknown())
  .transform((words) =>
    words.slice(0, MOST_WORDS).flatMap((word) => (typeof word === 'string' ? word.slice(0, 100) : [])),
  )
  .nullish()
  .catch(null);
const Details = z.object({ moderation_stage: Text, categories: Words }).nullish().catch(null);
const ErrorObject = z.object({
  code: Code,
  type: Text,
  /** Google's, as in RESOURCE_EXHAUSTED. */
  status: Text,
  message: Text,
  request_id: Text,
  param: Text,
  category: Text,
  moderation_details: Details,
});
const Body = z.object({ error: z.unknown().optional(), code: Code, request_id: Text });

/** The error that a body holds, if it holds one: an `error` object or string, or a code that is not success. */
export function reportedError(body: unknown): ReportedError | null {
  const { data } = Body.safeParse(body);
  if (!data) return null;
  if (typeof data.error === 'string' && data.error !== '') return describedBy([data.error], data.request_id);
  const error = ErrorObject.safeParse(data.error).data;
  // `{ code: '', message: '' }` is how some servers write "no error".
  if (error && Object.values(error).some(Boolean)) {
    return described(error, data.request_id);
  }
  const failed =
    typeof data.code === 'number'
      ? data.code !== 0 && data.code !== 200
      : namesIn([data.code]).some((name) => isTelling(name));
  return failed ? describedBy([data.code], data.request_id) : null;
}

/** An error told by bare words, as a failed task may: names of errors, or prose. */
export function describedBy(
  words: readonly (string | number | null | undefined)[],
  requestId: string | null | undefined,
): ReportedError {
  const message = words.filter((word) => typeof word === 'string').join('\n');
  return {
    ...report(words, { message, param: null, details: null }),
    requestId: cleanId(requestId),
    structured: false,
  };
}

function described(error: z.output<typeof ErrorObject>, requestId: string | null | undefined): ReportedError {
  const { code, type, status, category, message = null, param = null, moderation_details: details = null } = error;
  const found = report([code, type, status], { message, param, details, category });
  return {
    ...found,
    requestId: cleanId(error.request_id ?? requestId),
    structured: found.names.length > 0 || found.number !== null,
    aboutImage: found.aboutImage || (param?.startsWith('image') ?? false),
  };
}

function report(
  words: readonly (string | number | null | undefined)[],
  prose: {
    readonly message: string | null;
    readonly param: string | null;
    readonly details: z.output<typeof Details>;
    readonly category?: string | null | undefined;
  },
) {
  const { message, param, details, category } = prose;
  const names = namesIn(words);
  const stage = details?.moderation_stage ?? null;
  const categories = [...(details?.categories ?? []), ...(category ? [category] : [])];
  return {
    names,
    number: words.map(Number).find((word) => Number.isInteger(word) && word > 0) ?? null,
    aboutImage: names.some((name) => /image/.test(name) && /invalid|unsupported|parse|fetch|download|url/.test(name)),
    isPolicy: names.some((name) => POLICY.includes(name)) || stage !== null || (details?.categories ?? []).length > 0,
    mark: markOf(unquoted(message)),
    refusal: readRefusal({ names, message, param, stage, categories }),
  };
}

function namesIn(words: readonly (string | number | null | undefined)[]): string[] {
  const texts = words.filter((word) => typeof word === 'string').map((word) => word.trim().toLowerCase());
  return texts.filter((text) => NAME.test(text));
}

/** The HTTP status that an error would have come with, or null when it says nothing we know. */
export function statusOf(error: ReportedError): number | null {
  if (error.number !== null && error.number >= 400 && error.number < 600) return error.number;
  return error.names.map((name) => STATUS_OF_NAME.get(name)).find((status) => status !== undefined) ?? null;
}
