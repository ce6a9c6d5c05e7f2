import type { LocalSlack } from '../local/slack/slack.ts';

/** What an app says that many workspaces install; the address is nobody's, and what would be sent there is asked of the app. */
const OAUTH_ADDRESS = 'https://imagine.example';

export function oauthEnvironment({ oauthClient }: Pick<LocalSlack, 'oauthClient'>): Record<string, string> {
  return {
    SLACK_BOT_TOKEN: '',
    SLACK_CLIENT_ID: oauthClient.id,
    SLACK_CLIENT_SECRET: oauthClient.secret,
    SLACK_STATE_SECRET: 'a-state-secret-of-at-least-32-letters',
    ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
    PUBLIC_URL: OAUTH_ADDRESS,
  };
}

export interface Seen {
  status: number;
  headers: Headers;
  html: string;
  /** Without markup. */
  text: string;
}

type Decision = Parameters<LocalSlack['decide']>[1];

/** A browser that keeps cookies, as far as an installation needs one. */
export function createVisitor(app: { readonly slack: LocalSlack; readonly url: string }, language = 'en') {
  const cookies = new Map<string, string>();
  const get = async (path: string): Promise<Seen> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(app.url + path, {
      redirect: 'manual',
      headers: { 'accept-language': language, ...(cookie ? { cookie } : {}) },
    });
    for (const set of answer.headers.getSetCookie()) keep(set);
    const html = await answer.text();
    const [, body = ''] = /<main>(.*)<\/main>/s.exec(html) ?? [];
    return { status: answer.status, headers: answer.headers, html, text: body.replace(/<[^>]*>/g, '').trim() };
  };
  const keep = (header: string) => {
    const [, name = '', value = ''] = /^([^=;]+)=([^;]*)/.exec(header) ?? [];
    if (name.startsWith('__Host-') && !/; Path=\/(?:;|$)/.test(header) && !/; Secure/.test(header)) return;
    cookies.set(name, value);
  };
  /** Begins, and answers where Slack sends the browser after the decision: a path of the app. */
  const begin = async (decision: Decision = {}): Promise<string> => {
    const { headers } = await get('/slack/install');
    const back = app.slack.decide(headers.get('location') ?? '', decision);
    return back.replace(OAUTH_ADDRESS, '');
  };
  return {
    get,
    begin,
    /** From the first page to the last. */
    install: async (decision: Decision = {}) => await get(await begin(decision)),
    cookies,
  };
}
