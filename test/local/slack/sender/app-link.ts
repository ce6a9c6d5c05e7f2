import { Agent } from 'node:http';
import type { SentEntry } from '../journal.ts';
import { sign } from '../signing.ts';
import type { State } from '../state.ts';
import { type Outcome, postTo } from './post-to.ts';

/** The line to the app: everything on it is signed, and nothing on it is waited for longer than Slack waits. */
export interface AppLink {
  connect(appUrl: string): void;
  isConnected(): boolean;
  post(body: string, contentType: string, headers?: Record<string, string>): Promise<Outcome>;
  raw(body: string, headers: Record<string, string>): Promise<Outcome>;
  /** The last command or interaction, as it went out: for a replay, to the letter. */
  lastSent(): Sent;
  close(): void;
}

const FORM = 'application/x-www-form-urlencoded';

export function createAppLink(state: State, keepAlive: boolean): AppLink {
  const agent = keepAlive ? new Agent({ keepAlive: true }) : undefined;
  let address: string | undefined;
  let last: Sent | undefined;
  const endpoint = () => {
    if (!address) throw new Error('connect(appUrl) comes first: this Slack does not know where the app listens');
    return `${address}/slack/events`;
  };
  const raw = async (body: string, headers: Record<string, string>) => {
    if (headers['content-type'] === FORM) last = { body, headers };
    const entry = keep(state, body, headers);
    const { ackMs } = state.settings;
    const outcome = await (state.hub.deliver(body, headers, ackMs) ??
      postTo(endpoint(), body, headers, { timeoutMs: ackMs, agent }));
    Object.assign(entry, { status: outcome.status, answer: outcome.body, ms: outcome.ms });
    return outcome;
  };
  return {
    connect: (appUrl) => {
      address = appUrl.replace(/\/(slack\/events)?$/, '');
      state.oauth.redirectUrls.add(`${address}/slack/oauth_redirect`);
    },
    isConnected: () => address !== undefined || state.hub.count() > 0,
    post: (body, contentType, headers = {}) =>
      raw(body, { 'content-type': contentType, ...sign(state.signingSecret, body), ...headers }),
    raw,
    lastSent() {
      if (!last) throw new Error('nothing was sent yet');
      return last;
    },
    close: () => agent?.destroy(),
  };
}

function keep(state: State, body: string, headers: Record<string, string>): SentEntry {
  const { 'content-type': contentType = '', 'x-slack-retry-num': retry } = headers;
  const entry: SentEntry = { at: state.clock.now(), body, contentType, ...(retry ? { retry } : {}) };
  if (state.keepsTalk) state.sent.push(entry);
  return entry;
}

export interface Sent {
  readonly body: string;
  readonly headers: Record<string, string>;
}

export interface Answered {
  /** 0 when the app said nothing within three seconds. */
  status: number;
  body: string;
  json?: unknown;
  ms: number;
  triggerId: string;
  responseUrl: string;
}

export async function postForm(link: AppLink, fields: Record<string, string>) {
  const { status, body, ms, failure } = await link.post(new URLSearchParams(fields).toString(), FORM);
  const json = parse(body);
  return { status, body, ms, failure, ...(json === undefined ? {} : { json }) };
}

function parse(body: string): unknown {
  try {
    return body ? JSON.parse(body) : undefined;
  } catch {
    return undefined;
  }
}
