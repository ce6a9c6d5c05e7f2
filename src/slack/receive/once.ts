import type { AnyMiddlewareArgs, Middleware } from '@slack/bolt';
import { readCommand } from '../../core/asking/command.ts';
import { toFailure } from '../../core/failure.ts';
import { withinMs } from '../api/within-ms.ts';
import type { ListenerDeps } from '../deps.ts';
import { readSpelling } from '../spelling/spelling.ts';

const CLAIM_WITHIN_MS = 500;

/** Bolt puts it beside each request (`customPropertiesExtractor`). */
export interface Signed {
  readonly signature?: unknown;
}

/**
 * The one gate against replays: a request that Slack signed has its effect once, however often it is sent in the five
 * minutes in which its timestamp is taken. Presses, forms, shortcuts and commands pass it; Slack never sends those
 * again itself. Events, which it does, and orders by command have keys in the transaction that stores them.
 */
export function onceOnly({
  requests,
  log,
}: ListenerDeps): Middleware<AnyMiddlewareArgs, Signed & Record<string, unknown>> {
  return async ({
    body,
    context,
    ack,
    next,
  }: Parameters<Middleware<AnyMiddlewareArgs, Signed & Record<string, unknown>>>[0]) => {
    const { signature } = context;
    if (hasKeyOfItsOwn(body) || typeof signature !== 'string') return await next();
    // Where the database does not answer, whatever writes fails as well, and says so in its own words.
    const claimed = requests.store.claimRequest(signature).catch((error) => {
      log.failure(toFailure(error), { at: 'gate' });
      return true;
    });
    // The frames behind have three seconds in all.
    if (await withinMs(CLAIM_WITHIN_MS, claimed)) await next();
    else await (ack as () => Promise<void>)();
  };
}

function hasKeyOfItsOwn(body: object): boolean {
  if ('event' in body) return true;
  return 'command' in body && 'text' in body && readCommand(readSpelling(String(body.text))).kind === 'image';
}
