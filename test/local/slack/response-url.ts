import { readObject } from './body.ts';
import { jsonReply, type Reply, textReply } from './exchange.ts';
import { respond } from './respond.ts';
import type { ResponseUrl, State } from './state.ts';
import { Refusal } from './web-api/method.ts';

const MAX_USES = 5;
const LIFE_MS = 30 * 60_000;

/** One POST to a `response_url`: five of them, within half an hour. */
export function useResponseUrl(state: State, target: ResponseUrl | undefined, body: string): Reply {
  if (!target) {
    state.violations.push('response_url: no such address');
    return jsonReply({ ok: false, error: 'no_such_url' }, 404);
  }
  if (state.clock.now() - target.createdAt > LIFE_MS) return jsonReply({ ok: false, error: 'expired_url' }, 404);
  target.uses += 1;
  if (target.uses > MAX_USES) {
    state.violations.push(`response_url: used ${target.uses} times`);
    return jsonReply({ ok: false, error: 'used_url' }, 404);
  }
  const payload = readObject(body);
  if (!payload) {
    state.violations.push('response_url: the body is no JSON object');
    return textReply('invalid_payload', 400);
  }
  try {
    respond(state, target, payload, 'response_url');
    return textReply('ok');
  } catch (error) {
    if (error instanceof Refusal) return textReply(error.error, 400);
    throw error;
  }
}
