import { webApi } from '@slack/bolt';

/**
 * A Web API client of one team. No hidden retries and a limit on every wait (by default: ten, and none). Never with
 * `headers`, into which the client writes its token for all who share them; with the global `fetch` (decision 4).
 */
export function createClient(token: string, apiUrl: string, timeoutMs = 10_000): webApi.WebClient {
  return new webApi.WebClient(token, {
    slackApiUrl: apiUrl,
    timeout: timeoutMs,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    logLevel: webApi.LogLevel.ERROR,
    logger: SILENT,
  });
}

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
