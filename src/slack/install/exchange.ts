import { z } from 'zod';
import { Failure } from '../../core/failure.ts';
import type { StoredInstallation } from '../../core/team/installation-store.ts';
import { createClient } from '../api/client.ts';
import { slackFailure } from '../api/failures.ts';

/** What the app is called at Slack, and where Slack sends people back to. */
export interface OAuthClient {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUrl: string;
  readonly apiUrl: string;
}

/** `name`: of the workspace or organization, as Slack says it. */
export interface Granted {
  readonly installation: StoredInstallation;
  readonly name: string;
}

const id = z.string().regex(/^[A-Z][A-Z0-9]{1,30}$/);
const place = z.object({ id, name: z.string().max(500).nullish() });
const answer = z
  .object({
    access_token: z
      .string()
      .regex(/^xox[a-z]/)
      .max(1_000),
    token_type: z.literal('bot'),
    scope: z.string().max(5_000),
    app_id: id,
    bot_user_id: id,
    team: place.nullish(),
    enterprise: place.nullish(),
    is_enterprise_install: z.boolean().nullish(),
    authed_user: z.object({ id }),
    refresh_token: z.string().max(1_000).optional(),
    expires_in: z.number().int().positive().max(10_000_000).optional(),
  })
  .refine((said) => (said.is_enterprise_install ? said.enterprise : said.team));
const tested = z.object({ bot_id: id, user_id: id, team_id: id });

/**
 * Changes a code for a token, once, and asks Slack with it who we are: the answer to the code lacks that. Nothing is
 * repeated: what fails begins anew in the browser.
 */
export async function exchangeCode({ apiUrl, ...own }: OAuthClient, code: string): Promise<Granted> {
  const asked = { client_id: own.clientId, client_secret: own.clientSecret, redirect_uri: own.redirectUrl, code };
  const nobody = createClient(undefined, apiUrl);
  const said = answer.safeParse(await nobody.apiCall('oauth.v2.access', asked).catch(throwFailure));
  if (!said.success) throw new Failure('chat_refused', { detail: 'oauth.v2.access answered with something else' });
  const { access_token: token, team, enterprise, bot_user_id: botUserId, expires_in: lifeS, ...rest } = said.data;
  const isEnterprise = rest.is_enterprise_install === true;
  const me = tested.safeParse(await createClient(token, apiUrl).auth.test().catch(throwFailure));
  const isOurs = me.data?.user_id === botUserId && (isEnterprise || me.data?.team_id === team?.id);
  if (!me.success || !isOurs) throw new Failure('chat_refused', { detail: 'the new token belongs to something else' });
  const installation: StoredInstallation = {
    teamId: isEnterprise ? null : (team?.id ?? null),
    enterpriseId: enterprise?.id ?? null,
    isEnterprise,
    appId: rest.app_id,
    botId: me.data.bot_id,
    botUserId,
    token,
    refreshToken: rest.refresh_token ?? null,
    expiresAt: lifeS === undefined ? null : new Date(Date.now() + lifeS * 1_000),
    scopes: rest.scope.split(',').filter((scope) => scope !== ''),
    installedBy: rest.authed_user.id,
  };
  const named = isEnterprise ? enterprise : team;
  return { installation, name: named?.name || named?.id || '' };
}

/** Gives a token back that is not to be kept. */
export async function revokeToken(apiUrl: string, token: string): Promise<void> {
  const client = createClient(token, apiUrl);
  await client.auth.revoke().catch(throwFailure);
}

function throwFailure(error: unknown): never {
  throw slackFailure(error, 'harmless');
}
