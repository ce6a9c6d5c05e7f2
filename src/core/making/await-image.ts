import { FAILURES, Failure, type FailureCode, toFailure } from '../failure.ts';
import type { Generation, GenerationKey } from '../generation.ts';
import type { TaskReading } from '../image-model.ts';
import type { OwnKey } from '../team/pixapi-keys.ts';
import { logContext } from './chat.ts';
import { isUrlTrouble, type MakeDeps, submitImage, writeMade } from './submit-image.ts';
import { updatePlaceholder } from './update-placeholder.ts';
import type { Figures } from './waiting.ts';

export interface AwaitTiming {
  /** How long to wait before the next look at a task of this age, in ms; `figures`: how long tasks like it took; `failed`: how many looks in a row told nothing. */
  readonly pollDelay: (elapsedMs: number, figures: Figures | null, failed: number) => number;
  /** A clock that only goes forward, in ms: what has passed is measured by it, never what time it is. */
  readonly now: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Who finds a task older than this took it up from somebody else. */
const JUST_ORDERED_MS = 2_000;
const UNKNOWN_GRACE_MS = 10_000;
const SLOW_MS = 10 * 60_000;
/** Longer than any task takes, in ms. */
export const STUCK_MS = 70 * 60_000;
/** Slack takes a thread's status away after two minutes. */
const STATUS_MS = 90_000;

/**
 * By age alone the wait that polling adds is at most a tenth of the time the task took (or a second); after ten minutes once a
 * minute. Where it is known how long such tasks take, the same looks go where the ends are. Decisions 5 and 47.
 * Looks that told nothing are twice as far apart each time.
 */
export function pollDelay(elapsedMs: number, figures: Figures | null = null, failed = 0): number {
  if (elapsedMs >= SLOW_MS) return 60_000;
  const plain = plainDelay(elapsedMs);
  const known = figures && knownDelay(elapsedMs, figures);
  const trouble = failed > 0 ? 500 * 2 ** failed : 0;
  return Math.min(LONGEST_PAUSE_MS, Math.max(known ?? plain, trouble)) + Math.random() * 100;
}

function plainDelay(elapsedMs: number): number {
  return Math.min(5_000, Math.max(1_000, elapsedMs / 10));
}

/** Whatever is known: a refusal is heard so soon. */
const LONGEST_PAUSE_MS = 30_000;
const DENSEST_MS = 300;
/** How many of the looks that a task of the usual length costs by age alone are left over. */
const SPARED = 3.25;
/** Where the first end is likely so soon, nothing is worth a look before it. */
const SOON_MS = 4_000;

/**
 * Before one in twenty ends, one look; from then on those that this spared, evenly, until most have ended: so a task of the
 * usual length costs no more looks than without figures. Where the slowest take many times the usual, the looks become thinner
 * beyond as much above the usual as the quickest are below it. Null: nothing is known of this age.
 */
function knownDelay(elapsedMs: number, { least, usual, most }: Figures): number | null {
  const first = least * 1_000;
  const between = Math.max(DENSEST_MS, ((usual - least) * 1_000) / Math.max(1, plainLooks(usual) - SPARED));
  const tail = (2 * usual - least) * 1_000;
  if (elapsedMs > LONGER * most * 1_000) return null;
  if (elapsedMs >= first) return Math.max(between, Math.min(plainDelay(elapsedMs), (elapsedMs - tail) / THINNER));
  const half = first / 2;
  return first > SOON_MS && elapsedMs < half ? half - elapsedMs : first + between / 2 - elapsedMs;
}

/** The wait that the looks add there is at most such a part of what has passed since. */
const THINNER = 5;
/** Beyond nine in ten, as far as this, the rest is likely. */
const LONGER = 1.1;

/** How many looks a task of so many seconds costs by age alone. */
function plainLooks(seconds: number): number {
  let looks = 0;
  for (let ms = 0; ms < Math.min(seconds * 1_000, SLOW_MS); ms += plainDelay(ms)) looks++;
  return looks;
}

/**
 * Follows a submitted task to its end, which only Pixapi's word brings, or 70 minutes; Pixapi is asked at least once.
 * Returns early, with nothing changed, when `signal` fires: the next holder goes on.
 */
export async function awaitImage(
  deps: MakeDeps & { timing: AwaitTiming },
  key: GenerationKey,
  signal: AbortSignal,
): Promise<void> {
  const { store, timing } = deps;
  const generation = await store.findGeneration(key);
  if (generation?.state !== 'submitted' || !generation.taskId || generation.taskAgeMs === null) return;
  const { taskAgeMs, teamId, ownKeyId } = generation;
  const own = ownKeyId === null ? null : await store.findOwnKey(teamId, ownKeyId);
  // By another key nobody would know the task, and whoever's key it is has not paid for it.
  if (ownKeyId !== null && !own) return await writeUnknown(deps, generation, 'outcome_unknown');
  const start = timing.now();
  const elapsed = () => taskAgeMs + timing.now() - start;
  let saysPlace = generation.placeShown !== null;
  let toldSlow = false;
  let statusUntil = 0;
  const sayStatus = statusOf(deps, generation);
  // Whoever takes it up has not looked yet, however old it is.
  const figures = await deps.figures(generation);
  let pauseMs = taskAgeMs < JUST_ORDERED_MS ? timing.pollDelay(taskAgeMs, figures, 0) : timing.pollDelay(0, null, 0);
  let failed = 0;
  do {
    if (elapsed() >= statusUntil) {
      statusUntil = elapsed() + STATUS_MS;
      sayStatus('making');
    }
    // Slack did not take it when the order went out.
    if (saysPlace)
      saysPlace = !(await updatePlaceholder(deps, key, { kind: 'making', figures: await deps.figures(generation) }));
    await timing.sleep(pauseMs, signal);
    // whoever takes it up goes on saying so
    if (signal.aborted) return;
    const reading = await deps.bytes.passage(() => lookOnce(deps, generation, own, elapsed(), signal));
    failed = reading.state === 'unread' ? failed + 1 : 0;
    pauseMs = timing.pollDelay(elapsed(), figures, failed);
    if (reading.state === 'unread') pauseMs = Math.max(pauseMs, reading.afterMs);
    // Outside of the passage: what follows may be another order and another wait, and must hold no bytes meanwhile.
    if (reading.state === 'failed') await afterFailedTask(deps, generation, reading.failure, signal);
    if (reading.state !== 'active' && reading.state !== 'unread') return sayStatus('done');
    if (!toldSlow && elapsed() > SLOW_MS) {
      toldSlow = true;
      await updatePlaceholder(deps, key, { kind: 'slow' });
    }
  } while (elapsed() < STUCK_MS);
  await writeUnknown(deps, generation, 'task_stuck');
  sayStatus('done');
}

/** Says one after the other and keeps nothing waiting: a picture that is paid for least of all. */
function statusOf({ chat }: MakeDeps, generation: Generation): (status: 'making' | 'done') => void {
  let last = Promise.resolve();
  return (status) => {
    last = last.then(() => chat.showStatus(generation, status));
  };
}

/** `unread`: Pixapi was away, or wants to be asked no sooner than after so many ms. */
type Look = TaskReading | { readonly state: 'unread'; readonly afterMs: number };

/** What is made is written down at once. */
async function lookOnce(
  deps: MakeDeps & { timing: AwaitTiming },
  generation: Generation,
  own: OwnKey | null,
  elapsedMs: number,
  signal: AbortSignal,
): Promise<Look> {
  const reading = await readOnce(deps, generation, own, elapsedMs, signal);
  if (reading.state === 'made') await writeMade(deps, generation, reading);
  return reading;
}

async function writeUnknown(
  { store, retryWrite }: MakeDeps,
  generation: Generation,
  code: FailureCode,
  requestId?: string,
): Promise<void> {
  await retryWrite(() => store.markUnknown(generation, code, requestId), logContext(generation));
}

/** One look; trouble on the way counts as "still active", since reading costs nothing and the loop has an end. */
async function readOnce(
  { maker, log }: MakeDeps,
  generation: Generation,
  own: OwnKey | null,
  elapsedMs: number,
  signal: AbortSignal,
): Promise<Look> {
  try {
    return await maker.readTask(generation.taskId ?? '', signal, own);
  } catch (error) {
    const failure = toFailure(error);
    if (failure.code === 'task_vanished' && elapsedMs > UNKNOWN_GRACE_MS) return { state: 'failed', failure };
    if (failure.code === 'result_malformed') return { state: 'failed', failure };
    if (failure.code === 'internal' || failure.code === 'crashed') throw failure;
    if (failure.code === 'pixapi_key_refused')
      log.failure(own ? new Failure('own_key_refused') : failure, logContext(generation));
    if (failure.upstream || failure.code === 'pixapi_busy')
      return { state: 'unread', afterMs: failure.retryAfterMs ?? 0 };
    return { state: 'active' };
  }
}

async function afterFailedTask(
  deps: MakeDeps & { timing: AwaitTiming },
  generation: Generation,
  failure: Failure,
  signal: AbortSignal,
): Promise<void> {
  const { store, retryWrite, log } = deps;
  log.failure(failure, logContext(generation));
  // What was settled has been charged as perhaps made: it stays so, and nothing is ordered for it again.
  const isSettled = generation.chargedCredits !== null;
  if (!isSettled && isUrlTrouble(failure, generation)) {
    await retryWrite(() => store.markUnmade(generation, { sendBytes: true }), logContext(generation));
    // An order on its way is never cut off by our own shutdown; only the waiting is.
    await deps.bytes.passage(() => submitImage(deps, generation, new AbortController().signal));
    return await awaitImage(deps, generation, signal);
  }
  if (isSettled || FAILURES[failure.code].keepsHold)
    await writeUnknown(deps, generation, failure.code, failure.requestId);
  else await retryWrite(() => store.markFailed(generation, failure.code, failure), logContext(generation));
}
