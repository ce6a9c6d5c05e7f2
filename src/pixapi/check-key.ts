import type { BytesInFlight } from '../core/bytes-in-flight.ts';
import { type FailureCode, toFailure } from '../core/failure.ts';
import { openApi, Unanswered } from './api.ts';
import { failureOf } from './errors/errors.ts';

export type CheckKey = (key: string) => Promise<FailureCode | null>;

/** Slack waits for whoever typed it. */
const WITHIN_MS = 1_200;

/** Whether Pixapi takes a key, asked by what costs nothing; null: it does. */
export function createCheckKey(options: { readonly baseUrl: string; readonly bytes: BytesInFlight }): CheckKey {
  return async (key) => {
    const api = openApi({ ...options, key, connectMs: WITHIN_MS, connections: 1 });
    try {
      const answer = await api.call(
        { method: 'GET', path: '/v1/models', limitMs: WITHIN_MS },
        new AbortController().signal,
      );
      return answer.status === 200 ? null : failureOf('read', answer).code;
    } catch (error) {
      return error instanceof Unanswered ? 'pixapi_down' : toFailure(error).code;
    } finally {
      await api.close();
    }
  };
}
