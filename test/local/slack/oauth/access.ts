import { createHash, timingSafeEqual } from 'node:crypto';
import { jsonReply, type Reply } from '../exchange.ts';
import type { State } from '../state.ts';
import { CLIENT, type Death, type Grant } from './grants.ts';
import { answerOfPair, refresh } from './rotation.ts';

const CODE_MS = 10 * 60_000;

/** `oauth.v2.access`: the app says who it is by Basic or in the body, and changes a code for a token, once. */
export function exchangeCode(state: State, args: Record<string, unknown>, authorization: string | undefined): Reply {
  const refused = (error: string) => jsonReply({ ok: false, error });
  const said = credentials(args, authorization);
  if (said.id !== CLIENT.id) return refused('invalid_client_id');
  if (!isEqual(said.secret, CLIENT.secret)) return refused('bad_client_secret');
  for (const name of Object.keys(args))
    if (!['client_id', 'client_secret', 'code', 'redirect_uri', 'grant_type', 'refresh_token'].includes(name))
      state.violations.push(`oauth.v2.access: unknown argument "${name}"`);
  if (args.grant_type === 'refresh_token')
    return refresh(state, String(args.refresh_token), (grant) => answerOf(state, grant));
  const known = state.oauth.codes.get(String(args.code));
  if (!known || state.clock.now() - known.createdAt > CODE_MS) return refused('invalid_code');
  if (known.isUsed) {
    state.violations.push('oauth.v2.access: a code was sent twice');
    return refused('code_already_used');
  }
  if (args.redirect_uri !== known.redirectUri) return refused('bad_redirect_uri');
  known.isUsed = true;
  state.oauth.grants.set(known.grant.token, known.grant);
  state.oauth.dead.delete(known.grant.token);
  return jsonReply({ ...answerOf(state, known.grant), ...answerOfPair(state, known.grant) });
}

function answerOf(state: State, { token, team, enterprise, scopes, installer }: Grant) {
  const someone = [...state.teams.values()].find(({ id, enterprise: of }) => (team ? id === team : of === enterprise));
  return {
    ok: true,
    app_id: someone?.appId,
    authed_user: { id: installer },
    scope: scopes.join(','),
    token_type: 'bot',
    access_token: token,
    bot_user_id: someone?.bot.userId,
    team: team === null ? null : { id: team, name: someone?.name },
    enterprise: enterprise === null ? null : { id: enterprise, name: `Organization ${enterprise}` },
    is_enterprise_install: team === null,
  };
}

function credentials(args: Record<string, unknown>, authorization: string | undefined) {
  const [, packed] = /^Basic (.+)$/.exec(authorization ?? '') ?? [];
  if (packed === undefined) return { id: String(args.client_id), secret: String(args.client_secret) };
  const [id = '', secret = ''] = Buffer.from(packed, 'base64').toString().split(':');
  return { id: decodeURIComponent(id), secret: decodeURIComponent(secret) };
}

function isEqual(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

/** `auth.revoke`: the token dies; Slack says so in an event, later. */
export function revoke(state: State, token: string, death: Death = 'token_revoked'): void {
  state.oauth.dead.set(token, death);
  const grant = state.oauth.grants.get(token);
  const team = [...state.teams.values()].find(({ id, enterprise }) =>
    grant?.team ? id === grant.team : grant && enterprise === grant.enterprise,
  );
  if (team) state.tellRevoked(team);
}
