import { webApi } from '@slack/bolt';

/**
 * A Web API client of one team. No hidden retries and a limit on every wait (by default: ten, and none). Never with
 * `headers`, into which the client writes its token for all who share them; with the global `fetch` (decision 4).
 */
export function createClient(token: string, apiUrl: string, timeoutMs = 10_000): webApi.WebClient {
  return new webApi.WebClient(token, {
    slackApiUrl: apiUrl,
    timeout: timeoutMs,
    fetch: fetchModest,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    logLevel: webApi.LogLevel.ERROR,
    logger: SILENT,
  });
}

/** Of a list of 200 people, the largest that we ask for, Slack needs a tenth of it. */
const MOST_ANSWER_BYTES = 4 * 1024 * 1024;

/** `fetch` for answers that are read whole: one that is larger than makes sense counts as lost. */
const fetchModest: webApi.FetchFunction = async (url, init) => {
  const answer = await fetch(url, init as RequestInit);
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of answer.body ?? []) {
    size += piece.length;
    if (size > MOST_ANSWER_BYTES) throw new Error(`an answer of more than ${MOST_ANSWER_BYTES} bytes`);
    pieces.push(piece);
  }
  const { status, statusText, headers } = answer;
  return new Response(size > 0 ? Buffer.concat(pieces) : null, { status, statusText, headers });
};

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
