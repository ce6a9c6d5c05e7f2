import { compose } from './compose.ts';
import { isDatabaseTrafficPrivate, readConfig } from './config.ts';
import { toFailure } from './core/failure.ts';
import { censor, createLog, type createLogger } from './log.ts';
import type { Overrides } from './overrides.ts';
import { databaseTrouble } from './postgres/connection/trouble.ts';

/** Containers are killed ten seconds after they were told to stop. */
const GRACE_MS = 9_000;

export interface RunOptions {
  /** For the demo and the bench. */
  readonly overrides?: Overrides;
  /** In place of the environment. */
  readonly env?: Record<string, string | undefined>;
  /** A line for whoever runs it. */
  readonly notice?: string;
  /** Comes after the app has let go of everything. */
  readonly closed?: () => Promise<void>;
}

/**
 * Runs the app in this process until it is told to stop (SIGTERM, SIGINT): then it takes nothing new, finishes what is
 * in hand, gives the rest back to the queue, and exits; after 9 s it exits anyway (hosts kill at 10 or later), and others
 * take up what it had in hand.
 */
export async function run(
  roles: readonly ('web' | 'worker')[],
  options: RunOptions = {},
): Promise<{ readonly logger: ReturnType<typeof createLogger> }> {
  const app = await start(roles, options);
  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) return;
    stopping = true;
    app.logger.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), GRACE_MS).unref();
    app
      .close()
      .then(options.closed)
      .then(
        () => process.exit(0),
        () => process.exit(1),
      );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // Nobody foresaw it, so nothing is known of what it holds: it goes through the same filter as every failure.
  const log = createLog(app.logger);
  const die = (error: unknown) => {
    log.failure(toFailure(error), { at: 'unhandled' });
    process.exit(1);
  };
  process.on('unhandledRejection', die);
  process.on('uncaughtException', die);
  if (!isDatabaseTrafficPrivate(app.config.DATABASE_URL))
    app.logger.warn(
      { variable: 'DATABASE_URL' },
      'the connection to the database is not encrypted: add sslmode=verify-full',
    );
  if (options.notice) app.logger.info(options.notice);
  app.logger.info({ roles, port: app.port }, 'ready');
  return { logger: app.logger };
}

async function start(roles: readonly ('web' | 'worker')[], { overrides, env }: RunOptions) {
  let told: string | null = null;
  try {
    const config = readConfig(env);
    told = config.DATABASE_URL;
    return { ...(await compose(config, roles, overrides)), config };
  } catch (error) {
    return endWith(error, told);
  }
}

/** Ends the process with 1 and one line: before there is a log. */
export function endWith(error: unknown, databaseUrl: string | null = null): never {
  const told = databaseUrl && databaseTrouble(error, databaseUrl);
  process.stderr.write(`${told || censor(error instanceof Error ? error.message : String(error))}\n`);
  process.exit(1);
}
