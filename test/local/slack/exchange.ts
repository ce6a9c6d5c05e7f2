import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Fault } from './faults.ts';
import type { State } from './state.ts';

export interface Reply {
  status: number;
  headers?: Record<string, string>;
  body: string | Buffer;
  /** What went wrong, for the journal. */
  error?: string | undefined;
}

export interface Wanted {
  method: string;
  team: string | undefined;
  args: Record<string, unknown>;
  act: () => Promise<Reply> | Reply;
}

export const jsonReply = (value: { ok: boolean; error?: unknown }, status = 200): Reply => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(value),
  error: value.ok ? undefined : String(value.error),
});

export const textReply = (body: string, status = 200): Reply => ({
  status,
  headers: { 'content-type': 'text/plain' },
  body,
  error: status < 300 ? undefined : body,
});

export function rateLimited(retryAfter: number | undefined): Reply {
  const reply = jsonReply({ ok: false, error: 'ratelimited' }, 429);
  return {
    ...reply,
    headers: { ...reply.headers, ...(retryAfter === undefined ? {} : { 'retry-after': `${retryAfter}` }) },
  };
}

/** Carries out what the app asked for, or the fault that was scripted for it, and writes it down. */
export async function exchange(
  state: State,
  request: IncomingMessage,
  response: ServerResponse,
  wanted: Wanted,
): Promise<void> {
  const started = performance.now();
  const { method, team, args, act } = wanted;
  const fault = state.faults.take(wanted);
  if (fault?.type === 'slow') await delay(fault.ms);
  if (fault?.type === 'held') await fault.until;
  if (state.settings.latencyMs > 0) await delay(state.settings.latencyMs);
  const away = state.settings.isAway ? textReply('Service Unavailable', 503) : undefined;
  const reply = away ?? replyOfFault(fault) ?? (await act());
  state.journal.push({
    at: state.clock.now(),
    method,
    args,
    ...(team ? { team } : {}),
    status: reply.status,
    ok: reply.status < 300 && reply.error === undefined,
    ...(reply.error === undefined ? {} : { error: reply.error }),
    ...(fault ? { fault: fault.type } : {}),
    ...(state.keepsTalk && typeof reply.body === 'string' ? { answer: reply.body } : {}),
    ms: performance.now() - started,
  });
  if (fault?.type === 'reset' || fault?.type === 'cut') request.socket.destroy();
  else if (fault?.type !== 'hang') response.writeHead(reply.status, reply.headers).end(reply.body);
}

/** The faults that stand in for the answer; the others let the deed be done. */
function replyOfFault(fault: Fault | undefined): Reply | undefined {
  switch (fault?.type) {
    case 'rate_limited':
      return rateLimited(fault.retryAfter);
    case 'status':
      return {
        status: fault.status,
        headers: { 'content-type': fault.contentType },
        body: fault.body,
        error: `status ${fault.status}`,
      };
    case 'error':
      return jsonReply({ ok: false, error: fault.error });
    case 'reset':
      return { status: 0, body: '', error: 'reset' };
    default:
      return undefined;
  }
}
