import { webApi } from '@slack/bolt';
import { expect, test } from 'vitest';
import type { FailureCode } from '../../../src/core/failure.ts';
import { createClient } from '../../../src/slack/api/client.ts';
import { slackFailure } from '../../../src/slack/api/failures.ts';
import { startRaw } from '../pixapi/support.ts';

/** What Slack answers, and what that is for a call that posts a message. */
const ANSWERS: readonly (readonly [number, object | string, FailureCode])[] = [
  ...['team_added_to_org', 'org_login_required', 'external_channel_migrating', 'migration_in_progress'].map(
    (error) => [200, { ok: false, error }, 'chat_busy'] as const,
  ),
  ...['accesslimited', 'service_unavailable', 'a_name_of_tomorrow', 'team_is_being_moved'].map(
    (error) => [200, { ok: false, error }, 'chat_busy'] as const,
  ),
  [200, { ok: false, error: 'internal_error' }, 'chat_unclear'],
  [200, { ok: false, error: 'fatal_error' }, 'chat_unclear'],
  [200, { ok: false, error: 'is_archived' }, 'channel_unreachable'],
  [200, { ok: false, error: 'restricted_action_thread_locked' }, 'channel_unreachable'],
  [200, { ok: false, error: 'account_inactive' }, 'not_installed'],
  [200, { ok: false, error: 'invalid_blocks' }, 'chat_refused'],
  [200, { ok: false, error: 'invalid_something_new' }, 'chat_refused'],
  [200, { ok: false, error: 'msg_too_long' }, 'chat_refused'],
  [200, '<html>', 'chat_unclear'],
  // turned away by something on the way, which knows nothing of messages
  [403, '<html>', 'chat_busy'],
  [404, '<html>', 'chat_busy'],
  [502, '<html>', 'chat_unclear'],
];

test.each(ANSWERS)('%d %j is %s', async (status, body, code) => {
  const { url } = await startRaw((_request, response) => {
    response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  const post = createClient('xoxb-1', `${url}/api/`).chat.postMessage({ channel: 'C1', text: 'x' });
  const error = await post.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(webApi.SlackError);
  expect(slackFailure(error, 'message').code).toBe(code);
});
