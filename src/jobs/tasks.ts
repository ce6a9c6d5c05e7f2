import type { PgBoss } from 'pg-boss';
import { z } from 'zod';
import { toFailure } from '../core/failure.ts';
import type { TeamTask } from '../core/jobs.ts';
import type { Log } from '../core/making/chat.ts';
import { startPump } from './pump.ts';
import { TASKS } from './queue.ts';

export interface TasksDeps {
  readonly boss: PgBoss;
  readonly tasks: readonly TeamTask[];
  readonly log: Log;
  /** How often each task is begun. */
  readonly everyMs: number;
}

const RING = 'task:';
const payload = z.object({ task: z.string() });

/**
 * Begins each task every `everyMs`, in one process of all: the queue holds at most one waiting and one running job of
 * each, and gives that of a dead process to another. `wake('task:NAME')` begins one now. What a task could not do it
 * does the next time (decision 62).
 */
export function startTasks({ boss, tasks, log, everyMs }: TasksDeps): {
  wake(said?: string): void;
  stop(): Promise<void>;
} {
  const onError = (error: unknown) => log.failure(toFailure(error), { queue: TASKS });
  const pump = startPump(boss, {
    queue: TASKS,
    slots: Math.max(1, tasks.length),
    async work(job, signal) {
      const { task: name } = payload.parse(job.data);
      try {
        await tasks.find((task) => task.name === name)?.run(signal);
      } catch (error) {
        log.failure(toFailure(error), { queue: TASKS, task: name });
      }
      await boss.complete(TASKS, job);
    },
    onError,
  });
  const begin = async (names: readonly string[]) => {
    if (names.length === 0) return;
    await boss.insert(
      TASKS,
      names.map((task) => ({ data: { task }, singletonKey: task })),
    );
    pump.wake();
  };
  const timer = setInterval(() => {
    begin(tasks.map(({ name }) => name)).catch(onError);
  }, everyMs);
  timer.unref();
  return {
    wake(said) {
      const named = tasks.filter(({ name }) => said === `${RING}${name}`);
      begin(named.map(({ name }) => name)).catch(onError);
      if (said === undefined || said === TASKS) pump.wake();
    },
    async stop() {
      clearInterval(timer);
      await pump.stop();
    },
  };
}
