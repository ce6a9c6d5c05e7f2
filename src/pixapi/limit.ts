/** Why a wait ended: our own total limit, or the caller's signal. */
class Ended extends Error {
  readonly code: 'TIME_LIMIT' | 'ABORTED';
  constructor(code: 'TIME_LIMIT' | 'ABORTED') {
    super(code);
    this.name = 'Ended';
    this.code = code;
  }
}

/** Waits for something that is nobody's fault: the limit stands still meanwhile. */
export type Uncounted = <T>(wait: () => Promise<T>) => Promise<T>;

/**
 * Runs `work` under one total limit and the caller's signal, and rejects with `Ended` the moment either strikes.
 * undici's own abort is too late for a request that still waits for a connection: it settles only when it gets one.
 */
export async function withLimit<T>(
  signal: AbortSignal,
  limitMs: number,
  work: (signal: AbortSignal, uncounted: Uncounted) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const ended = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason), { once: true });
  });
  const onAbort = () => controller.abort(new Ended('ABORTED'));
  if (signal.aborted) throw new Ended('ABORTED');
  signal.addEventListener('abort', onAbort, { once: true });
  let isOver = false;
  let leftMs = limitMs;
  let since = 0;
  let timer: NodeJS.Timeout | undefined;
  const count = () => {
    if (isOver) return;
    since = performance.now();
    timer = setTimeout(() => controller.abort(new Ended('TIME_LIMIT')), leftMs);
  };
  const uncounted: Uncounted = async (wait) => {
    clearTimeout(timer);
    leftMs -= performance.now() - since;
    return await wait().finally(count);
  };
  count();
  try {
    return await Promise.race([work(controller.signal, uncounted), ended]);
  } finally {
    isOver = true;
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}
