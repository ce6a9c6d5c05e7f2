import { type Dispatcher, Pool } from 'undici';
import { called } from '../calls/calls.ts';
import type { BytesInFlight } from '../core/bytes-in-flight.ts';
import type { AnswerHeaders } from './answer-headers.ts';
import { isModest, parseJson } from './json.ts';
import { withLimit } from './limit.ts';
import { readBody, TooMuch } from './read-body.ts';
import { isPacked, unpack } from './unpack.ts';

const ANSWER_CAP = 1024 * 1024;
/** Of one that holds pictures as base64. */
const PICTURES_CAP = 64 * 1024 * 1024;
/** Its bytes, its text, what was read from it and its pictures are held at once. */
const HELD_OF_PICTURES = 4;
const ERROR_CAP = 64 * 1024;

/** What Pixapi answered; `body` is undefined when it is not JSON. */
export interface Answer {
  readonly status: number;
  readonly headers: AnswerHeaders;
  readonly text: string;
  readonly body: unknown;
}

export interface ApiCall {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: Buffer;
  readonly limitMs: number;
  /** Instead of the deployment's. */
  readonly key?: string | undefined;
}

/** No answer came, or a 2xx that broke off or was more than makes sense. `sent`: the head of the request was written to a socket. */
export class Unanswered extends Error {
  readonly sent: boolean;
  readonly code: string;
  readonly status: number | undefined;
  constructor(sent: boolean, code: string, status?: number) {
    super(code);
    this.name = 'Unanswered';
    this.sent = sent;
    this.code = code;
    this.status = status;
  }
}

const authorizationOf = (key: string) => ({ authorization: `Bearer ${key}` });

/** The one place that sends a key, and the one origin that gets it. */
export function openApi(options: {
  baseUrl: string;
  key: string;
  connectMs: number;
  connections: number;
  bytes: BytesInFlight;
}) {
  const base = new URL(options.baseUrl);
  const prefix = base.pathname.replace(/\/+$/, '');
  const settings = {
    connections: options.connections,
    allowH2: false,
    connect: { timeout: options.connectMs },
    // The total limit of each call ends them; a pause between two chunks alone says nothing.
    headersTimeout: 0,
    bodyTimeout: 0,
  };
  // A paid POST on a kept connection that the other side is just closing would be an unknown outcome for nothing:
  // orders get a fresh connection each (pipelining 0 = no keep-alive).
  const orders = new Pool(base.origin, { ...settings, pipelining: 0 });
  const reads = new Pool(base.origin, { ...settings, pipelining: 1 });
  const headers = { accept: 'application/json', 'accept-encoding': 'identity' };

  async function call(request: ApiCall, signal: AbortSignal): Promise<Answer> {
    const progress: { sent: boolean; status?: number } = { sent: false };
    const dispatcher = (request.method === 'POST' ? orders : reads).compose(watchSending(progress));
    try {
      return await options.bytes.passage(() =>
        withLimit(signal, request.limitMs, async (limit, uncounted) => {
          const response = await called('pixapi', async (answered) => {
            const head = await dispatcher.request({
              method: request.method,
              path: prefix + request.path,
              headers: { ...headers, ...authorizationOf(request.key ?? options.key), ...request.headers },
              body: request.body ?? null,
              signal: limit,
            });
            answered(head.statusCode);
            return head;
          });
          progress.status = response.statusCode;
          return await readAnswer(response, (bytes) => uncounted(() => options.bytes.take(bytes)));
        }),
      );
    } catch (error) {
      throw new Unanswered(progress.sent, codeOf(error), progress.status);
    }
  }

  return { call, close: async () => void (await Promise.all([orders.destroy(), reads.destroy()])) };
}

/**
 * undici calls a request's own `onRequestStart` in the same breath in which it writes the head (in front of its diagnostics
 * event `undici:client:sendHeaders`), never while the request waits for a connection. An abort heard there still prevents the writing.
 */
function watchSending(progress: { sent: boolean }): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) =>
    dispatch(options, {
      onRequestStart(controller, context) {
        handler.onRequestStart?.(controller, context);
        progress.sent ||= !controller.aborted;
      },
      onRequestUpgrade: (...event) => handler.onRequestUpgrade?.(...event),
      onResponseStart: (...event) => handler.onResponseStart?.(...event),
      onResponseData: (...event) => handler.onResponseData?.(...event),
      onResponseEnd: (...event) => handler.onResponseEnd?.(...event),
      onResponseError: (...event) => handler.onResponseError?.(...event),
    });
}

/** Waiting for room (`take`) is no part of the limit: what was paid for has arrived already. */
async function readAnswer(response: Dispatcher.ResponseData, take: BytesInFlight['take']): Promise<Answer> {
  const { statusCode: status, headers } = response;
  const good = status >= 200 && status < 300;
  const length = isPacked(headers) ? PICTURES_CAP : Number(headers['content-length'] ?? PICTURES_CAP);
  const content = await unpack(response.body, headers);
  const { bytes, problem } = good
    ? await readBody(content, ANSWER_CAP, async (head) => {
        if (!holdsBase64(head)) return ANSWER_CAP;
        await take(HELD_OF_PICTURES * Math.min(PICTURES_CAP, length));
        return PICTURES_CAP;
      })
    : await readBody(content, ERROR_CAP);
  // The status of a refusal tells enough, however much of its body arrived.
  if (good && problem) throw problem;
  const modest = isModest(bytes);
  if (good && !modest) throw new TooMuch('BODY_TOO_DEEP');
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  return { status, headers, text, body: problem || !modest ? undefined : parseJson(text) };
}

function holdsBase64(head: Buffer): boolean {
  return head.includes('"b64_json"') || head.includes(';base64,');
}

/** Only the code of an error: messages and properties of network errors may hold bytes of the answer. */
export function codeOf(error: unknown): string {
  const { code, name } = error instanceof Error ? (error as NodeJS.ErrnoException) : { code: undefined, name: 'Error' };
  return typeof code === 'string' && /^\w{1,64}$/.test(code) ? code : name.slice(0, 64);
}
