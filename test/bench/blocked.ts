import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Loaded into `web` before its own code: tells, when asked, how long its loop stood still at most since it was last asked. */
export interface Blocked {
  readonly blockedMs: number;
}

const delays = monitorEventLoopDelay({ resolution: 1 });
delays.enable();
process.on('message', () => {
  process.send?.({ blockedMs: delays.max / 1e6 } satisfies Blocked);
  delays.reset();
});
// It alone keeps nobody alive.
process.channel?.unref();
