import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { compose, type Overrides } from '../../src/compose.ts';
import { type Config, readConfig } from '../../src/config.ts';
import { createLogger } from '../../src/log.ts';
import { migrate } from '../../src/migrate.ts';
import { type LocalPixapi, type LocalPixapiOptions, startPixapi } from '../local/pixapi/pixapi.ts';
import { type LocalSlack, startSlack } from '../local/slack/slack.ts';
import { createDatabase, dropDatabase } from './database.ts';
import { environment } from './environment.ts';
import { checkInvariants } from './invariants.ts';
import { until } from './until.ts';

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
  readonly pixapi?: LocalPixapiOptions;
  readonly overrides?: Overrides;
  readonly roles?: readonly ('web' | 'worker')[];
  /** Another Postgres than the run's: one that may be stopped. */
  readonly postgresUrl?: string;
  /** Changes the address under which the app finds its database; for something in between. */
  readonly through?: (databaseUrl: string) => string;
}

/** The whole app as it runs in production, against the local Slack and Pixapi, on a database of its own. */
export async function startImagine(options: ImagineOptions = {}): Promise<Imagine> {
  const postgresUrl = options.postgresUrl ?? inject('postgresUrl');
  const name = `imagine_${randomUUID().replaceAll('-', '')}`;
  const databaseUrl = await createDatabase(
    postgresUrl,
    name,
    options.postgresUrl ? undefined : 'imagine_test_template',
  );
  if (options.postgresUrl) await migrate(databaseUrl);
  const slack = await startSlack();
  const pixapi = await startPixapi({ drawing: 'plain', taskMs: 60, ...options.pixapi });
  const seenUrl = options.through?.(databaseUrl) ?? databaseUrl;
  const config = readConfig(environment(seenUrl, slack, pixapi, options.env));
  const logLines: string[] = [];
  const app = await compose(config, options.roles ?? ['web', 'worker'], {
    logger: createLogger('trace', { write: (line) => void logLines.push(line) }),
    pollDelay: () => 15,
    waitScale: 0.05,
    queuePollMs: 40,
    ...options.overrides,
  });
  const url = `http://127.0.0.1:${app.port}`;
  slack.connect(url);
  const db = new pg.Pool({ connectionString: databaseUrl, max: 4 });
  db.on('error', () => undefined);
  const query = async <T extends pg.QueryResultRow>(sql: string, values?: unknown[]) =>
    (await db.query<T>(sql, values)).rows;

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
    async settled() {
      await until(async () => {
        const [row] = await query<{ open: string }>(`select count(*) as open from generations where not (
          state = 'posted' or (failure is not null and told_at is not null))`);
        const [jobs] = await query<{ due: string }>(
          `select count(*) as due from pgboss.job where state < 'completed' and start_after < now() + interval '1 minute'`,
        );
        return Number(row?.open) === 0 && Number(jobs?.due) === 0;
      });
      await slack.settled();
    },
    async reset() {
      await slack.settled();
      const left = await leftBehind();
      await query(EMPTY);
      await query('delete from pgboss.job');
      slack.reset();
      pixapi.reset();
      logLines.length = 0;
      complain(left);
    },
    async close() {
      await slack.settled();
      const left = await leftBehind();
      await app.close();
      await db.end();
      await slack.close();
      await pixapi.close();
      await dropDatabase(postgresUrl, name);
      complain(left);
    },
  };
}

/** The app itself may empty neither of them: that takes the owner, who switches their guards off for a moment. */
const KEPT = ['ledger_entries', 'audit_entries'];
const EMPTY = [
  'begin',
  ...KEPT.map((table) => `alter table ${table} disable trigger user`),
  'truncate teams, retired_models cascade',
  ...KEPT.map((table) => `alter table ${table} enable trigger user`),
  'commit',
].join('; ');

function complain(left: string[]): void {
  if (left.length > 0) throw new Error(`left behind:\n  ${left.join('\n  ')}`);
}
