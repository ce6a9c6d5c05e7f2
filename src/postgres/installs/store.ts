import type pg from 'pg';
import type { Enqueue } from '../../core/jobs.ts';
import type { Patience } from '../connection/pool.ts';
import { createWork } from '../work.ts';
import { arrivingStore, type InstallationsIn } from './arriving.ts';
import { leavingStore } from './leaving.ts';
import { installStateStore } from './states.ts';

/** What is kept of installations by OAuth; its arguments are those of `createStore`. */
export function createInstallStore(
  pool: pg.Pool,
  enqueue: Enqueue,
  onEnqueued: (said: string) => void,
  installationsIn: InstallationsIn,
  patience?: Patience,
) {
  const work = createWork(pool, enqueue, onEnqueued, { patience });
  return {
    ...installStateStore(work),
    ...arrivingStore(work, installationsIn),
    ...leavingStore(work, installationsIn),
    ...installationsIn(work.single),
  };
}
