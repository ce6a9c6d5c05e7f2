import type { BytesInFlight } from '../core/bytes-in-flight.ts';
import { Failure, type FailureCode, toFailure } from '../core/failure.ts';
import type { ImageMaker, ImageOrder, SubmitAnswer, TaskReading } from '../core/image-model.ts';
import type { OwnKey } from '../core/team/pixapi-keys.ts';
import type { Lane } from '../core/upstream/upstream.ts';
import { requestIdOf } from './answer-headers.ts';
import { type Answer, openApi, Unanswered } from './api.ts';
import { openDownloads } from './download.ts';
import type { Resolve } from './download-guard.ts';
import { failureOf, speaksOfOrder } from './errors/errors.ts';
import { readShutdownDates } from './models/shutdowns.ts';
import { type Mode, orderRequest } from './requests.ts';
import { readSubmitted, readTaskBody } from './responses.ts';

export interface ImageMakerOptions {
  readonly key: string;
  readonly baseUrl: string;
  readonly mode: Mode;
  /** Host suffixes, or exact `host:port` (then http and loopback are allowed too). */
  readonly imageHosts: readonly string[];
  readonly timeouts?: Partial<typeof TIMEOUTS>;
  /** Sockets per upstream. More calls than that wait, within their own time limit. */
  readonly connections?: number;
  readonly log?: (event: PixapiEvent) => void;
  readonly bytes: BytesInFlight;
  /** Whether, and when, Pixapi may be asked, by the id of a workspace's own key; at once and always if absent. */
  readonly lane?: (ownKeyId?: string) => Lane;
  /** How host names of pictures become addresses; the system's resolver if absent. */
  readonly resolve?: Resolve;
}

/** One call to Pixapi, for the operator: no prompt, no key, no address. */
interface PixapiEvent {
  readonly call: 'submit' | 'read' | 'download' | 'models';
  readonly ms: number;
  /** `ok`, or the failure's code. */
  readonly outcome: string;
  readonly status?: number;
  readonly requestId?: string;
}

const TIMEOUTS = { connectMs: 5_000, submitMs: 60_000, syncMs: 300_000, readMs: 15_000, downloadMs: 60_000 };

export function createImageMaker(options: ImageMakerOptions): Omit<ImageMaker, 'submit' | 'readTask'> & {
  /** Without `own`, by the deployment's key. */
  submit(order: ImageOrder, signal: AbortSignal, own?: OwnKey | null): Promise<SubmitAnswer>;
  readTask(taskId: string, signal: AbortSignal, own?: OwnKey | null): Promise<TaskReading>;
  /**
   * The days (UTC, YYYY-MM-DD) from which Pixapi's list says that models are gone. null: it said nothing, for whatever
   * reason. Read within the limits of time and size of any answer.
   */
  readShutdowns(signal: AbortSignal): Promise<Map<string, string> | null>;
  close(): Promise<void>;
} {
  const {
    key,
    baseUrl,
    imageHosts,
    bytes,
    resolve,
    connections = 128,
    log = () => undefined,
    lane = () => OPEN,
  } = options;
  const { connectMs, submitMs, syncMs, readMs, downloadMs } = { ...TIMEOUTS, ...options.timeouts };
  const api = openApi({ baseUrl, key, connectMs, connections, bytes });
  const downloads = openDownloads({ imageHosts, connectMs, downloadMs, connections, bytes, resolve });
  let mode = options.mode;

  return {
    submit: (order, signal, own = null) => {
      const ordering = () => bytes.passage(() => logged(log, 'submit', (note) => submit(order, signal, own, note)));
      return lane(own?.id).order(ordering, () => listModels(signal, own));
    },
    readTask: (taskId, signal, own = null) =>
      lane(own?.id).read(() => logged(log, 'read', (note) => readTask(taskId, signal, own, note))),
    readShutdowns: (signal) =>
      lane()
        .read(() => listModels(signal, null))
        .then(
          (answer) => (isGood(answer) ? readShutdownDates(answer.body) : null),
          () => null,
        ),
    download: (url, signal) => logged(log, 'download', () => downloads.download(url, signal)),
    pass: (url, signal) => logged(log, 'download', () => downloads.pass(url, signal)),
    close: async () => void (await Promise.all([api.close(), downloads.close()])),
  };

  async function submit(order: ImageOrder, signal: AbortSignal, own: OwnKey | null, note: Note): Promise<SubmitAnswer> {
    let asked = mode;
    let answer = await place(order, asked, signal, own, note);
    if (asked === 'async' && isMissingEndpoint(answer, order)) {
      asked = 'sync';
      answer = await place(order, asked, signal, own, note);
      // Only a synchronous endpoint that is there proves that the asynchronous one is what was missing.
      if (!isMissingEndpoint(answer, order)) mode = 'sync';
    }
    // Nobody is there who knows models: a wrong address, or a gateway that has lost its way. Nothing was made.
    if (answer.status === 404 && isMissingEndpoint(answer, order)) {
      const { requestId } = failureOf('submit', answer);
      throw new Failure('pixapi_down', {
        detail: 'submit: HTTP 404, no such address',
        ...(requestId && { requestId }),
      });
    }
    if (!isGood(answer)) throw failureOf('submit', answer);
    return readSubmitted(answer.body, asked, answer.headers);
  }

  async function place(
    order: ImageOrder,
    asked: Mode,
    signal: AbortSignal,
    own: OwnKey | null,
    note: Note,
  ): Promise<Answer> {
    const ofSources = order.sources.reduce((sum, source) => sum + ('bytes' in source ? source.bytes.length : 0), 0);
    if (ofSources > 0) await bytes.take(ofSources);
    const request = orderRequest(order, asked);
    const limitMs = asked === 'async' ? submitMs : syncMs;
    try {
      return note(await api.call({ method: 'POST', ...request, limitMs, key: own?.value }, signal));
    } catch (error) {
      throw unanswered('submit', error, isSent(error) ? 'outcome_unknown' : 'pixapi_down');
    }
  }

  /** Pixapi's list of models, or whatever it answers instead: who answers is there. */
  async function listModels(signal: AbortSignal, own: OwnKey | null): Promise<Answer> {
    return await logged(log, 'models', async (note) => {
      const answer = await api
        .call({ method: 'GET', path: '/v1/models', limitMs: readMs, key: own?.value }, signal)
        .then(note, (error) => {
          throw unanswered('models', error, 'pixapi_down');
        });
      if (answer.status >= 500 || answer.status === 429) throw failureOf('read', answer);
      return answer;
    });
  }

  async function readTask(taskId: string, signal: AbortSignal, own: OwnKey | null, note: Note): Promise<TaskReading> {
    const path = `/v1/tasks/${encodeURIComponent(taskId)}`;
    const answer = await api
      .call({ method: 'GET', path, limitMs: readMs, key: own?.value }, signal)
      .then(note, (error) => {
        throw unanswered('read', error, isTooMuch(error) ? 'result_malformed' : 'pixapi_down');
      });
    if (!isGood(answer)) throw failureOf('read', answer);
    return readTaskBody(answer.body, answer.headers);
  }
}

const OPEN: Lane = { order: (call) => call(), read: (call) => call() };

function isGood({ status }: Answer): boolean {
  return status >= 200 && status < 300;
}

/** No such address, rather than no such model: nothing was made. */
function isMissingEndpoint(answer: Answer, { model }: ImageOrder): boolean {
  return (answer.status === 404 || answer.status === 405) && !speaksOfOrder(answer, model);
}

function isSent(error: unknown): boolean {
  return error instanceof Unanswered && error.sent;
}

function isTooMuch(error: unknown): boolean {
  return error instanceof Unanswered && error.code.startsWith('BODY_TOO_');
}

function unanswered(call: string, error: unknown, code: FailureCode): unknown {
  if (!(error instanceof Unanswered)) return error;
  const when = error.status === undefined ? '' : `HTTP ${error.status}, then `;
  const isOurs = error.code === 'ABORTED' || code === 'result_malformed';
  return new Failure(code, {
    detail: `${call}: ${when}${error.code}`,
    ...(!isOurs && { upstream: 'pixapi' as const }),
  });
}

/** Remembers the answer of a call for its log line. */
type Note = (answer: Answer) => Answer;

async function logged<T>(
  log: (event: PixapiEvent) => void,
  call: PixapiEvent['call'],
  work: (note: Note) => Promise<T>,
): Promise<T> {
  const start = performance.now();
  const seen: { status?: number; requestId?: string } = {};
  const tell = (outcome: string) => log({ call, ms: Math.round(performance.now() - start), outcome, ...seen });
  const note: Note = (answer) => {
    const requestId = requestIdOf(answer.headers);
    Object.assign(seen, { status: answer.status }, requestId ? { requestId } : {});
    return answer;
  };
  try {
    const result = await work(note);
    tell('ok');
    return result;
  } catch (error) {
    tell(toFailure(error).code);
    throw error;
  }
}
