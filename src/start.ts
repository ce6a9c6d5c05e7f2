import { readConfig, readEnvironment } from './config.ts';
import { openOwnPostgres } from './embedded/own-postgres.ts';
import { migrate } from './migrate.ts';
import { endWith, run } from './run.ts';

/** web and worker in one process; without `DATABASE_URL` on a PostgreSQL of its own, in `DATA_DIR`. */
async function start(): Promise<void> {
  const env = readEnvironment();
  if (env.DATABASE_URL) {
    await run(['web', 'worker'], { env });
    return;
  }
  const { url, close, dataDir, watch, lost } = await openOwn(env).catch(endWith);
  // whoever supervises this process starts both anew
  lost.then(endWith);
  const { logger } = await run(['web', 'worker'], {
    env: { ...env, DATABASE_URL: url },
    notice: `without DATABASE_URL, everything is kept in a PostgreSQL of our own in ${dataDir}: enough for one machine; to move it: npm run move -- postgres://…`,
    closed: close,
  });
  watch((what) => logger.warn(what));
}

/** Ready to be used. */
async function openOwn(env: Record<string, string | undefined>) {
  const { DATA_DIR: dataDir } = readConfig({ ...env, DATABASE_URL: 'postgres://own' });
  const own = await openOwnPostgres(dataDir);
  await migrate(own.url).catch(async (error) => {
    await own.close();
    throw error;
  });
  return { ...own, dataDir };
}

await start();
