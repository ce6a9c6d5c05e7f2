import { z } from 'zod';
import { Failure } from '../core/failure.ts';
import type { Made, MadePicture, SubmitAnswer, TaskReading } from '../core/image-model.ts';
import { readHead, sizeProblem } from '../core/picture-head.ts';
import type { AnswerHeaders } from './answer-headers.ts';
import { failureInside, taskFailure } from './errors/errors.ts';
import { describedBy, type ReportedError, reportedError } from './errors/reported-error.ts';
import type { Mode } from './requests.ts';

const Text = z.string().optional().catch(undefined);
const Anything = z.record(z.string(), z.unknown());

/** What a 2xx to an order says. Throws the `Failure` it is otherwise. */
export function readSubmitted(body: unknown, mode: Mode, headers: AnswerHeaders): SubmitAnswer {
  const answer = Anything.safeParse(body).data;
  if (!answer) throw new Failure('outcome_unknown', { detail: 'submit: unreadable 2xx' });
  const taskId = taskIdOf(answer);
  const error = reportedError(answer);
  const failure = error && failureInside('submit', error, headers);
  if (failure) throw failure;
  if (mode === 'async' && taskId) return { state: 'submitted', taskId };
  if (error) throw new Failure('outcome_unknown', { detail: 'submit: unknown error in a 2xx' });
  const pictures = picturesOf(answer);
  if (pictures.length > 0) return made(pictures, [answer]);
  if (taskId && typeof answer.status === 'string') return { state: 'submitted', taskId };
  const code = mode === 'sync' && 'data' in answer ? 'result_malformed' : 'outcome_unknown';
  throw new Failure(code, { detail: 'submit: 2xx without task or picture' });
}

const TaskId = z
  .string()
  .regex(/^[\x21-\x7e]{1,200}$/)
  .optional()
  .catch(undefined);
const Submitted = z.object({
  id: TaskId,
  task_id: TaskId,
  data: z.object({ id: TaskId }).optional().catch(undefined),
});

function taskIdOf(answer: object): string | undefined {
  const { data: ids } = Submitted.safeParse(answer);
  return ids?.id ?? ids?.task_id ?? ids?.data?.id;
}

const DONE: readonly string[] = ['completed', 'succeeded', 'success'];
const FAILED: readonly string[] = ['failed', 'error', 'cancelled', 'canceled', 'expired', 'rejected'];

/** What a 2xx to a poll says: active for every word we do not know. Throws `pixapi_down` where it says nothing. */
export function readTaskBody(body: unknown, headers: AnswerHeaders): TaskReading {
  const task = Anything.safeParse(body).data;
  if (!task) throw new Failure('pixapi_down', { detail: 'read: unreadable 2xx' });
  const word = Text.parse(task.status)?.trim().toLowerCase();
  const error = reportedError(task);
  if (word === undefined && error) {
    throw (
      failureInside('read', error, headers) ?? new Failure('pixapi_down', { detail: 'read: unknown error in a 2xx' })
    );
  }
  if (word !== undefined && FAILED.includes(word)) {
    return { state: 'failed', failure: taskFailure(error ?? taskError(task), 'task_failed') };
  }
  return word !== undefined && DONE.includes(word) ? readResult(task, error) : { state: 'active' };
}

function readResult(task: Record<string, unknown>, taskLevel: ReportedError | null): TaskReading {
  const result = Anything.safeParse(task.result).data ?? {};
  const error = taskLevel ?? reportedError(result);
  const pictures = error ? [] : [result, task].map(picturesOf).find((found) => found.length > 0);
  // Done without a picture may have been charged, unless the error says what became of it.
  if (!pictures?.length) return { state: 'failed', failure: taskFailure(error, 'result_malformed') };
  return made(pictures, [task, result]);
}

function taskError(task: Record<string, unknown>): ReportedError | null {
  const inResult = reportedError(task.result);
  if (inResult) return inResult;
  const words = [Text.parse(task.message), Text.parse(task.fail_reason)];
  return words.some((word) => word !== undefined) ? describedBy(words, null) : null;
}

const Urls = z
  .union([z.string().transform((url) => [url]), z.array(z.unknown())])
  .optional()
  .catch(undefined);
const Entry = z.object({ url: Urls, b64_json: Text });

/** The usable pictures under `data`: a list of entries, or one object whose `url` may be a list. */
function picturesOf(answer: Record<string, unknown>): MadePicture[] {
  const entries = Array.isArray(answer.data) ? answer.data : [answer.data];
  return entries.flatMap((entry) => {
    const { b64_json, url } = Entry.safeParse(typeof entry === 'string' ? { url: entry } : entry).data ?? {};
    const bytes = b64_json ? decode(b64_json) : null;
    return bytes ? [{ bytes }] : (url ?? []).flatMap(pictureAt);
  });
}

/** In characters; signed addresses have a few hundred. */
const LONGEST_URL = 8 * 1024;

function pictureAt(url: unknown): MadePicture[] {
  if (typeof url !== 'string') return [];
  const bytes = url.startsWith('data:') ? decode(url) : null;
  if (bytes) return [{ bytes }];
  return url.length <= LONGEST_URL && /^https?:\/\//i.test(url) && URL.canParse(url) ? [{ url }] : [];
}

/** Base64, with or without `data:…;base64,`, that really is a whole picture, or a JPEG that lacks perhaps no more than its end mark. */
function decode(text: string): Uint8Array | null {
  const bytes = Buffer.from(text.startsWith('data:') ? text.slice(text.indexOf(',') + 1) : text, 'base64');
  const head = readHead(bytes);
  const mayBeWhole = head?.whole || head?.mimetype === 'image/jpeg';
  return mayBeWhole && !sizeProblem(head) ? new Uint8Array(bytes) : null;
}

/** Any number of credits, however absurd: whether it is believed, is for whoever books it. Negative ones say nothing. */
const Cost = z
  .custom<number>((cost) => typeof cost === 'number' && cost >= 0)
  .optional()
  .catch(undefined);
const Costs = z.object({ costCredits: Cost, credits_cost: Cost, cost_credits: Cost });

/** The first number among the three spellings, at the top of the bodies first, then in their `usage`. */
function creditsOf(bodies: readonly Record<string, unknown>[]): number | null {
  const places = [...bodies, ...bodies.map((body) => body.usage)].map((place) => Costs.safeParse(place).data);
  const costs = places.flatMap((place) => [place?.costCredits, place?.credits_cost, place?.cost_credits]);
  return costs.find((cost) => cost !== undefined) ?? null;
}

function made(pictures: readonly MadePicture[], bodies: readonly Record<string, unknown>[]): Made {
  return { state: 'made', pictures, credits: creditsOf(bodies) };
}
