import { randomUUID } from 'node:crypto';
import { jsonReply, type Reply } from '../exchange.ts';
import type { State } from '../state.ts';
import type { Grant } from './grants.ts';

const MOST_LIVE = 2;

/** What goes with a token that ends, and gives the next one, once. */
export function answerOfPair(state: State, grant: Grant) {
  if (state.settings.tokenLifeMs === null) return {};
  grant.expiresAt = state.clock.now() + state.settings.tokenLifeMs;
  const refresh = `xoxe-1-${randomUUID()}`;
  state.oauth.refreshes.set(refresh, { grant, isUsed: false });
  return { refresh_token: refresh, expires_in: Math.floor(state.settings.tokenLifeMs / 1_000) };
}

/** `oauth.v2.access` with `grant_type=refresh_token`: the next pair. The token before it lives on to its end, but no more than two do. */
export function refresh(state: State, sent: string, answerOf: (grant: Grant) => { ok: boolean }): Reply {
  const known = state.oauth.refreshes.get(sent);
  if (!known || known.isUsed || state.oauth.dead.has(known.grant.token))
    return jsonReply({ ok: false, error: 'invalid_refresh_token' });
  known.isUsed = true;
  const { team, enterprise } = known.grant;
  const grant = { ...known.grant, token: `xoxe.xoxb-${randomUUID()}` };
  const live = [...state.oauth.grants.values()].filter((one) => one.team === team && one.enterprise === enterprise);
  for (const one of live.slice(0, Math.max(0, live.length - MOST_LIVE + 1))) one.expiresAt = state.clock.now();
  state.oauth.grants.set(grant.token, grant);
  return jsonReply({ ...answerOf(grant), ...answerOfPair(state, grant) });
}

export function hasEnded(state: State, token: string | undefined): boolean {
  const grant = token === undefined ? undefined : state.oauth.grants.get(token);
  return grant?.expiresAt !== undefined && grant.expiresAt <= state.clock.now();
}
