import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createBytesInFlight } from './bytes-in-flight.ts';
import { composeWorker } from './compose-worker.ts';
import { type Config, readOAuth } from './config.ts';
import { toFailure } from './core/failure.ts';
import { createOffers } from './core/pricing/offer.ts';
import { startDaily } from './jobs/daily.ts';
import { enqueueWith, openQueue } from './jobs/queue.ts';
import { createLog, createLogger } from './log.ts';
import { createMetrics } from './observe/metrics.ts';
import { manifestScopes } from './operate/manifest.ts';
import type { Overrides } from './overrides.ts';
import { openDecoding } from './pictures/decoding.ts';
import { createCheckKey } from './pixapi/check-key.ts';
import { createNotifier } from './postgres/connection/notify-workers.ts';
import { openPool, statements } from './postgres/connection/pool.ts';
import { runnerOf } from './postgres/connection/queue-database.ts';
import { createReadiness } from './postgres/connection/readiness.ts';
import { installationStore } from './postgres/installs/installations.ts';
import { rotationStore } from './postgres/installs/rotation.ts';
import { createInstallStore } from './postgres/installs/store.ts';
import { readOverview } from './postgres/overview.ts';
import { createStore } from './postgres/store.ts';
import { singleInstallation } from './slack/api/installations.ts';
import { createPeople } from './slack/api/people.ts';
import { createBackground } from './slack/background.ts';
import { createGroups } from './slack/groups/groups.ts';
import { createStandings } from './slack/groups/standing.ts';
import { createInstalls } from './slack/install/installs.ts';
import { refreshToken } from './slack/install/refresh.ts';
import { createInstallRoutes, INSTALL_PATH, REDIRECT_PATH } from './slack/install/routes.ts';
import { createPolicies } from './slack/policy/policies.ts';
import { createSlackApp } from './slack/receive/http.ts';
import { openSocketMode } from './slack/receive/socket-mode.ts';
import { createTurnstile } from './slack/receive/turnstile.ts';
import { appIdIn } from './slack/scopes/mend-link.ts';
import { createScopes } from './slack/scopes/scopes.ts';
import { createUpstreams } from './upstreams/upstreams.ts';
import { createWebServer } from './web-server.ts';

type Role = 'web' | 'worker';

/** How long a process may not know what another one has read of models; a day begins as late. */
const DAILY_MS = 60_000;
const BREAKER_CALLS = 10;

/** Ties the parts together: the one file that knows every folder. `close` ends what was started, last first. */
export async function compose(config: Config, roles: readonly Role[], overrides: Overrides = {}) {
  const logger = overrides.logger ?? createLogger(config.LOG_LEVEL);
  const metrics = createMetrics({ areRead: config.METRICS_TOKEN !== undefined, models: config.models });
  const log = metrics.counting(createLog(logger));
  const works = roles.includes('worker');
  const onError = (error: unknown) => log.failure(toFailure(error), { at: 'background' });
  const closers: (() => Promise<unknown>)[] = [async () => metrics.close()];
  /** What takes work in: each stops at once, beside the others, and waits for what it has in hand. */
  const takers: (() => Promise<unknown>)[] = [];

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
  const store = createStore(pool, enqueue, ring, {
    perMinute: config.PERSON_REQUESTS_PER_MINUTE,
    count: metrics.count,
    keyRing: config.ENCRYPTION_KEYS,
  });
  const background = createBackground(onError);
  const { SLACK_API_URL: apiUrl, DEFAULT_MONTHLY_CREDITS: defaultCredits } = config;
  const oauth = readOAuth(config);
  const upstreams = createUpstreams({
    calls: overrides.breakerCalls ?? BREAKER_CALLS,
    scale: overrides.backoffScale ?? overrides.waitScale ?? 1,
    now: overrides.upstreamNow ?? (() => performance.now()),
    sleep,
  });
  const calls = { watch: upstreams.watchSlack, scale: overrides.waitScale };
  const scopes = createScopes({
    needed: manifestScopes().needed,
    mendAt: { installUrl: oauth && `${oauth.address}${INSTALL_PATH}`, appId: appIdIn(config.SLACK_APP_TOKEN) },
    warn: (context, message) => logger.warn(context, message),
    now: overrides.knownNow,
  });
  const keeping = oauth && createInstallStore(pool, enqueue, ring, (sql) => installationStore(sql, oauth.keyRing));
  const installs =
    keeping &&
    createInstalls({
      store: keeping,
      apiUrl,
      timeoutMs: overrides.slackTimeoutMs,
      calls,
      background: background.start,
    });
  const installations = scopes.watching(
    overrides.installations ??
      installs?.installations ??
      singleInstallation(config.SLACK_BOT_TOKEN ?? '', apiUrl, overrides.slackTimeoutMs, calls),
  );
  const people = createPeople(overrides.knownNow);
  const groups = createGroups(overrides.knownNow);

  const bytes = createBytesInFlight(config.BYTES_IN_FLIGHT_MB * 1024 * 1024);
  const decoding = openDecoding();
  closers.push(() => decoding.close());
  closers.push(() => background.ended());
  const worker = works
    ? await composeWorker({
        config,
        overrides,
        pool,
        boss,
        store,
        enqueue,
        ring,
        installations,
        people,
        installs: oauth &&
          keeping &&
          installs && {
            store: keeping,
            forget: (teamId) => installs.forget({ teamId, enterpriseId: null }),
            rotation: {
              store: rotationStore(statements(pool), oauth.keyRing),
              exchange: (token) => refreshToken({ ...oauth, apiUrl }, token),
              forget: installs.forget,
            },
          },
        offers,
        log,
        logger,
        count: metrics.count,
        bytes,
        decoding,
        upstreams,
      })
    : null;
  if (worker) takers.push(worker.close);

  const learn = async () => offers.learn(await store.listShutdowns());
  await learn().catch(onError);
  const days = startDaily({
    look: learn,
    daily: async (signal) => {
      await scopes.look().catch(onError);
      await worker?.daily(signal);
    },
    day: offers.day,
    everyMs: overrides.dailyMs ?? DAILY_MS,
    log,
  });
  takers.push(() => days.stop());

  metrics.watch({
    readOverview: () => readOverview(statements(pool)),
    pool,
    endings: () => offers.today().endings,
    scopesMissing: scopes.areMissing,
    isAway: upstreams.isAway,
  });
  const about = {
    isReady: createReadiness(pool),
    metrics: config.METRICS_TOKEN ? { token: config.METRICS_TOKEN, read: metrics.read } : null,
  };
  let port: number | undefined;
  if (roles.includes('web')) {
    const deps = {
      requests: {
        store,
        policies: createPolicies(store.readPolicy, overrides.knownNow),
        offer: offers.today,
        defaultCredits,
        newId: randomUUID,
        standingOf: createStandings(installations, people, groups),
      },
      ...{ installations, installs, people, groups, scopes, apiUrl },
      chartTools: { draw: decoding.drawChart, bytes, waitScale: overrides.waitScale ?? 1 },
      turnstile: createTurnstile(
        { perPerson: config.PERSON_ACTIONS_PER_MINUTE, perTeam: config.TEAM_ACTIONS_PER_MINUTE },
        overrides.knownNow,
      ),
      background: background.start,
      checkKey: config.ENCRYPTION_KEYS ? createCheckKey({ baseUrl: config.PIXAPI_BASE_URL, bytes }) : null,
      log,
    };
    const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: current } = config;
    const previous = config.SLACK_SIGNING_SECRET_PREVIOUS ?? null;
    const { answerWithinMs, waitScale, socketSilentMs: silentMs, knownNow: now } = overrides;
    const slack =
      !appToken && current ? createSlackApp(deps, { secrets: { current, previous }, answerWithinMs, now }) : null;
    const server = await createWebServer({
      port: config.PORT,
      slack: slack?.handle ?? null,
      pages:
        oauth && keeping && installs
          ? createInstallRoutes({
              client: { ...oauth, redirectUrl: `${oauth.address}${REDIRECT_PATH}`, apiUrl },
              stateSecret: oauth.stateSecret,
              scopes: manifestScopes(),
              ...{ store: keeping, forget: installs.forget, defaultCredits, log },
            })
          : {},
      ...about,
    });
    port = server.port;
    takers.push(() => server.close());
    const sockets = appToken ? openSocketMode(deps, { appToken, answerWithinMs, waitScale, silentMs }) : null;
    if (sockets) takers.push(() => sockets.close());
  } else if (config.METRICS_PORT !== undefined) {
    const server = await createWebServer({ port: config.METRICS_PORT, slack: null, pages: {}, ...about });
    port = server.port;
    takers.push(() => server.close());
  }
  // Who we are in the workspace, asked before the first request needs it; it is asked again if Slack does not answer now.
  installations.warmUp().catch(onError);

  return {
    logger,
    store,
    /** Where it is heard: the web server's port, or `METRICS_PORT` of a worker alone. */
    port,
    /** Of this process: whether Pixapi and Slack are there. */
    upstreams,
    /** Settles when nothing is under way that nobody waits for. */
    atRest: background.ended,
    async close() {
      await Promise.all(takers.map((close) => close()));
      for (const close of closers.reverse()) await close();
    },
  };
}
