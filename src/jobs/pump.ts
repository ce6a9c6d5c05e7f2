import type { Job as BossJob, PgBoss } from 'pg-boss';

/** How many more jobs may be taken up, of so many free slots, and whether only those of a priority. */
export type Room = (free: number) => Promise<{ readonly most: number; readonly minPriority?: number }>;

export interface PumpOptions {
  readonly queue: string;
  /** Jobs in hand at once in this process. */
  readonly slots: number;
  /** Jobs in hand at once for one group (a team), over all processes: one team's rush leaves room for the others. Without it there are no groups. */
  readonly perGroup?: number;
  /** Asked before each fetch; what it leaves in the queue is fetched when the pump is woken. Without it all slots are filled. */
  readonly room?: Room;
  /** Does one job. It ends well, or the job is left to whoever takes it up after the heartbeat ends. */
  readonly work: (job: Job, signal: AbortSignal) => Promise<void>;
  /**
   * Runs `fetch` while no other process fetches, where a group's cap has to be exact. Not within the transaction that keeps the
   * others out: its clock would stand still from before the wait, and a job given back meanwhile not be due yet.
   */
  readonly alone?: <T>(fetch: () => Promise<T>) => Promise<T>;
  readonly onError: (error: unknown) => void;
}

export interface Pump {
  /** There may be jobs. */
  wake(): void;
  /** Fetches no more, tells the work in hand to stop where it can, and waits for it. */
  stop(): Promise<void>;
}

type Job = BossJob<object>;

const HEARTBEAT_MS = 4_000;

/**
 * Takes jobs from one queue as long as there are some and slots are free; then waits until it is woken, or a job has
 * ended: it has no clock of its own. One fetch at a time (why not pg-boss's own workers: decision 2).
 */
export function startPump(boss: PgBoss, { queue, slots, perGroup, room, work, alone, onError }: PumpOptions): Pump {
  const inHand = new Map<string, { job: Job; done: Promise<void> }>();
  const stopping = new AbortController();
  let wakeUp: () => void = () => undefined;
  let woken = false;

  const wake = () => {
    woken = true;
    wakeUp();
  };
  const pause = async () => {
    if (woken) return;
    await new Promise<void>((resolve) => {
      wakeUp = resolve;
    });
  };

  const take = (job: Job) => {
    const held = inHand.get(job.id);
    if (held) {
      // Our touches had not got through, and the queue gave us our own job again: it goes on as the new attempt.
      Object.assign(held.job, job);
      return;
    }
    const done = work(job, stopping.signal)
      .catch(onError)
      .finally(() => {
        inHand.delete(job.id);
        wake();
      });
    inHand.set(job.id, { job, done });
  };

  const fetchSome = async (): Promise<number> => {
    const free = slots - inHand.size;
    const { most, minPriority } = room ? await room(free) : { most: free };
    if (most < 1) return 0;
    const fetch = () =>
      boss.fetch<object>(queue, {
        batchSize: most,
        ...(minPriority !== undefined && { minPriority }),
        ...(perGroup !== undefined && { groupConcurrency: perGroup }),
      });
    const jobs = await (alone ? alone(fetch) : fetch());
    for (const job of jobs) take(job);
    return jobs.length;
  };

  const loop = async () => {
    while (!stopping.signal.aborted) {
      woken = false;
      let taken = 0;
      try {
        if (inHand.size < slots) taken = await fetchSome();
      } catch (error) {
        onError(error);
      }
      if (taken === 0 && !stopping.signal.aborted) await pause();
    }
  };

  const heartbeat = setInterval(() => {
    const jobs = [...inHand.values()].map(({ job }) => job);
    if (jobs.length > 0) boss.touch(queue, jobs).catch(onError);
  }, HEARTBEAT_MS);
  const running = loop();

  return {
    wake,
    async stop() {
      stopping.abort();
      wake();
      await running;
      await Promise.all([...inHand.values()].map(({ done }) => done));
      clearInterval(heartbeat);
    },
  };
}
