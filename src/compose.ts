import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { createBytesInFlight } from './bytes-in-flight.ts';
import type { Config } from './config.ts';
import { toFailure } from './core/failure.ts';
import { type AwaitTiming, pollDelay } from './core/making/await-image.ts';
import { createRetryWrite } from './core/making/retry-write.ts';
import { buttonPrices } from './core/pricing/button-prices.ts';
import { createOffers } from './core/pricing/offer.ts';
import { tellModelEndings } from './core/team/model-endings.ts';
import { startClearing } from './jobs/clear.ts';
import { startDaily } from './jobs/daily.ts';
import { createFigures } from './jobs/figures.ts';
import { enqueueWith, openQueue } from './jobs/queue.ts';
import { startWorker } from './jobs/worker.ts';
import { createLog, createLogger } from './log.ts';
import { createMetrics } from './metrics.ts';
import { openDecoding } from './pictures/decoding.ts';
import { createImageMaker } from './pixapi/client.ts';
import { listen } from './postgres/connection/notifications.ts';
import { createNotifier, JOBS_CHANNEL } from './postgres/connection/notify-workers.ts';
import { openPool, statements, transaction } from './postgres/connection/pool.ts';
import { runnerOf } from './postgres/connection/queue-database.ts';
import { createReadiness } from './postgres/connection/readiness.ts';
import { clearExpired } from './postgres/daily/expired.ts';
import { createStore } from './postgres/store.ts';
import { createGuests } from './slack/api/guests.ts';
import { type Installations, singleInstallation } from './slack/api/installations.ts';
import { createPeople } from './slack/api/people.ts';
import { createSlackApp } from './slack/app.ts';
import { createChat } from './slack/making/chat.ts';
import { createWebServer } from './web-server.ts';

/** What tests and the bench set otherwise; 1 and the real clock in production. */
export interface Overrides {
  /** In place of the one workspace of the environment. */
  readonly installations?: Installations;
  readonly logger?: ReturnType<typeof createLogger>;
  readonly pollDelay?: AwaitTiming['pollDelay'];
  /** Multiplies back-offs, the waits for Slack to process files and for a channel to be free, and how often the line is looked at. */
  readonly waitScale?: number;
  /** Multiplies back-offs alone. */
  readonly backoffScale?: number;
  /** How often a worker looks for jobs that nothing announced. */
  readonly watchMs?: number;
  /** How often stranded requests are looked for. */
  readonly sweepMs?: number;
  /** How often the waiting line is looked at. */
  readonly lineMs?: number;
  /** Measures how long a task has been running since a worker took it up. */
  readonly now?: () => number;
  /** The clock by which models retire, in ms since 1970. */
  readonly calendar?: () => number;
  /** How often it is looked whether it is another day. */
  readonly dailyMs?: number;
  /** The clock by which what is known of people and of a team's guests grows old. */
  readonly knownNow?: () => number;
  /** How long uploading may take before the placeholder says so. */
  readonly uploadingAfterMs?: number;
  /** Limits of single calls: to Slack's Web API, and to fetch a picture. */
  readonly slackTimeoutMs?: number;
  readonly downloadTimeoutMs?: number;
  readonly submitTimeoutMs?: number;
  /** How long the database may take for a connection or a statement, and how long Slack waits before it hears that we are not sure. */
  readonly databaseMs?: number;
  readonly answerWithinMs?: number;
}

type Role = 'web' | 'worker';

/** A place in line is as true as this, and a placeholder says a new one no oftener. */
const LINE_MS = 5_000;
/** How long a process may not know what another one has read of models; a day begins as late. */
const DAILY_MS = 60_000;
const FIGURES_FRESH_MS = 60_000;
const UPLOADING_AFTER_MS = 1_000;

/** How long a worker waits for a database that can't be reached before it lets go of a job. */
const PATIENCE_MS = 60_000;

/** Ends early, and well, when `signal` fires. */
const sleep = (ms: number, signal: AbortSignal) => delay(ms, undefined, { signal }).catch(() => undefined);

/** Ties the parts together: the one file that knows every folder. `close` ends what was started, last first. */
export async function compose(config: Config, roles: readonly Role[], overrides: Overrides = {}) {
  const logger = overrides.logger ?? createLogger(config.LOG_LEVEL);
  const metrics = createMetrics({ areRead: config.METRICS_TOKEN !== undefined });
  const log = metrics.counting(createLog(logger));
  const waitScale = overrides.waitScale ?? 1;
  const backoffScale = overrides.backoffScale ?? waitScale;
  const works = roles.includes('worker');
  const onError = (error: unknown) => log.failure(toFailure(error), { at: 'background' });
  const closers: (() => Promise<unknown>)[] = [];

  const pool = openPool(config.DATABASE_URL, {
    max: works ? 16 : 10,
    // whoever typed a command waits for this; a worker asks again
    connectMs: overrides.databaseMs ?? (roles.includes('web') ? 1_500 : 5_000),
    queryMs: overrides.databaseMs ?? (works ? 5_000 : 1_500),
    name: `imagine-${roles.join('-')}`,
    onError,
  });
  closers.push(() => pool.end());

  const boss = openQueue(runnerOf(statements(pool)), { work: works, onError });
  await boss.start();
  closers.push(() => boss.stop({ graceful: false, close: false }));

  const offers = createOffers(config.models, config.DEFAULT_MODEL ?? null, overrides.calendar);
  const enqueue = enqueueWith(boss);
  const ring = createNotifier(pool);
  const store = createStore(pool, enqueue, ring, { perMinute: config.PERSON_REQUESTS_PER_MINUTE });
  const installations =
    overrides.installations ??
    singleInstallation(config.SLACK_BOT_TOKEN, config.SLACK_API_URL, overrides.slackTimeoutMs);
  const people = createPeople(overrides.knownNow);
  let daily: ((signal: AbortSignal) => Promise<void>) | null = null;

  if (works) {
    const bytes = createBytesInFlight(config.BYTES_IN_FLIGHT_MB * 1024 * 1024);
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
    });
    closers.push(() => maker.close());
    const decoding = openDecoding();
    closers.push(() => decoding.close());
    const stopping = new AbortController();
    const patience = { ms: PATIENCE_MS, signal: stopping.signal };
    const workStore = createStore(pool, enqueue, ring, { patience });
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
      figures: createFigures(workStore, { freshMs: FIGURES_FRESH_MS * waitScale }),
      lineMs: overrides.lineMs ?? Math.max(100, LINE_MS * waitScale),
      uploadingAfterMs: overrides.uploadingAfterMs ?? UPLOADING_AFTER_MS,
      backoffScale,
      retryWrite: createRetryWrite({
        sleep: (ms, signal) => sleep(ms * backoffScale, signal),
        stopping: stopping.signal,
        log,
      }),
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
      sweepMs: overrides.sweepMs,
    });
    const clearing = startClearing({ clear: () => clearExpired(statements(pool, patience)), log });
    daily = (signal) => tellModelEndings({ store, offers, readShutdowns: maker.readShutdowns, chat, log }, signal);
    closers.push(async () => {
      stopping.abort();
      clearing.stop();
      await worker.stop();
    });
    const wake = (queue?: string) => worker.wake(queue);
    const listening = await listen(config.DATABASE_URL, JOBS_CHANNEL, wake, () => wake(), onError);
    closers.push(() => listening.close());
  }

  const learn = async () => offers.learn(await store.listShutdowns());
  await learn().catch(onError);
  const days = startDaily({ look: learn, daily, day: offers.day, everyMs: overrides.dailyMs ?? DAILY_MS, log });
  closers.push(() => days.stop());

  let port: number | undefined;
  if (roles.includes('web')) {
    const slack = createSlackApp(
      {
        requests: {
          store,
          offer: offers.today,
          defaultCredits: config.DEFAULT_MONTHLY_CREDITS,
          newId: randomUUID,
        },
        installations,
        people,
        guests: createGuests(store.readSettings, overrides.knownNow),
        apiUrl: config.SLACK_API_URL,
        log,
      },
      { signingSecret: config.SLACK_SIGNING_SECRET, answerWithinMs: overrides.answerWithinMs },
    );
    const server = await createWebServer({
      port: config.PORT,
      slack: slack.handle,
      isReady: createReadiness(pool),
      metrics: config.METRICS_TOKEN ? { token: config.METRICS_TOKEN, read: () => metrics.read() } : null,
    });
    port = server.port;
    closers.push(() => server.close());
  }
  // Who we are in the workspace, asked before the first request needs it; it is asked again if Slack does not answer now.
  installations.warmUp().catch(onError);

  return {
    logger,
    store,
    /** The web server's port. */
    port,
    async close() {
      for (const close of closers.reverse()) await close();
    },
  };
}
