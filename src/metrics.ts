import { Counter, collectDefaultMetrics, Registry } from 'prom-client';
import type { Log } from './core/making/chat.ts';

/** Figures of one process for `/metrics`: codes and counts only, nothing of any person or team. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
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
