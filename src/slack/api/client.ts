import { webApi } from '@slack/bolt';
import { z } from 'zod';
import { called } from '../../calls/calls.ts';
import { Failure } from '../../core/failure.ts';
import { createCoolDowns } from '../../core/upstream/cool-downs.ts';
import { type Heard, hearScopes, keepHeard } from '../scopes/granted.ts';
import { isGone } from './final-errors.ts';

/**
 * A Web API client of one team. No hidden retries and a limit on every wait (by default: ten, and none). What Slack answers
 * with 429 is asked by nobody before the time that it names: of that method, in that team, and of posts in that channel. Never
 * with `headers`, into which the client writes its token for all who share them; with the global `fetch` (decision 4).
 */
export function createClient(
  token: string | undefined,
  apiUrl: string,
  timeoutMs = 10_000,
  terms: ClientTerms = {},
): webApi.WebClient {
  const heard: Heard = { granted: null, told: null };
  const client = new webApi.WebClient(token, {
    slackApiUrl: apiUrl,
    timeout: timeoutMs,
    fetch: fetchInTurn(terms, heard),
    ...(terms.teamId !== undefined && { teamId: terms.teamId }),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    logLevel: webApi.LogLevel.ERROR,
    logger: SILENT,
  });
  keepHeard(client, heard);
  return client;
}

/** The same for all teams. */
export interface CallTerms {
  /** Sees each call go by, whatever becomes of it; a 5xx comes as an error. */
  readonly watch?: (<T>(call: () => Promise<T>) => Promise<T>) | undefined;
  /** Multiplies the waits that Slack asks for; 1 in production. */
  readonly scale?: number | undefined;
}

export interface ClientTerms extends CallTerms {
  /** Goes with every call: the token of an organization does not say in which of its workspaces. */
  readonly teamId?: string | undefined;
  /** Hears of each answer that says that this token opens nothing (any more). */
  readonly onGone?: ((error: string) => void) | undefined;
}

function fetchInTurn({ watch = (call) => call(), scale = 1, onGone }: ClientTerms, heard: Heard): webApi.FetchFunction {
  const coolDowns = createCoolDowns({ scale, now: () => performance.now() });
  return async (url, init) => {
    const key = limitOf(url, init);
    const retryAfterMs = coolDowns.leftMs(key);
    if (retryAfterMs > 0) throw new Failure('chat_busy', { asked: false, retryAfterMs });
    const answer = await watchServer(watch, () => fetchModest(heard, onGone, url, init as RequestInit));
    if (answer.status === 429) coolDowns.hold(key, secondsOf(answer) * 1_000);
    return answer;
  };
}

/** What Slack limits by itself: a method; of posts, those in one channel. */
function limitOf(url: Parameters<webApi.FetchFunction>[0], init: Parameters<webApi.FetchFunction>[1]): string {
  const method = String(url instanceof Request ? url.url : url).replace(/^.*\//, '');
  const channel = method === 'chat.postMessage' && new URLSearchParams(String(init?.body ?? '')).get('channel');
  return channel ? `${method} ${channel}` : method;
}

const MOST_WAIT_SECONDS = 15 * 60;

/** Slack names seconds; a time that makes no sense is a second. */
function secondsOf({ headers }: Pick<Response, 'headers'>): number {
  const seconds = Number(headers.get('retry-after') ?? 1);
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 1), MOST_WAIT_SECONDS) : 1;
}

class ServerTrouble extends Error {
  readonly answer: Response;
  constructor(answer: Response) {
    super(`HTTP ${answer.status}`);
    this.answer = answer;
  }
}

async function watchServer(watch: NonNullable<ClientTerms['watch']>, call: () => Promise<Response>): Promise<Response> {
  try {
    return await watch(async () => {
      const answer = await call();
      if (answer.status >= 500) throw new ServerTrouble(answer);
      return answer;
    });
  } catch (error) {
    if (error instanceof ServerTrouble) return error.answer;
    throw error;
  }
}

const refusal = z.object({ ok: z.literal(false), error: z.string() });
const LARGEST_REFUSAL_BYTES = 2_000;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Of a list of 200 people, the largest that we ask for, Slack needs a tenth of it. */
const MOST_ANSWER_BYTES = 4 * 1024 * 1024;

/** `fetch` for answers that are read whole: one that is larger than makes sense counts as lost. */
async function fetchModest(
  heard: Heard,
  onGone: ClientTerms['onGone'],
  url: string | URL | Request,
  init?: RequestInit,
): Promise<Response> {
  return await called('slack', async (answered) => {
    const answer = await fetch(url, init);
    const pieces: Uint8Array[] = [];
    let size = 0;
    for await (const piece of answer.body ?? []) {
      size += piece.length;
      if (size > MOST_ANSWER_BYTES) throw new Error(`an answer of more than ${MOST_ANSWER_BYTES} bytes`);
      pieces.push(piece);
    }
    const { status, statusText, headers } = answer;
    const body = Buffer.concat(pieces);
    answered(status, SAYS_NO.test(body.toString('latin1', 0, 20)));
    hearScopes(heard, headers, body);
    if (onGone && size <= LARGEST_REFUSAL_BYTES) hearRefusal(body, onGone);
    return new Response(size > 0 ? body : null, { status, statusText, headers });
  });
}

function hearRefusal(body: Buffer, onGone: (error: string) => void): void {
  const { data } = refusal.safeParse(parseJson(body.toString()));
  if (data && isGone(data.error)) onGone(data.error);
}

/** With status 200, as the first of its fields. */
const SAYS_NO = /^\s*\{\s*"ok"\s*:\s*false/;

const nothing = () => undefined;

/** Slack's own logger prints request bodies, and so prompts, at its lower levels. */
export const SILENT = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  getLevel: () => webApi.LogLevel.ERROR,
  setName: nothing,
};
