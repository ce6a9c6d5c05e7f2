import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { ask } from './ask.ts';
import { type Check, type Env, type Finding, ok, warning, wrong } from './check.ts';
import { manifestScopes } from './manifest.ts';

const DEFAULT_API = 'https://slack.com/api/';
const answer = z.looseObject({
  ok: z.boolean(),
  error: z.string().optional(),
  team: z.string().optional(),
  url: z.string().optional(),
  bot_id: z.string().optional(),
  response_metadata: z.looseObject({ scopes: z.array(z.string()).optional() }).optional(),
});

async function call(env: Env, method: string, token: string) {
  const asked = await ask(new URL(method, env.SLACK_API_URL ?? DEFAULT_API).href, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
  });
  if ('trouble' in asked) return { trouble: asked.trouble } as const;
  const read = answer.safeParse(asked.body);
  if (!read.success) return { trouble: `Slack answers ${asked.status} with something that is not Slack's` } as const;
  return { said: read.data, headers: asked.headers } as const;
}

const TOKEN_ERRORS: Record<string, string> = {
  invalid_auth: "Slack doesn't know this token: copy it again",
  not_authed: "Slack doesn't know this token: copy it again",
  account_inactive: 'the app was removed from the workspace: install it again, and copy the new token',
  token_revoked: 'the token was revoked: install the app again, and copy the new token',
  token_expired: 'the token has expired: switch token rotation off, install the app again, and copy the new token',
  not_allowed_token_type: 'this is another kind of token: copy the one that is named',
  missing_scope: 'the token lacks the scope connections:write: make a new app-level token with it',
  ratelimited: 'Slack has been asked too often: wait a minute',
};

function refused(error: string | undefined): Finding {
  const known = TOKEN_ERRORS[error ?? ''];
  const [says = '', todo = 'look at api.slack.com/apps'] = known?.split(': ') ?? [];
  return wrong(known ? says : `Slack refuses it (${error})`, todo);
}

/** `xoxb-…`, known to Slack, with all that the manifest asks for. */
export const botToken: Check = {
  name: 'SLACK_BOT_TOKEN',
  async run(env) {
    const token = env.SLACK_BOT_TOKEN;
    // many workspaces, each with its own
    if (!token && (env.SLACK_CLIENT_ID || env.SLACK_CLIENT_SECRET || env.SLACK_STATE_SECRET)) return null;
    if (!token) return wrong('is not set', 'api.slack.com/apps, your app, OAuth & Permissions: Bot User OAuth Token');
    if (!token.startsWith('xoxb-'))
      return wrong('is no bot token', 'OAuth & Permissions: Bot User OAuth Token, which begins with xoxb-');
    const called = await call(env, 'auth.test', token);
    if (called.trouble !== undefined) return wrong(called.trouble, 'check the network, and SLACK_API_URL');
    const { said, headers } = called;
    if (!said.ok) return refused(said.error);
    if (!said.bot_id) return wrong('belongs to a person, not to the app', 'copy the Bot User OAuth Token');
    const granted = said.response_metadata?.scopes ?? headers.get('x-oauth-scopes')?.split(/,\s*/);
    if (!granted)
      return warning(`good for ${said.team}; Slack does not say its scopes`, 'nothing, if mentions are heard');
    const missing = manifestScopes().needed.filter((scope) => !granted.includes(scope));
    if (missing.length > 0)
      return wrong(
        `lacks ${missing.join(', ')}: the app posts, and does not hear everything`,
        'api.slack.com/apps, your app, Install App: Reinstall to Workspace, then copy the token again',
      );
    return ok(`good for ${said.team}, with every scope`);
  },
};

/** `xapp-…`, which may open connections. */
export const appToken: Check = {
  name: 'SLACK_APP_TOKEN',
  async run(env) {
    const token = env.SLACK_APP_TOKEN;
    if (!token) return null;
    const where = 'Basic Information, App-Level Tokens: Generate Token with connections:write; it begins with xapp-';
    if (!token.startsWith('xapp-')) return wrong('is no app-level token', where);
    const called = await call(env, 'apps.connections.open', token);
    if (called.trouble !== undefined) return wrong(called.trouble, 'check the network, and SLACK_API_URL');
    if (called.said.ok) return ok('may open connections (Socket Mode)');
    if (called.said.error === 'too_many_websockets')
      return wrong('ten connections are open already', 'stop processes of this app that run elsewhere');
    return refused(called.said.error);
  },
};

const challenge = z.object({ challenge: z.string() });

/** Slack's signature reaches the app at its own address, and holds there. */
export const signingSecret: Check = {
  name: 'SLACK_SIGNING_SECRET',
  async run(env) {
    if (env.SLACK_APP_TOKEN) return null;
    const { SLACK_SIGNING_SECRET: secret, SLACK_SIGNING_SECRET_PREVIOUS: previous, PUBLIC_URL: address } = env;
    if (!secret) return wrong('is not set', 'api.slack.com/apps, your app, Basic Information: Signing Secret');
    if (!address)
      return warning(
        'set, and not tried: PUBLIC_URL is not set',
        'set PUBLIC_URL to the address under which Slack finds the app',
      );
    const tried = await trySecret(secret, address);
    if (tried === 'holds') return ok('holds at PUBLIC_URL');
    if (tried !== 'refused') return tried;
    if (previous && (await trySecret(previous, address)) === 'holds')
      return wrong('the app at PUBLIC_URL knows the previous secret alone', 'start it again with both');
    return wrong(
      'the app at PUBLIC_URL refuses its signature',
      'give the app and this command the same SLACK_SIGNING_SECRET, and check the clock',
    );
  },
};

/** While the signing secret is being replaced. */
export const previousSecret: Check = {
  name: 'SLACK_SIGNING_SECRET_PREVIOUS',
  async run(env) {
    const { SLACK_SIGNING_SECRET_PREVIOUS: previous, PUBLIC_URL: address } = env;
    if (env.SLACK_APP_TOKEN || !previous) return null;
    if (previous === env.SLACK_SIGNING_SECRET) return warning('is the same as SLACK_SIGNING_SECRET', 'take it away');
    if (!address) return null;
    const tried = await trySecret(previous, address);
    if (tried === 'holds')
      return warning(
        'is accepted at PUBLIC_URL, too',
        'take it away once the log has not said “signed with the previous secret” for a day',
      );
    return tried === 'refused'
      ? warning('is refused by the app at PUBLIC_URL', 'start the app again with it, or take it away')
      : null;
  },
};

/** Sends the app what Slack sends to see whether an address is its own. */
async function trySecret(secret: string, address: string): Promise<'holds' | 'refused' | Finding> {
  const word = 'imagine-doctor';
  const body = JSON.stringify({ type: 'url_verification', challenge: word, token: 'none' });
  const at = Math.floor(Date.now() / 1_000);
  const signature = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex');
  const asked = await ask(new URL('/slack/events', address).href, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-slack-request-timestamp': String(at),
      'x-slack-signature': `v0=${signature}`,
    },
  });
  if ('trouble' in asked)
    return wrong(asked.trouble, 'start the app, and check PUBLIC_URL and what stands before the app');
  if (asked.status === 401) return 'refused';
  if (asked.status === 200 && (challenge.safeParse(asked.body).data?.challenge ?? asked.text) === word) return 'holds';
  return wrong(`${new URL(address).host} answers ${asked.status}, and is not this app`, 'check PUBLIC_URL');
}

const LONGEST_SKEW_S = 60;

/** Slack's signatures are good for five minutes. */
export const clock: Check = {
  name: 'clock',
  async run(env) {
    const asked = await ask(new URL('auth.test', env.SLACK_API_URL ?? DEFAULT_API).href, { method: 'POST' });
    const said = 'trouble' in asked ? Number.NaN : Date.parse(asked.headers.get('date') ?? '');
    if (Number.isNaN(said)) return warning("Slack's clock can't be read", 'check the network');
    const skew = Math.round((Date.now() - said) / 1_000);
    if (Math.abs(skew) <= LONGEST_SKEW_S) return ok("agrees with Slack's");
    return wrong(
      `is ${Math.abs(skew)} s ${skew > 0 ? 'ahead of' : 'behind'} Slack's`,
      'set the clock of this machine (NTP)',
    );
  },
};
