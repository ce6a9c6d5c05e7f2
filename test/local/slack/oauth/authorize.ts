import type { Reply } from '../exchange.ts';
import { textReply } from '../exchange.ts';
import { personNamed, teamNamed } from '../sender/who-and-where.ts';
import type { State } from '../state.ts';
import { CLIENT, type Grant } from './grants.ts';

/** What somebody decides on Slack's page: who, where, and whether. */
export interface Decision {
  user?: string;
  team?: string;
  /** For the whole organization that the workspace belongs to. */
  isOrgWide?: boolean;
  isDenied?: boolean;
}

interface Wish {
  scopes: string[];
  redirectUri: string;
  state: string | null;
}

/** What the address asks for, or what Slack's page says instead of asking. */
function readWish(state: State, query: URLSearchParams): Wish | string {
  const scopes = (query.get('scope') ?? '').split(/[\s,]+/).filter((scope) => scope !== '');
  const redirectUri = query.get('redirect_uri') ?? '';
  if (query.get('client_id') !== CLIENT.id) return 'invalid_client_id';
  if (!state.oauth.redirectUrls.has(redirectUri)) return 'bad_redirect_uri';
  if (scopes.length === 0) return 'no_scopes';
  return { scopes, redirectUri, state: query.get('state') };
}

/** Where the browser is sent after the decision. */
export function decide(state: State, authorizeUrl: string, decision: Decision): string {
  const wish = readWish(state, new URL(authorizeUrl).searchParams);
  if (typeof wish === 'string') throw new Error(`Slack's page says ${wish}`);
  const back = new URL(wish.redirectUri);
  if (decision.isDenied) back.searchParams.set('error', 'access_denied');
  else back.searchParams.set('code', mintCode(state, wish, decision));
  if (wish.state !== null) back.searchParams.set('state', wish.state);
  return back.href;
}

function mintCode(state: State, { scopes, redirectUri }: Wish, { user = 'ana', team: name, isOrgWide }: Decision) {
  const team = teamNamed(state, name);
  if (isOrgWide && team.enterprise === null) throw new Error(`${team.name} belongs to no organization`);
  const { withheldScopes, addedScopes } = state.settings;
  const granted = [...scopes.filter((scope) => !withheldScopes.includes(scope)), ...addedScopes];
  const place = { team: isOrgWide ? null : team.id, enterprise: team.enterprise };
  const standing = [...state.oauth.grants.values()].find(
    (one) => one.team === place.team && one.enterprise === place.enterprise && !state.oauth.dead.has(one.token),
  );
  // Without rotation a second install gives the same token, and what was granted before stays granted.
  const grant: Grant = standing ?? {
    ...place,
    token: `xoxb-${state.ids.next('sim')}-${team.key}`,
    scopes: [],
    installer: personNamed(team, user).id,
  };
  grant.installer = personNamed(team, user).id;
  grant.scopes = [...new Set([...grant.scopes, ...granted])];
  const code = `${state.ids.next('code')}.${crypto.randomUUID()}`;
  state.oauth.codes.set(code, { grant, redirectUri, createdAt: state.clock.now(), isUsed: false });
  return code;
}

/** Slack's page with its two buttons for each workspace; a press comes as `?decide=…`. */
export function authorizePage(state: State, address: URL): Reply {
  const wish = readWish(state, address.searchParams);
  if (typeof wish === 'string') return textReply(wish, 400);
  const decided = address.searchParams.get('decide');
  if (decided !== null) {
    const [team = '', what] = decided.split(':');
    address.searchParams.delete('decide');
    const decision = { team, isOrgWide: what === 'org', isDenied: what === 'deny' };
    return { status: 302, headers: { location: decide(state, address.href, decision) }, body: '' };
  }
  const link = (team: string, what: string, words: string) => {
    const to = new URL(address);
    to.searchParams.set('decide', `${team}:${what}`);
    return `<a href="${escapeHtml(to.pathname + to.search)}">${words}</a>`;
  };
  const rows = [...state.teams.values()].map(({ key, name, enterprise }) => {
    const org = enterprise === null ? '' : ` · ${link(key, 'org', 'Allow for the organization')}`;
    return `<p>${escapeHtml(name)}: ${link(key, 'allow', 'Allow')}${org} · ${link(key, 'deny', 'Cancel')}</p>`;
  });
  const body = `<!doctype html><meta charset="utf-8"><title>Slack</title><h1>Imagine wants into a workspace</h1>
<p>It asks for: ${wish.scopes.map(escapeHtml).join(', ')}</p>${rows.join('')}`;
  return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
