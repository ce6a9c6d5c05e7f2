import type { webApi } from '@slack/bolt';
import { z } from 'zod';

/** What Slack has said of one token's scopes. */
export interface Heard {
  /** By its last word; null: it has not said. */
  granted: readonly string[] | null;
  /** Told each time that they are others. */
  told: ((granted: readonly string[]) => void) | null;
}

const byClient = new WeakMap<webApi.WebClient, Heard>();

/** Where a client puts what it hears. */
export function keepHeard(client: webApi.WebClient, heard: Heard): void {
  byClient.set(client, heard);
}

/** What is known of the scopes of a client's token, and who is told of others. */
export function heardBy(client: webApi.WebClient): Heard {
  return byClient.get(client) ?? { granted: null, told: null };
}

const refusal = z.object({ error: z.literal('missing_scope'), provided: z.string() });
const LONGEST_REFUSAL = 10_000;

/**
 * Reads an answer of Slack: its head names the token's scopes (`x-oauth-scopes`, as Slack's own client reads it); where
 * it does not, a refusal for want of a scope names those that there are. Anything else changes nothing.
 */
export function hearScopes(heard: Heard, headers: Headers, body: Buffer): void {
  const said = headers.get('x-oauth-scopes') ?? providedIn(body);
  if (said === null || said === undefined) return;
  const granted = said.split(',').map((scope) => scope.trim());
  if (heard.granted?.join() === granted.join()) return;
  heard.granted = granted;
  heard.told?.(granted);
}

function providedIn(body: Buffer): string | undefined {
  if (body.length > LONGEST_REFUSAL || !body.includes('"missing_scope"')) return undefined;
  try {
    return refusal.safeParse(JSON.parse(body.toString())).data?.provided;
  } catch {
    return undefined;
  }
}
