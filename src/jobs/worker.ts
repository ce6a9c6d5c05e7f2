import type { Db, PgBoss } from 'pg-boss';
import type { BytesInFlight } from '../core/bytes-in-flight.ts';
import { toFailure } from '../core/failure.ts';
import type { ImageMaker, ImageModel } from '../core/image-model.ts';
import type { Enqueue, JobStore, Step } from '../core/jobs.ts';
import { type AnnounceStore, announceImage } from '../core/making/announce-image.ts';
import { type AwaitTiming, awaitImage } from '../core/making/await-image.ts';
import type { Chat, Log } from '../core/making/chat.ts';
import { settleImage } from '../core/making/give-up.ts';
import { makeFreeImage } from '../core/making/make-free.ts';
import { type PostDeps, postImage } from '../core/making/post-image.ts';
import type { RetryWrite } from '../core/making/retry-write.ts';
import { type MakeDeps, submitImage } from '../core/making/submit-image.ts';
import type { LineStore, ReadFigures } from '../core/making/waiting.ts';
import type { AwayStore } from '../core/upstream/tell-away.ts';
import type { Upstreams } from '../core/upstream/upstream.ts';
import { createAlone, type Part } from './alone.ts';
import { startLine } from './line.ts';
import { type Pump, type PumpOptions, type Room, startPump } from './pump.ts';
import { TASKS } from './queue.ts';
import { createSettingOut } from './setting-out.ts';
import { type Act, stepWorker } from './steps.ts';
import { startSweep } from './sweep.ts';
import { startWatch } from './watch.ts';

export interface WorkerDeps {
  readonly boss: PgBoss;
  readonly store: JobStore & AnnounceStore & MakeDeps['store'] & PostDeps['store'] & LineStore & AwayStore;
  readonly chat: Chat;
  readonly maker: ImageMaker;
  readonly models: readonly ImageModel[];
  readonly log: Log;
  readonly sideBySide: MakeDeps['sideBySide'];
  readonly bytes: BytesInFlight;
  readonly enqueue: Enqueue;
  readonly timing: AwaitTiming;
  readonly figures: ReadFigures;
  readonly retryWrite: RetryWrite;
  readonly backoffScale: number;
  /** One transaction; `lock` keeps every other process out of transactions with the same lock. */
  readonly within: <T>(work: (db: Db) => Promise<T>, lock?: number) => Promise<T>;
  readonly concurrency: number;
  readonly teamConcurrency: number;
  readonly watchMs?: number | undefined;
  readonly sweepMs?: number | undefined;
  /** There are jobs in the queue that is not of a step. */
  readonly onOtherQueue: (queue: typeof TASKS) => void;
  /** How often the places in line that placeholders say are made true, in ms. */
  readonly lineMs: number;
  readonly uploadingAfterMs: number;
  readonly upstreams: Upstreams;
}

/** What nothing announced waits so long at most: a ring that was lost, a job that was put off. */
const WATCH_MS = 500;
const SWEEP_MS = 60_000;
const FETCH_MAKE_LOCK = 71_001;
const NEVER = new AbortController().signal;

/** Who takes what from the queue: each step, the core function that does it, and how many at once. */
export function startWorker(deps: WorkerDeps): {
  wake(queue?: string): void;
  stop(): Promise<void>;
} {
  const alone = createAlone(deps);
  const pump = (step: Step, places: Pick<PumpOptions, 'slots' | 'perGroup' | 'alone' | 'room'>, act: Act) =>
    startPump(deps.boss, {
      queue: step,
      ...places,
      work: stepWorker({ ...deps, alone }, step, act),
      onError: (error) => deps.log.failure(toFailure(error), { queue: step }),
    });
  const orders = createSettingOut(deps);
  // As a probe of Slack there is one job at a time of each kind; what is in hand came before.
  const onSlack = (slots: number): { slots: number; room: Room } => ({
    slots,
    room: async (free) => ({ most: Math.min(free, deps.upstreams.room('slack') - (slots - free)) }),
  });
  const pumps: Record<Step, Pump> = {
    announce: pump('announce', { ...onSlack(32), perGroup: 8 }, (key, _, part) => part(() => announceImage(deps, key))),
    make: pump(
      'make',
      {
        slots: deps.concurrency,
        perGroup: deps.teamConcurrency,
        room: orders.room,
        alone: (fetch) => deps.within(fetch, FETCH_MAKE_LOCK),
      },
      async (key, signal, part) => {
        // an order on its way is never cut off by our own shutdown; only the waiting is
        await orders.setOut(deps.maker, (maker) =>
          part(() => deps.bytes.passage(() => submitImage({ ...deps, maker }, key, NEVER))),
        );
        await awaitImage({ ...deps, maker: firstLook(deps.maker, part) }, key, signal);
      },
    ),
    post: pump('post', { ...onSlack(16), perGroup: 8 }, (key, _, part) =>
      part(async () => {
        // what was made has a job of its own to be posted by
        if (!(await deps.bytes.passage(() => makeFreeImage(deps, key, NEVER)))) await postImage(deps, key, NEVER);
      }),
    ),
    settle: pump('settle', { slots: 4, perGroup: 4 }, (key) => settleImage(deps, key)),
  };
  const watch = startWatch({
    ...deps,
    wake: (queue) => (queue === TASKS ? deps.onOtherQueue(queue) : pumps[queue].wake()),
    everyMs: deps.watchMs ?? WATCH_MS,
  });
  const line = startLine({ ...deps, everyMs: deps.lineMs });
  const sweep = startSweep({ ...deps, everyMs: deps.sweepMs ?? SWEEP_MS });
  return {
    wake(queue) {
      for (const [name, one] of Object.entries(pumps)) if (!queue || queue === name) one.wake();
    },
    async stop() {
      sweep.stop();
      await watch.stop();
      await line.stop();
      await Promise.all(Object.values(pumps).map((one) => one.stop()));
    },
  };
}

/** A task that has been looked at once is no danger: only the first look is a part of its own, and the waiting never is. */
function firstLook(maker: ImageMaker, part: Part): ImageMaker {
  let looked = false;
  return {
    ...maker,
    async readTask(taskId, signal, own) {
      const read = () => maker.readTask(taskId, signal, own);
      const reading = looked ? await read() : await part(read);
      looked = true;
      return reading;
    },
  };
}
