import { Counter, collectDefaultMetrics, Registry } from 'prom-client';
import type { Log } from './core/making/chat.ts';

/** How exactly the event loop is watched. Every look wakes the process up, which at prom-client's own 10 ms is most of what an idle one does. */
const EVENT_LOOP_MS = 250;

/**
 * Figures of one process for `/metrics`: codes and counts only, nothing of any person or team. What costs something to
 * know of the process is known only if somebody may read it.
 */
export function createMetrics({ areRead }: { readonly areRead: boolean }) {
  const registry = new Registry();
  if (areRead) collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: EVENT_LOOP_MS });
  const failures = new Counter({
    name: 'imagine_failures_total',
    help: 'Failures of single tries, by code',
    labelNames: ['code'],
    registers: [registry],
  });
  return {
    read: () => registry.metrics(),
    /** The log, counted as well. */
    counting: (log: Log): Log => ({
      note: log.note,
      failure(failure, context) {
        failures.inc({ code: failure.code });
        log.failure(failure, context);
      },
    }),
  };
}
