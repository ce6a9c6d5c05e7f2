import pg from 'pg';
import { compose } from '../../src/compose.ts';
import { type Config, readConfig } from '../../src/config.ts';
import { createLogger } from '../../src/log.ts';
import type { Overrides } from '../../src/overrides.ts';
import { type LocalPixapi, type LocalPixapiOptions, startPixapi } from '../local/pixapi/pixapi.ts';
import { type LocalSlack, startSlack } from '../local/slack/slack.ts';
import { borrowDatabase, EMPTY, ownDatabase } from './app-database.ts';
import { environment } from './environment.ts';
import { BROKEN_RULES, checkInvariants } from './invariants.ts';
import { AN_EARLY_DAY } from './models.ts';
import { until } from './until.ts';
import { oauthEnvironment } from './visitor.ts';

export interface Imagine {
  readonly slack: LocalSlack;
  readonly pixapi: LocalPixapi;
  readonly config: Config;
  /** The address of our web server. */
  readonly url: string;
  readonly databaseUrl: string;
  /** Every log line so far. */
  readonly logLines: string[];
  query<T extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<T[]>;
  /** Has a task of the teams done now, and waits for its end. */
  task(name: string): Promise<void>;
  /** Waits until every generation has come to an end and been told, and no job is left that is due. */
  settled(): Promise<void>;
  /**
   * Between tests of one file: everything empty again. Fails when the test left something behind: a wrong use of an
   * API, a scripted fault that never came, a broken rule of the ledger.
   */
  reset(): Promise<void>;
  /** Ends it all, with the same check. */
  close(): Promise<void>;
}

export interface ImagineOptions {
  readonly env?: Record<string, string>;
  /** No token in the environment: workspaces install the app. */
  readonly isInstalled?: false;
  readonly pixapi?: LocalPixapiOptions;
  readonly overrides?: Overrides;
  /** What the local Slack is set to when the app starts. */
  readonly slackAtStart?: Parameters<LocalSlack['set']>[0];
  readonly roles?: readonly ('web' | 'worker')[];
  /** Another Postgres than the run's: one that may be stopped. */
  readonly postgresUrl?: string;
  /** Changes the address under which the app finds its database; for something in between. */
  readonly through?: (databaseUrl: string) => string;
}

/** The whole app as it runs in production, against the local Slack and Pixapi, on a database of its own. */
export async function startImagine(options: ImagineOptions = {}): Promise<Imagine> {
  const database = options.postgresUrl ? await ownDatabase(options.postgresUrl) : await borrowDatabase();
  const databaseUrl = database.url;
  const slack = await startSlack();
  slack.set({ ...PATIENT, ...options.slackAtStart });
  const pixapi = await startPixapi({ drawing: 'plain', taskMs: 20, ...options.pixapi });
  const seenUrl = options.through?.(databaseUrl) ?? databaseUrl;
  const config = readConfig(
    environment(seenUrl, slack, pixapi, {
      ...(options.isInstalled === false && oauthEnvironment(slack)),
      ...options.env,
    }),
  );
  const logLines: string[] = [];
  const app = await compose(config, options.roles ?? ['web', 'worker'], {
    logger: createLogger('trace', { write: (line) => void logLines.push(line) }),
    pollDelay: () => 25,
    waitScale: 0.05,
    breakerCalls: NEVER,
    watchMs: 200,
    calendar: () => Date.parse(AN_EARLY_DAY),
    dailyMs: HOUR_MS,
    tasksMs: HOUR_MS,
    ...options.overrides,
  });
  const url = `http://127.0.0.1:${app.port}`;
  slack.connect(url);
  if (config.PUBLIC_URL) slack.allowRedirect(`${config.PUBLIC_URL}/slack/oauth_redirect`);
  const db = new pg.Pool({ connectionString: databaseUrl, max: 4, options: '-c default_transaction_read_only=off' });
  db.on('error', () => undefined);
  const query = async <T extends pg.QueryResultRow>(sql: string, values?: unknown[]) =>
    (await db.query<T>({ text: sql, ...(values && { values }), ...(OFTEN.has(sql) && { name: OFTEN.get(sql) ?? '' }) }))
      .rows;

  const leftBehind = async () => [
    ...slack.violations,
    ...slack.unusedFaults(),
    ...pixapi.unusedFaults(),
    ...pixapi.leaks().map(({ path }) => `a key at the CDN: ${path}`),
    ...(await checkInvariants(query)),
  ];

  return {
    slack,
    pixapi,
    config,
    url,
    databaseUrl,
    logLines,
    query,
    async task(name) {
      const done = async () =>
        (
          await query<{ n: number }>(
            `select count(*)::integer as n from pgboss.job where name = 'tasks' and state = 'completed' and data ->> 'task' = $1`,
            [name],
          )
        )[0]?.n ?? 0;
      const before = await done();
      await query(`select pg_notify('imagine_jobs', 'task:' || $1)`, [name]);
      await until(async () => (await done()) > before, undefined, undefined, 25);
    },
    async settled() {
      await until(async () => (await query(UNSETTLED)).length === 0, undefined, undefined, 25);
      await slack.settled();
    },
    async reset() {
      await slack.settled();
      await app.atRest();
      await slack.settled();
      const left = await leftBehind();
      await query(EMPTY);
      slack.reset();
      slack.set(PATIENT);
      pixapi.reset();
      logLines.length = 0;
      complain(left);
    },
    async close() {
      await slack.settled();
      const left = await leftBehind();
      await app.close();
      await query(EMPTY);
      await db.end();
      await slack.close();
      await pixapi.close();
      await database.giveBack();
      complain(left);
    },
  };
}

/** Trouble of one test is no reason for another to wait. */
const NEVER = 1_000_000;
/** What is done once a day would stand in the journals of tests that don't ask for it. */
const HOUR_MS = 3_600_000;

/** Slack waits three seconds for an answer or a modal, and a busy machine may take longer. What happens after them is asked for by `advance`, or by setting them. */
const PATIENT = { ackMs: 60_000, triggerMs: 60_000 };

/** A generation that has not come to its end, or has and was not told; or a job that is due. */
const UNSETTLED = `select from generations
    where state <> 'posted' and (failure is null or told_at is null)
  union all select from pgboss.job where state < 'completed' and start_after < now() + interval '1 minute'
  limit 1`;

/** What every test asks for is planned once. */
const OFTEN = new Map([
  [UNSETTLED, 'unsettled'],
  [BROKEN_RULES, 'broken_rules'],
]);

function complain(left: string[]): void {
  if (left.length > 0) throw new Error(`left behind:\n  ${left.join('\n  ')}`);
}
