import { compose, type Overrides } from './compose.ts';
import { readConfig } from './config.ts';
import { censor } from './log.ts';

const GRACE_MS = 25_000;

/**
 * Runs the app in this process until it is told to stop (SIGTERM, SIGINT): then it takes nothing new, finishes what is
 * in hand, gives the rest back to the queue, and exits; after 25 s it exits anyway (hosts kill at 30). `overrides` are
 * for the demo and the bench.
 */
export async function run(roles: readonly ('web' | 'worker')[], overrides: Overrides = {}): Promise<void> {
  const app = await start(roles, overrides);
  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) return;
    stopping = true;
    app.logger.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), GRACE_MS).unref();
    app.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.on('unhandledRejection', (error) => {
    app.logger.fatal(
      {
        name: error instanceof Error ? error.name : typeof error,
        stack: error instanceof Error ? error.stack : undefined,
      },
      'unhandled',
    );
    process.exit(1);
  });
  app.logger.info({ roles, port: app.port }, 'ready');
}

async function start(roles: readonly ('web' | 'worker')[], overrides: Overrides) {
  try {
    return await compose(readConfig(), roles, overrides);
  } catch (error) {
    process.stderr.write(`${censor(error instanceof Error ? error.message : String(error))}\n`);
    process.exit(1);
  }
}
