import { z } from 'zod';
import { Failure } from '../../core/failure.ts';
import type { Tokens } from '../../core/install/rotation.ts';
import { createClient } from '../api/client.ts';
import { slackErrorName, slackFailure } from '../api/failures.ts';

const text = z
  .string()
  .regex(/^xox[a-z]/)
  .max(1_000);
const answer = z.object({
  access_token: text,
  refresh_token: text,
  expires_in: z.number().int().positive().max(10_000_000),
});

/** What Slack says of a refresh token that opens nothing any more. */
const LOST = new Set(['invalid_refresh_token', 'token_revoked', 'token_expired', 'account_inactive']);

/** Changes a refresh token, which is good for once, for the next pair. `not_installed`: Slack does not take it. */
export async function refreshToken(
  own: { readonly clientId: string; readonly clientSecret: string; readonly apiUrl: string },
  refresh: string,
): Promise<Tokens> {
  const said = await createClient(undefined, own.apiUrl)
    .apiCall('oauth.v2.access', {
      client_id: own.clientId,
      client_secret: own.clientSecret,
      grant_type: 'refresh_token',
      refresh_token: refresh,
    })
    .catch((error) => {
      const name = slackErrorName(error);
      if (name && LOST.has(name)) throw new Failure('not_installed', { detail: `oauth.v2.access: ${name}` });
      throw slackFailure(error, 'harmless');
    });
  const read = answer.safeParse(said);
  if (!read.success) throw new Failure('chat_refused', { detail: 'oauth.v2.access answered with something else' });
  return { token: read.data.access_token, refreshToken: read.data.refresh_token, lifeS: read.data.expires_in };
}
