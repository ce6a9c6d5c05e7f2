import { webApi } from '@slack/bolt';

/**
 * A Web API client of one team. No hidden retries and a limit on every wait (slack-platform §0, traps 3 and 5);
 * never shared `headers` (trap 1); the global `fetch` (traps 2 and 20).
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
