import { compose, type Overrides } from '../../src/compose.ts';
import { createLogger } from '../../src/log.ts';
import type { Imagine } from './imagine.ts';

/** One more worker of this app, in this process and in more haste than production's. */
export function startWorkerHere({ config }: Pick<Imagine, 'config'>, overrides: Overrides = {}) {
  const quick = { pollDelay: () => 15, waitScale: 0.05, queuePollMs: 40 };
  return compose(config, ['worker'], { logger: createLogger('silent'), ...quick, ...overrides });
}
