import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const BYTES = 32;
const TOKEN = /^[\w-]{43}$/;
/** The prefix binds it to this host, over TLS (or on this machine), for every path: no other host can set or read it. */
const NAME = '__Host-imagine-install';
const LIFE_SECONDS = 600;

/** 256 bits that nobody guesses, as they fit into an address and a cookie. */
export function newToken(): string {
  return randomBytes(BYTES).toString('base64url');
}

export function isToken(text: string | null | undefined): text is string {
  return TOKEN.test(text ?? '');
}

/** What is kept of a token: without the secret nobody makes one that fits to what stands in the database. */
export function hashOf(secret: string, use: 'state' | 'browser', token: string): string {
  return createHmac('sha256', secret).update(`${use}:${token}`).digest('base64url');
}

export function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The browser's token, where it has one of ours. */
export function readCookie(header: string | undefined): string | null {
  for (const part of (header ?? '').split(';')) {
    const [name, value] = part.trim().split('=', 2);
    if (name === NAME) return isToken(value) ? value : null;
  }
  return null;
}

/** `Lax`, so that it comes along when Slack sends the browser back, and with no request that another site makes in it. */
export function cookieOf(token: string): string {
  return `${NAME}=${token}; Path=/; Max-Age=${LIFE_SECONDS}; Secure; HttpOnly; SameSite=Lax`;
}
