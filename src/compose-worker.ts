import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import type { PgBoss } from 'pg-boss';
import { type TaskDeps, teamTasks } from './compose-tasks.ts';
import type { Config } from './config.ts';
import type { BytesInFlight } from './core/bytes-in-flight.ts';
import type { Count } from './core/counting/facts.ts';
import { toFailure } from './core/failure.ts';
import type { Enqueue } from './core/jobs.ts';
import { pollDelay } from './core/making/await-image.ts';
import type { Log } from './core/making/chat.ts';
import { createRetryWrite } from './core/making/retry-write.ts';
import { buttonPrices } from './core/pricing/button-prices.ts';
import type { Offers } from './core/pricing/offer.ts';
import { tellModelEndings } from './core/team/model-endings.ts';
import { startClearing } from './jobs/clear.ts';
import { createFigures } from './jobs/figures.ts';
import { startTasks } from './jobs/tasks.ts';
import { startWorker } from './jobs/worker.ts';
import type { createLogger } from './log.ts';
import type { Overrides } from './overrides.ts';
import type { Decoding } from './pictures/decoding.ts';
import { createImageMaker } from './pixapi/client.ts';
import { listen } from './postgres/connection/notifications.ts';
import { JOBS_CHANNEL } from './postgres/connection/notify-workers.ts';
import { statements, transaction } from './postgres/connection/pool.ts';
import { runnerOf } from './postgres/connection/queue-database.ts';
import { clearExpired } from './postgres/daily/expired.ts';
import { createStore, type Store } from './postgres/store.ts';
import type { Installations } from './slack/api/installations.ts';
import type { People } from './slack/api/people.ts';
import { createGroups } from './slack/groups/groups.ts';
import { createStandings } from './slack/groups/standing.ts';
import { createChat } from './slack/making/chat.ts';
import { listManagers } from './slack/policy/find-manager.ts';
import { createPolicies } from './slack/policy/policies.ts';
import { createManagersChat } from './slack/warnings/managers-chat.ts';
import type { ProcessUpstreams } from './upstreams/upstreams.ts';

/** A place in line is as true as this, and a placeholder says a new one no oftener. */
const LINE_MS = 5_000;
const FIGURES_FRESH_MS = 60_000;
const UPLOADING_AFTER_MS = 1_000;

/** How long a worker waits for a database that can't be reached before it lets go of a job. */
const PATIENCE_MS = 60_000;

/** Ends early, and well, when `signal` fires. */
const sleep = (ms: number, signal: AbortSignal) => delay(ms, undefined, { signal }).catch(() => undefined);
const TASKS_MS = 60_000;

export interface WorkerParts {
  readonly config: Config;
  readonly overrides: Overrides;
  readonly pool: pg.Pool;
  readonly boss: PgBoss;
  readonly store: Store;
  readonly enqueue: Enqueue;
  readonly ring: (said: string) => void;
  readonly installations: Installations;
  readonly people: People;
  readonly installs: TaskDeps['installs'];
  readonly offers: Offers;
  readonly log: Log;
  readonly logger: ReturnType<typeof createLogger>;
  readonly count: Count;
  /** Of the process: shared by all that read pictures whole. */
  readonly bytes: BytesInFlight;
  readonly decoding: Decoding;
  readonly upstreams: ProcessUpstreams;
}

/** Starts what a worker does. `daily` is what one process of all does on each day; `close` ends all, last first. */
export async function composeWorker(parts: WorkerParts) {
  const {
    config,
    overrides,
    pool,
    boss,
    store,
    enqueue,
    ring,
    installations,
    people,
    installs,
    offers,
    log,
    logger,
    count,
    bytes,
    decoding,
    upstreams,
  } = parts;
  const waitScale = overrides.waitScale ?? 1;
  const backoffScale = overrides.backoffScale ?? waitScale;
  const onError = (error: unknown) => log.failure(toFailure(error), { at: 'background' });
  const closers: (() => Promise<unknown>)[] = [];

  const maker = createImageMaker({
    bytes,
    key: config.PIXAPI_KEY,
    baseUrl: config.PIXAPI_BASE_URL,
    mode: config.PIXAPI_MODE,
    imageHosts: config.PIXAPI_IMAGE_HOSTS,
    timeouts: {
      ...(overrides.downloadTimeoutMs && { downloadMs: overrides.downloadTimeoutMs }),
      ...(overrides.submitTimeoutMs && { submitMs: overrides.submitTimeoutMs }),
    },
    log: (call) => logger.debug(call, 'pixapi'),
    lane: upstreams.lane,
  });
  closers.push(() => maker.close());
  const stopping = new AbortController();
  const patience = { ms: PATIENCE_MS, signal: stopping.signal };
  const workStore = createStore(pool, enqueue, ring, { patience, count, keyRing: config.ENCRYPTION_KEYS });
  const chat = createChat({
    installations,
    people,
    apiUrl: config.SLACK_API_URL,
    languageOf: (teamId) => workStore.readLanguage(teamId),
    buttonPricesOf: async (generation) =>
      buttonPrices(generation, offers.today(), await workStore.readSettings(generation.teamId)),
    carousels: {
      taken: (teamId) => workStore.readCarousels(teamId),
      remember: (teamId, taken) => workStore.saveCarousels(teamId, taken),
    },
    normalize: decoding.normalize,
    convert: decoding.convert,
    bytes,
    waitScale,
  });
  const retryWrite = createRetryWrite({
    sleep: (ms, signal) => sleep(ms * backoffScale, signal),
    stopping: stopping.signal,
    log,
  });
  const tasks = startTasks({
    boss,
    tasks: teamTasks({
      ...{ store: workStore, chat, installations, people, installs, log, retryWrite },
      offer: offers.today,
      defaultCredits: config.DEFAULT_MONTHLY_CREDITS,
      newId: randomUUID,
      standingOf: createStandings(installations, people, createGroups(overrides.knownNow)),
      policies: createPolicies(workStore.readPolicy, overrides.knownNow),
      managers: {
        ...createManagersChat({
          installations,
          people,
          bytes,
          drawChart: decoding.drawChart,
          log,
          store: workStore,
          waitScale,
        }),
        listManagers: async (teamId) =>
          await listManagers({ people, requests: { store: workStore } }, await installations.of(teamId)),
      },
    }),
    log,
    everyMs: overrides.tasksMs ?? TASKS_MS,
  });
  const worker = startWorker({
    boss,
    store: workStore,
    chat,
    maker,
    models: config.models,
    log,
    sideBySide: decoding.sideBySide,
    bytes,
    enqueue,
    upstreams,
    figures: createFigures(workStore, { freshMs: FIGURES_FRESH_MS * waitScale }),
    lineMs: overrides.lineMs ?? Math.max(100, LINE_MS * waitScale),
    uploadingAfterMs: overrides.uploadingAfterMs ?? UPLOADING_AFTER_MS,
    backoffScale,
    retryWrite,
    timing: {
      pollDelay: overrides.pollDelay ?? pollDelay,
      now: overrides.now ?? (() => performance.now()),
      sleep,
    },
    within: (work, lock) =>
      transaction(
        pool,
        async (sql) => {
          if (lock !== undefined) await sql.query('select pg_advisory_xact_lock($1)', [lock]);
          return await work(runnerOf(sql));
        },
        { patience },
      ),
    concurrency: config.WORKER_CONCURRENCY,
    teamConcurrency: config.TEAM_CONCURRENCY,
    watchMs: overrides.watchMs,
    onOtherQueue: tasks.wake,
    sweepMs: overrides.sweepMs,
  });
  const clearing = startClearing({ clear: () => clearExpired(statements(pool, patience)), log });
  const daily = (signal: AbortSignal) =>
    tellModelEndings({ store, offers, readShutdowns: maker.readShutdowns, chat, log }, signal);
  closers.push(async () => {
    stopping.abort();
    clearing.stop();
    await tasks.stop();
    await worker.stop();
  });
  const wake = (said?: string) => {
    tasks.wake(said);
    worker.wake(said);
  };
  const listening = await listen(config.DATABASE_URL, JOBS_CHANNEL, wake, () => wake(), onError);
  closers.push(() => listening.close());

  return {
    daily,
    async close() {
      for (const close of closers.reverse()) await close();
    },
  };
}
