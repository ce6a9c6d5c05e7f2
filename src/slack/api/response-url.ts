import { fetched } from '../../calls/calls.ts';
import { Failure } from '../../core/failure.ts';
import type { Message } from '../kit/message.ts';
import { slackFailure } from './failures.ts';

const SLACK_HOSTS = /(^|\.)(slack\.com|slack-gov\.com)$/;

/**
 * Answers through a command's or a button's `response_url`, to the asker alone. Five uses in thirty minutes;
 * `channel_unreachable` when it is used up. A command's own line can't be replaced. It is called only on Slack's hosts or where the Web API is.
 */
export async function respond(
  responseUrl: string,
  apiUrl: string,
  message: (Message & { readonly replace_original?: boolean }) | { readonly delete_original: true },
): Promise<void> {
  const url = URL.parse(responseUrl);
  const trusted =
    url?.origin === new URL(apiUrl).origin ||
    (url?.protocol === 'https:' && url.port === '' && SLACK_HOSTS.test(url.hostname));
  if (!url || !trusted) throw new Failure('chat_refused', { detail: 'response_url is not an address of Slack' });
  const body = 'text' in message ? { response_type: 'ephemeral', replace_original: false, ...message } : message;
  let answer: Response;
  try {
    answer = await fetched('slack', () =>
      fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        redirect: 'error',
        signal: AbortSignal.timeout(10_000),
      }),
    );
    await answer.body?.cancel();
  } catch (error) {
    throw slackFailure(error, 'harmless');
  }
  if (answer.status === 429 || answer.status >= 500)
    throw new Failure('chat_busy', { detail: `response_url ${answer.status}` });
  if (!answer.ok) throw new Failure('channel_unreachable', { detail: `response_url ${answer.status}` });
}
