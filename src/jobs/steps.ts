import type { Job as BossJob, Db, PgBoss } from 'pg-boss';
import { z } from 'zod';
import { FAILURES, type Failure, type FailureCode, toFailure } from '../core/failure.ts';
import type { GenerationKey } from '../core/generation.ts';
import type { Enqueue, JobStore, Step } from '../core/jobs.ts';
import type { Chat, Log } from '../core/making/chat.ts';
import { type GiveUpStore, giveUp } from '../core/making/give-up.ts';
import type { RetryWrite } from '../core/making/retry-write.ts';
import type { PlaceholderStore } from '../core/making/update-placeholder.ts';
import { type AwayStore, tellAway } from '../core/upstream/tell-away.ts';
import type { Upstreams } from '../core/upstream/upstream.ts';
import { type Part, together } from './alone.ts';

type Job = BossJob<object>;

/** What a step does. `part`: whatever of it could kill its process goes through here. */
export type Act = (key: GenerationKey, signal: AbortSignal, part: Part) => Promise<unknown>;

const payload = z.object({ teamId: z.string().min(1), id: z.uuid() });

export interface StepDeps {
  readonly boss: PgBoss;
  readonly store: JobStore & GiveUpStore & PlaceholderStore & AwayStore;
  readonly chat: Chat;
  readonly log: Log;
  readonly enqueue: Enqueue;
  readonly within: <T>(work: (db: Db) => Promise<T>) => Promise<T>;
  /** Multiplies every back-off; 1 in production. */
  readonly backoffScale: number;
  readonly retryWrite: RetryWrite;
  readonly alone: (key: GenerationKey) => Part;
  readonly upstreams: Pick<Upstreams, 'isAway'>;
}

/**
 * Wraps what a step does into what its job must do: completed when it ended well; tried again later when time can
 * solve it, as long as the failure's table allows; given up otherwise. The one place that decides what a failure means for its job.
 */
export function stepWorker(deps: StepDeps, step: Step, act: Act) {
  return async (job: Job, signal: AbortSignal): Promise<void> => {
    const key = payload.parse(job.data);
    try {
      await act(key, signal, job.retryCount > 0 ? deps.alone(key) : together);
    } catch (error) {
      return await afterFailure(deps, step, job, key, toFailure(error));
    }
    if (signal.aborted) return await handBack(deps, step, job, key, 0);
    await deps.boss.complete(step, job);
  };
}

async function afterFailure(deps: StepDeps, step: Step, job: Job, key: GenerationKey, failure: Failure): Promise<void> {
  if (failure.code === 'chat_paced') return await waitItsTurn(deps, step, job, key, failure.retryAfterMs ?? 0);
  // Nobody was asked: as if it had not been taken up.
  if (!failure.asked) return await handBack(deps, step, job, key, failure.retryAfterMs ?? 0);
  const about = { ...key, generationId: key.id, step };
  if (await isWaitedOut(deps, key, failure)) {
    deps.log.failure(failure, about);
    if (failure.upstream === 'pixapi') await tellAway(deps, key);
    return await handBack(deps, step, job, key, delayOf(failure, 1) * deps.backoffScale);
  }
  const attempts = await deps.retryWrite(() => deps.store.countAttempt(key), about);
  deps.log.failure(failure, { ...about, attempts });
  if (attempts < FAILURES[failure.code].tries) {
    if ((failure.code === 'pixapi_down' || failure.code === 'pixapi_blocked') && attempts > 1)
      await tellAway(deps, key);
    return await handBack(deps, step, job, key, delayOf(failure, attempts) * deps.backoffScale);
  }
  // A hold whose end is not known yet stays to be settled, however long the database was away.
  if (step === 'settle') return await handBack(deps, step, job, key, SETTLE_AGAIN_MS * deps.backoffScale);
  // What can be told or shown later is, for a day: nobody is left before a line that says "being made", or before a
  // picture that was to go.
  const mayWait = FAILURES[failure.code].tries > 1 && attempts < MOST_TELLINGS;
  const end = await deps.retryWrite(() => giveUp(deps, key, failure, mayWait), about);
  if (end === 'under_way') return await handBack(deps, step, job, key, LONGEST_BACKOFF_MS * deps.backoffScale);
  if (end === 'still_untold' && mayWait) {
    return await handBack(deps, step, job, key, TELL_AGAIN_MS * deps.backoffScale);
  }
  await deps.boss.complete(step, job);
}

const PASSES: ReadonlySet<FailureCode> = new Set<FailureCode>(['pixapi_down', 'chat_busy']);
const LONGEST_WAIT_MS = 24 * 3_600_000;

/** Where all that is asked fails, no try of this one is counted: for a day. Only what surely did nothing is asked again so. */
async function isWaitedOut({ store, upstreams }: StepDeps, key: GenerationKey, failure: Failure): Promise<boolean> {
  if (!failure.upstream || !PASSES.has(failure.code) || !upstreams.isAway(failure.upstream)) return false;
  const generation = await store.findGeneration(key).catch(() => null);
  return generation !== null && Date.now() - generation.requestedAt.getTime() < LONGEST_WAIT_MS;
}

/** No slot waits for a channel that has had its messages for now, and no try is lost by it. The promise outlives the process. */
async function waitItsTurn(deps: StepDeps, step: Step, job: Job, key: GenerationKey, delayMs: number): Promise<void> {
  await deps.store.giveTurn(key, new Date(Date.now() + delayMs));
  await handBack(deps, step, job, key, delayMs);
}

const SETTLE_AGAIN_MS = 60_000;
const TELL_AGAIN_MS = 5 * 60_000;
const MOST_TELLINGS = 300;

/**
 * The same step again, later: the new job and the end of this one are one transaction. A finished state makes it a no-op.
 * It comes first, for its picture may be in the making and keeps its place among the team's.
 */
async function handBack(
  { boss, within, enqueue }: StepDeps,
  step: Step,
  job: Job,
  key: GenerationKey,
  delayMs: number,
): Promise<void> {
  await within(async (runner) => {
    await enqueue(runner, step, [key], { delayMs, first: true });
    await boss.complete(step, job, null, { db: runner });
  });
}

const LONGEST_BACKOFF_MS = 60_000;

function delayOf(failure: Failure, attempts: number): number {
  const backoff = Math.min(LONGEST_BACKOFF_MS, 1_000 * 2 ** (attempts - 1)) + Math.random() * 250;
  return Math.max(backoff, failure.retryAfterMs ?? 0);
}
