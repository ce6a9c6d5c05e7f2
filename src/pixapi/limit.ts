/** Why a wait ended: our own total limit, or the caller's signal. */
class Ended extends Error {
  readonly code: 'TIME_LIMIT' | 'ABORTED';
  constructor(code: 'TIME_LIMIT' | 'ABORTED') {
    super(code);
    this.name = 'Ended';
    this.code = code;
  }
}

/**
 * Runs `work` under one total limit and the caller's signal, and rejects with `Ended` the moment either strikes.
 * undici's own abort is too late for a request that still waits for a connection: it settles only when it gets one.
 */
export async function withLimit<T>(
  signal: AbortSignal,
  limitMs: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const ended = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason), { once: true });
  });
  const onAbort = () => controller.abort(new Ended('ABORTED'));
  if (signal.aborted) throw new Ended('ABORTED');
  signal.addEventListener('abort', onAbort, { once: true });
  const timer = setTimeout(() => controller.abort(new Ended('TIME_LIMIT')), limitMs);
  try {
    return await Promise.race([work(controller.signal), ended]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}
