import type { TestProject } from 'vitest/node';
import { migrate } from '../../src/migrate.ts';
import { CHROMIUM, hasBrowser } from './chromium.ts';
import { createDatabase, dropDatabases } from './database.ts';
import { startPostgres } from './postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A Postgres server that tests may make databases on. */
    postgresUrl: string;
    /** How the names of the run's databases begin. */
    databases: string;
  }
}

/** One server for the whole run (or the one of DATABASE_URL), with a migrated template that is copied, not migrated, for the tests. */
export default async function setup(project: TestProject) {
  if (!hasBrowser && project.name === 'outer')
    console.warn(
      `Left out: test/outer/browser/, because there is no Chromium at ${CHROMIUM}. (apt-get install chromium)`,
    );
  const given = process.env.DATABASE_URL;
  const own = given ? null : await startPostgres({ careless: true });
  const postgresUrl = given ?? own?.url ?? '';
  const databases = `imagine_run_${process.pid}`;
  await migrate(await createDatabase(postgresUrl, TEMPLATE));
  project.provide('postgresUrl', postgresUrl);
  project.provide('databases', databases);
  return async () => {
    if (own) await own.close();
    else await dropDatabases(postgresUrl, databases);
  };
}

export const TEMPLATE = 'imagine_test_template';
