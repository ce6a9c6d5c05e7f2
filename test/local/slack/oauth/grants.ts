import type { State } from '../state.ts';
import type { Team } from '../team.ts';
import { hasEnded } from './rotation.ts';

/** What the app is called when it asks to be installed. */
export const CLIENT = { id: '1111.2222', secret: 'sim-client-secret-0001' };

/** A token that the app got by OAuth: of a workspace, or (`team` null) of a whole organization. */
export interface Grant {
  token: string;
  team: string | null;
  enterprise: string | null;
  scopes: string[];
  installer: string;
  /** By Slack's clock; a token without it never ends. */
  expiresAt?: number;
}

interface Code {
  grant: Grant;
  redirectUri: string;
  createdAt: number;
  isUsed: boolean;
}

/** What a token answers with once it is good for nothing. */
export type Death = 'token_revoked' | 'account_inactive' | 'invalid_auth';

export interface OAuth {
  /** Where Slack may send people back to: the app's, as it is connected. */
  redirectUrls: Set<string>;
  codes: Map<string, Code>;
  grants: Map<string, Grant>;
  dead: Map<string, Death>;
  refreshes: Map<string, { grant: Grant; isUsed: boolean }>;
}

export const createOAuth = (): OAuth => ({
  redirectUrls: new Set(),
  codes: new Map(),
  grants: new Map(),
  dead: new Map(),
  refreshes: new Map(),
});

export function clearOAuth({ codes, grants, dead, refreshes }: OAuth): void {
  for (const one of [codes, grants, dead, refreshes]) one.clear();
}

/** The workspace in which a call with this token acts. That of an organization acts where `team_id` says, or where what is named stands. */
export function teamOfToken(
  state: State,
  token: string | undefined,
  args: Record<string, unknown> = {},
): Team | undefined {
  if (token === undefined || state.oauth.dead.has(token) || hasEnded(state, token)) return undefined;
  const grant = state.oauth.grants.get(token);
  if (!grant) return [...state.teams.values()].find(({ tokens }) => tokens.bot === token);
  if (grant.team !== null) return state.teams.get(grant.team);
  const named = typeof args.team_id === 'string' ? state.teams.get(args.team_id) : ownerOf(state, args);
  return named && named.enterprise === grant.enterprise ? named : undefined;
}

/** Whose channel, person, file, modal or trigger is named. */
function ownerOf(state: State, args: Record<string, unknown>): Team | undefined {
  const ids = ['channel', 'channel_id', 'user', 'user_id', 'file', 'view_id', 'trigger_id'].map((name) => args[name]);
  return [...state.teams.values()].find((team) =>
    ids.some(
      (id) =>
        typeof id === 'string' &&
        (team.channels.has(id) ||
          team.views.has(id) ||
          id.includes(`.${team.id}.`) ||
          state.files.get(id)?.team === team.id ||
          Object.values(team.people).some((person) => person.id === id)),
    ),
  );
}

export function isLive({ oauth, teams }: State, token: string): boolean {
  if (oauth.dead.has(token)) return false;
  return oauth.grants.has(token) || [...teams.values()].some(({ tokens }) => tokens.bot === token);
}

/** Why a token opens nothing. */
export function refusalOf(state: State, token: string | undefined): string {
  if (token === undefined) return 'not_authed';
  if (hasEnded(state, token) && !state.oauth.dead.has(token)) return 'token_expired';
  const grant = state.oauth.grants.get(token);
  return state.oauth.dead.get(token) ?? (grant && grant.team === null ? 'team_access_not_granted' : 'invalid_auth');
}

/** The scopes of a token that came by OAuth. */
export function scopesOf(state: State, token: string | undefined): string[] | undefined {
  return token === undefined ? undefined : state.oauth.grants.get(token)?.scopes;
}

/** All live tokens for one workspace (or organization) die. Answers whether there were any. */
export function killTokens(state: State, of: { team?: string; enterprise?: string }, death: Death): boolean {
  const live = [...state.oauth.grants.values()].filter(
    ({ token, team, enterprise }) =>
      !state.oauth.dead.has(token) &&
      (of.team === undefined ? team === null && enterprise === of.enterprise : team === of.team),
  );
  for (const { token } of live) state.oauth.dead.set(token, death);
  return live.length > 0;
}

/** By which the app is in this workspace: its own, or else that of its organization. */
export function grantOf({ oauth }: State, { id, enterprise }: Team): Grant | undefined {
  const live = [...oauth.grants.values()].filter(({ token }) => !oauth.dead.has(token));
  const ofOrg = (one: Grant) => one.team === null && one.enterprise !== null && one.enterprise === enterprise;
  return live.find(({ team }) => team === id) ?? live.find(ofOrg);
}

/** Whether the app is in this workspace by the installation of its organization alone. */
export function isOrgInstalled(state: State, team: Team): boolean {
  return grantOf(state, team)?.team === null;
}
