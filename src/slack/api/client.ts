import { webApi } from '@slack/bolt';
import { z } from 'zod';
import { called } from '../../calls/calls.ts';
import { type Heard, hearScopes, keepHeard } from '../scopes/granted.ts';
import { isGone } from './final-errors.ts';

/**
 * A Web API client of one team. No hidden retries and a limit on every wait (by default: ten, and none). Never with
 * `headers`, into which the client writes its token for all who share them; with the global `fetch` (decision 4).
 */
export function createClient(
  token: string | undefined,
  apiUrl: string,
  timeoutMs = 10_000,
  { teamId, onGone }: ClientTerms = {},
): webApi.WebClient {
  const heard: Heard = { granted: null, told: null };
  const client = new webApi.WebClient(token, {
    slackApiUrl: apiUrl,
    timeout: timeoutMs,
    fetch: (url, init) => fetchModest(heard, onGone, url, init as RequestInit),
    ...(teamId !== undefined && { teamId }),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    logLevel: webApi.LogLevel.ERROR,
    logger: SILENT,
  });
  keepHeard(client, heard);
  return client;
}

export interface ClientTerms {
  /** Goes with every call: the token of an organization does not say in which of its workspaces. */
  readonly teamId?: string | undefined;
  /** Hears of each answer that says that this token opens nothing (any more). */
  readonly onGone?: ((error: string) => void) | undefined;
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
