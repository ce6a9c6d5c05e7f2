import type { IncomingMessage, ServerResponse } from 'node:http';
import { FAILURES, toFailure } from '../../core/failure.ts';
import { slackErrorName } from '../api/failures.ts';
import { cookieOf, hashOf, isSame, isToken, newToken, readCookie } from './browser.ts';
import type { InstallDeps } from './deps.ts';
import { type End, INSTALL_PATH, pageOf } from './ends.ts';
import { exchangeCode, type Granted, revokeToken } from './exchange.ts';
import { copyOfBrowser } from './language.ts';
import { showPage } from './page.ts';
import { createRate } from './rate.ts';
import { differenceOf } from './scopes.ts';

export { INSTALL_PATH };
export const REDIRECT_PATH = '/slack/oauth_redirect';

type Route = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * The two pages of an installation by OAuth. Whoever ends one has begun it here, in the same browser, within ten minutes,
 * and once (decision 69). Nothing that goes wrong says more than what to do next.
 */
export function createInstallRoutes(deps: InstallDeps): Readonly<Record<string, Route>> {
  const mayBegin = createRate();
  const show = (request: IncomingMessage, response: ServerResponse, end: End) =>
    showPage(response, pageOf(end, copyOfBrowser(request.headers['accept-language'])));
  const route =
    (work: (request: IncomingMessage, response: ServerResponse) => Promise<End | null>): Route =>
    async (request, response) => {
      const end = await work(request, response).catch((error) => endOf(deps, error));
      if (end) show(request, response, end);
    };
  return {
    [INSTALL_PATH]: route(async (request, response) => {
      if (!mayBegin()) return { kind: 'busy' };
      return await begin(deps, request, response);
    }),
    [REDIRECT_PATH]: route((request) => finish(deps, request)),
  };
}

/** Sends the browser to Slack; null: it is on its way. A browser keeps its cookie, so that two of its tabs can be at it. */
async function begin(deps: InstallDeps, request: IncomingMessage, response: ServerResponse): Promise<End | null> {
  const { stateSecret, store, client, scopes } = deps;
  const state = newToken();
  const browser = readCookie(request.headers.cookie) ?? newToken();
  const hashes = { hash: hashOf(stateSecret, 'state', state), browser: hashOf(stateSecret, 'browser', browser) };
  if (!(await store.keepInstallState(hashes))) return { kind: 'busy' };
  const asked = new URLSearchParams({
    client_id: client.clientId,
    scope: [...scopes.needed, ...scopes.optional].join(','),
    redirect_uri: client.redirectUrl,
    state,
  });
  const location = `${new URL('/oauth/v2/authorize', client.apiUrl).href}?${asked}`;
  response.writeHead(302, { location, 'set-cookie': cookieOf(browser), 'content-length': 0 }).end();
  return null;
}

/** The browser comes back from Slack. The state is taken out before anything else is looked at. */
async function finish(deps: InstallDeps, request: IncomingMessage): Promise<End> {
  const query = new URL(request.url ?? '/', 'http://localhost').searchParams;
  const state = query.get('state');
  // Begun at Slack, by an admin: nobody knows whose browser that was.
  if (state === null) return { kind: 'start' };
  if (!isToken(state)) return { kind: 'used' };
  const begun = await deps.store.takeInstallState(hashOf(deps.stateSecret, 'state', state));
  if (!begun) return { kind: 'used' };
  const browser = readCookie(request.headers.cookie);
  if (browser === null || !isSame(hashOf(deps.stateSecret, 'browser', browser), begun.browser))
    return { kind: 'otherBrowser' };
  if (begun.isExpired) return { kind: 'expired' };
  const code = query.get('code');
  if (query.has('error') || code === null || code.length > LONGEST_CODE) return { kind: 'denied' };
  return await keep(deps, await exchangeCode(deps.client, code));
}

const LONGEST_CODE = 500;

/** Keeps what was granted, unless that is less or more than the manifest says. */
async function keep(deps: InstallDeps, { installation, name }: Granted): Promise<End> {
  const { teamId, enterpriseId, appId, scopes, token } = installation;
  const { missing, additional } = differenceOf(scopes, deps.scopes);
  if (missing.length === 0 && additional.length === 0) {
    await deps.store.arrive(installation, deps.defaultCredits);
    deps.forget(installation);
    deps.log.note('installed', { teamId: teamId ?? enterpriseId });
    return teamId === null ? { kind: 'doneOrg', name } : { kind: 'done', name, appId, teamId };
  }
  deps.log.note('install_refused', { teamId: teamId ?? enterpriseId, missing, additional });
  // Where the app is in already, Slack has given the same token once more: to revoke it would end what works.
  if (!(await deps.store.isInstalled(installation)))
    await revokeToken(deps.client.apiUrl, token).catch((error) =>
      deps.log.failure(toFailure(error), { at: 'install' }),
    );
  return missing.length > 0 ? { kind: 'missing', scopes: missing } : { kind: 'additional', scopes: additional };
}

/** Slack's names for a code that is good for nothing any more. */
const SPENT = new Set(['invalid_code', 'code_already_used', 'code_expired']);

function endOf({ log }: InstallDeps, error: unknown): End {
  const failure = toFailure(error);
  if (SPENT.has(slackErrorName(failure) ?? '')) return { kind: 'expired' };
  log.failure(failure, { at: 'install' });
  return { kind: FAILURES[failure.code].tries > 1 && failure.code !== 'internal' ? 'trouble' : 'failed' };
}
