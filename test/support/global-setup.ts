import type { TestProject } from 'vitest/node';
import { migrate } from '../../src/migrate.ts';
import { CHROMIUM, hasBrowser } from './chromium.ts';
import { createDatabase } from './database.ts';
import { startPostgres } from './postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A Postgres server that tests may make databases on. */
    postgresUrl: string;
  }
}

/** One server for the whole run (or the one of DATABASE_URL), with a migrated template that each test file copies. */
export default async function setup(project: TestProject) {
  if (!hasBrowser)
    console.warn(
      `Left out: test/outer/browser/, because there is no Chromium at ${CHROMIUM}. (apt-get install chromium)`,
    );
  const given = process.env.DATABASE_URL;
  const own = given ? null : await startPostgres({ careless: true });
  const postgresUrl = given ?? own?.url ?? '';
  await migrate(await createDatabase(postgresUrl, TEMPLATE));
  project.provide('postgresUrl', postgresUrl);
  return async () => {
    await own?.close();
  };
}

export const TEMPLATE = 'imagine_test_template';
