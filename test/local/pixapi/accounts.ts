import type { IncomingHttpHeaders } from 'node:http';
import { Refusal } from './errors.ts';
import { token } from './random.ts';
import type { RateLimit } from './settings.ts';

export interface Account {
  key: string;
  balance: number;
  held: number;
  revoked: boolean;
  bucket: { tokens: number; at: number };
}

export function openAccount(key: string, balance: number): Account {
  return { key, balance, held: 0, revoked: false, bucket: { tokens: Number.NaN, at: 0 } };
}

/** Real keys don't begin like this, so that none can be mistaken for one of these or used here. */
export function newKey(): string {
  return `sk_sim_${token(16)}`;
}

export function authenticate(accounts: Map<string, Account>, headers: IncomingHttpHeaders): Account {
  const [, key = ''] = /^Bearer (sk_sim_\S+)$/.exec(headers.authorization ?? '') ?? [];
  const account = accounts.get(key);
  if (!account || account.revoked) throw new Refusal({ status: 401 });
  return account;
}

export function spendToken({ bucket }: Account, limit: RateLimit | null, now: number): void {
  if (!limit) return;
  const refill = ((now - bucket.at) / 1000) * limit.perSecond;
  bucket.tokens = Math.min(limit.burst, Number.isNaN(bucket.tokens) ? limit.burst : bucket.tokens + refill);
  bucket.at = now;
  if (bucket.tokens < 1) {
    const waitSeconds = Math.ceil((1 - bucket.tokens) / limit.perSecond);
    throw new Refusal({ status: 429, headers: retryAfter(limit.retryAfter, waitSeconds, now) });
  }
  bucket.tokens -= 1;
}

function retryAfter(form: RateLimit['retryAfter'], seconds: number, now: number): Record<string, string> {
  switch (form) {
    case 'absent':
      return {};
    case 'seconds':
      return { 'retry-after': String(seconds) };
    case 'date':
      return { 'retry-after': new Date(now + seconds * 1000).toUTCString() };
    case 'garbage':
      return { 'retry-after': 'soon' };
    default:
      return form satisfies never;
  }
}
