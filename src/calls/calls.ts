import { tracingChannel } from 'node:diagnostics_channel';

export const CALLED = ['slack', 'pixapi', 'pictures'] as const;
/** Whom we call: Slack, Pixapi, or the hosts that its pictures lie at. */
export type Called = (typeof CALLED)[number];

export const OUTCOMES = ['ok', 'refused', 'rate_limited', 'failed', 'unanswered'] as const;
/** How a call ended: 2xx; an answer that says no; 429; a 5xx; none. */
export type Outcome = (typeof OUTCOMES)[number];

export interface Call {
  readonly to: Called;
  outcome: Outcome;
}

/** What is told of calls, in this process. Where nobody listens it costs nothing. */
export const calls = tracingChannel<unknown, Call>('imagine:calls');

/** Makes a call to another service. `status`: is to be told the status of its answer, and whether that says no all the same. */
export async function called<T>(
  to: Called,
  work: (status: (code: number, saysNo?: boolean) => void) => Promise<T>,
): Promise<T> {
  if (!calls.hasSubscribers) return await work(() => undefined);
  const call: Call = { to, outcome: 'unanswered' };
  const status = (code: number, saysNo = false) => {
    call.outcome = outcomeOf(code, saysNo);
  };
  return await calls.tracePromise(() => work(status), call);
}

/** The same for `fetch`; whoever asked reads the body. */
export async function fetched(to: Called, ask: () => Promise<Response>): Promise<Response> {
  return await called(to, async (answered) => {
    const answer = await ask();
    answered(answer.status);
    return answer;
  });
}

function outcomeOf(status: number, saysNo: boolean): Outcome {
  if (status === 429) return 'rate_limited';
  if (status >= 500) return 'failed';
  return status >= 400 || saysNo ? 'refused' : 'ok';
}
