export type Fault =
  | { type: 'rate_limited'; retryAfter?: number }
  | { type: 'status'; status: number; body: string; contentType: string }
  | { type: 'error'; error: string }
  | { type: 'reset' }
  | { type: 'hang' }
  | { type: 'cut' }
  | { type: 'slow'; ms: number }
  | { type: 'held'; until: Promise<unknown> }
  | { type: 'pass' };

/** The ways in which Slack fails, by the names that a test reads well with. */
export const faults = {
  /** 429; without an argument there is no `Retry-After`. */
  rateLimited: (retryAfter?: number): Fault => ({
    type: 'rate_limited',
    ...(retryAfter === undefined ? {} : { retryAfter }),
  }),
  status: (status: number, body = 'Internal Server Error'): Fault => ({
    type: 'status',
    status,
    body,
    contentType: 'text/plain',
  }),
  html: (status = 503): Fault => ({
    type: 'status',
    status,
    body: '<!DOCTYPE html><html><body>Slack is having trouble</body></html>',
    contentType: 'text/html; charset=utf-8',
  }),
  error: (error: string): Fault => ({ type: 'error', error }),
  /** The connection breaks before anything took effect. */
  reset: (): Fault => ({ type: 'reset' }),
  /** It takes effect and the answer never comes. */
  acceptThenHang: (): Fault => ({ type: 'hang' }),
  /** It takes effect and the connection breaks instead of an answer. */
  acceptThenCut: (): Fault => ({ type: 'cut' }),
  slow: (ms: number): Fault => ({ type: 'slow', ms }),
  /** It takes effect when the test says so, also when nobody waits for it any more. */
  held: (until: Promise<unknown>): Fault => ({ type: 'held', until }),
  /** Lets one exchange through, so that a later one is hit. */
  pass: (): Fault => ({ type: 'pass' }),
};

export interface FaultMatch {
  /** An API method, 'upload', 'file', 'response_url', or '*'. */
  method: string;
  /** Ids, as the app sends them. */
  team?: string;
  channel?: string;
  where?: (args: Record<string, unknown>) => boolean;
}

interface Exchange {
  method: string;
  team?: string | undefined;
  args: Record<string, unknown>;
}

export interface FaultScript {
  add(match: FaultMatch, faults: Fault[]): void;
  take(exchange: Exchange): Fault | undefined;
  unused(): string[];
  clear(): void;
}

export function createFaultScript(): FaultScript {
  let lines: { match: FaultMatch; left: Fault[] }[] = [];
  return {
    add: (match, left) => {
      lines.push({ match, left: [...left] });
    },
    take: (exchange) => lines.find(({ match, left }) => left.length > 0 && matches(match, exchange))?.left.shift(),
    unused: () => lines.flatMap(({ match, left }) => left.map((fault) => `${match.method}: ${fault.type}`)),
    clear: () => {
      lines = [];
    },
  };
}

function matches(match: FaultMatch, { method, team, args }: Exchange): boolean {
  if (match.method !== '*' && match.method !== method) return false;
  if (match.team !== undefined && match.team !== team) return false;
  if (match.channel !== undefined && match.channel !== (args.channel ?? args.channel_id)) return false;
  return match.where?.(args) ?? true;
}
