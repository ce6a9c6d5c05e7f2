import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { grantOf, scopesOf } from './oauth/grants.ts';
import type { State } from './state.ts';
import type { Team } from './team.ts';

const MANIFEST_SCOPES = (parse(readFileSync('manifest.yml', 'utf8')) as { oauth_config: { scopes: { bot: string[] } } })
  .oauth_config.scopes.bot;

/** What the app may do in a workspace: what the manifest insists on and what is granted beyond it, less what was not granted; or what came with the token by OAuth. */
export function grantedTo(state: State, token?: string): string[] {
  const { settings } = state;
  const byOAuth = scopesOf(state, token);
  if (byOAuth) return byOAuth;
  const all = [...MANIFEST_SCOPES, ...settings.grantedScopes];
  return all.filter((scope) => !settings.missingScopes.includes(scope));
}

/** The scope that a method asks for; one that is not named here asks for none, or looks itself. */
export const METHOD_SCOPES: Readonly<Record<string, string>> = {
  'assistant.threads.setStatus': 'chat:write',
  'chat.delete': 'chat:write',
  'chat.postEphemeral': 'chat:write',
  'chat.postMessage': 'chat:write',
  'chat.update': 'chat:write',
  'conversations.join': 'channels:join',
  'conversations.open': 'im:write',
  'files.info': 'files:read',
  'files.completeUploadExternal': 'files:write',
  'files.delete': 'files:write',
  'files.getUploadURLExternal': 'files:write',
  'usergroups.list': 'usergroups:read',
  'users.info': 'users:read',
  'users.list': 'users:read',
};

const HISTORY: Readonly<Record<string, string>> = {
  channel: 'channels:history',
  group: 'groups:history',
  im: 'im:history',
};

/** Whether the app is told of an event: without its scope Slack sends nothing, and says nothing of it. */
export function isToldOf(state: State, team: Team, { type, channel_type }: Record<string, unknown>): boolean {
  const scope = type === 'app_mention' ? 'app_mentions:read' : type === 'message' && HISTORY[String(channel_type)];
  return !scope || grantedTo(state, grantOf(state, team)?.token).includes(scope);
}
