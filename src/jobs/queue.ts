import { type Db, PgBoss, type Queue } from 'pg-boss';
import { v7 } from 'uuid';
import type { Enqueue, Step } from '../core/jobs.ts';

/**
 * A job whose process died is given to another after 10 s of silence (the queue's minimum) plus one look of the watch.
 * It may be taken up many times: what it does is guarded by the generation's state, not by the job.
 */
const COMMON = {
  heartbeatSeconds: 10,
  retryLimit: 100,
  retryDelay: 0,
  deleteAfterSeconds: 600,
  // workers are told after the commit (postgres/connection/notify-workers.ts)
  notify: false,
} as const satisfies Omit<Queue, 'name'>;

/** `make` holds its place while the task runs, longer than the longest task (70 minutes). */
const EXPIRE_SECONDS: Record<Step, number> = { announce: 300, make: 3 * 3600, post: 900, settle: 300 };
/** The queue of what is done for the teams (tasks.ts): of each task one job may wait and one run. */
export const TASKS = 'tasks';
const TASK_EXPIRES_SECONDS = 3_600;
const STEPS = Object.keys(EXPIRE_SECONDS) as Step[];

/**
 * The queue as `web` and `worker` use it. `work`: also gives back what dead processes hold and deletes what is done, once a minute;
 * sooner where `supervise` is called for a queue (watch.ts). Never changes the schema.
 */
export function openQueue(db: Db, options: { work: boolean; onError: (error: Error) => void }): PgBoss {
  const boss = new PgBoss({
    db,
    migrate: false,
    createSchema: false,
    schedule: false,
    supervise: options.work,
    superviseIntervalSeconds: 60,
    // what a call of `supervise` keeps to
    monitorIntervalSeconds: 1,
    maintenanceIntervalSeconds: 300,
    registerInstance: false,
    monitorVacuum: false,
    reindex: false,
  });
  boss.on('error', options.onError);
  return boss;
}

/** Makes or updates the queue's own tables and our queues. Harmless when repeated. */
export async function prepareQueue(db: Db): Promise<void> {
  const boss = new PgBoss({ db, schedule: false, supervise: false, registerInstance: false });
  boss.on('error', () => undefined);
  await boss.start();
  try {
    for (const step of STEPS) {
      const settings = { ...COMMON, expireInSeconds: EXPIRE_SECONDS[step] };
      if (await boss.getQueue(step)) await boss.updateQueue(step, settings);
      else await boss.createQueue(step, settings);
    }
    if (!(await boss.getQueue(TASKS)))
      await boss.createQueue(TASKS, { ...COMMON, policy: 'stately', expireInSeconds: TASK_EXPIRES_SECONDS });
  } finally {
    await boss.stop({ close: false });
  }
}

/** The priority of jobs that follow a task at Pixapi, where these have to be told from orders. */
export const FOLLOWED = 2;

const LONG_AGO_MS = 60_000;

/**
 * Enqueues through `boss` inside the caller's transaction. pg-boss looks at as many waiting jobs as there are free slots, by
 * priority: the oldest first, and somebody's many as if they had come a minute apart, so that they don't hide the others'
 * (decision 61). Of those the jobs of one team are a group, which has its cap, and of which it takes those with the smallest ids.
 */
export function enqueueWith(boss: PgBoss): Enqueue {
  return async (within, step, keys, { delayMs = 0, first = false, rank = 0, ahead = 0 } = {}) => {
    // What comes first is due since a minute ago: a fetch that began just before would else find its place free,
    // itself not due yet, and begin another picture in its stead.
    const dueMs = first && delayMs === 0 ? -LONG_AGO_MS : delayMs;
    const jobs = keys.map(({ teamId, id }) => ({
      id: first ? v7({ msecs: 0 }) : idInLine(rank, Date.now() + dueMs),
      data: { teamId, id },
      group: { id: teamId },
      priority: first ? 1 : -secondInLine(Date.now(), ahead),
      // by the database's clock, as is whatever looks for what is due
      ...(dueMs !== 0 ? { startAfter: `${dueMs} milliseconds` } : {}),
    }));
    await boss.insert(step, jobs, { db: within });
  };
}

/** Priorities are 32 bits wide: seconds of this century fit. */
const SINCE_MS = Date.UTC(2026);
const APART_SECONDS = 60;

function secondInLine(ms: number, ahead: number): number {
  return Math.floor((ms - SINCE_MS) / 1_000) + ahead * APART_SECONDS;
}

const RANKS = 2 ** 20;
/** Eight years of seconds: whatever waits together is in order, but for one moment in eight years. */
const SECONDS = 2 ** 28;

/** An id that sorts by rank, then by time: the 48 bits that a UUID version 7 has for milliseconds hold rank and second. */
function idInLine(rank: number, ms: number): string {
  const second = Math.floor(ms / 1_000) % SECONDS;
  return v7({ msecs: Math.min(rank, RANKS - 1) * SECONDS + second, seq: (ms % 1_000) * 2 ** 20 });
}
