import type { Dispatcher } from 'undici';

export type AnswerHeaders = Dispatcher.ResponseData['headers'];

const LEAST_WAIT_MS = 1_000;
const MOST_WAIT_MS = 15 * 60_000;

/** The other side's own id of the call, from the first header that has one. */
export function requestIdOf(headers: AnswerHeaders): string | undefined {
  return ['x-request-id', 'request-id', 'cf-ray'].map((name) => cleanId(first(headers[name]))).find(Boolean);
}

/** An id that is safe to log, or nothing. */
export function cleanId(id: string | null | undefined): string | undefined {
  return id && /^[\w.:-]{1,100}$/.test(id) ? id : undefined;
}

/** How long the other side asks us to wait: from a second to a quarter of an hour. Only the two forms there are: Date.parse would make a date of `soon 5`. */
export function retryAfterMs(headers: AnswerHeaders, now: number): number | undefined {
  const asked = askedMs(headers, now);
  return asked === undefined ? undefined : Math.min(Math.max(asked, LEAST_WAIT_MS), MOST_WAIT_MS);
}

function askedMs(headers: AnswerHeaders, now: number): number | undefined {
  const exact = first(headers['retry-after-ms'])?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(exact)) return Number(exact);
  const value = first(headers['retry-after'])?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(value)) return undefined;
  const wait = Date.parse(value) - now;
  return Number.isNaN(wait) ? undefined : wait;
}

function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
