import { defineConfig } from 'vitest/config';

/** What `npm test` runs: everything that one process and a shared Postgres can prove. */
const INNER = ['unit', 'house', 'preview', 'journeys', 'faults'];
/** What `npm run test:outer` runs: processes that are killed, a Postgres that is stopped, the browser, the demo, the local Slack and Pixapi. */
const OUTER = ['outer', 'local'];

const ring = (name: string, folders: readonly string[]) => ({
  extends: true as const,
  test: { name, include: folders.map((folder) => `test/${folder}/**/*.test.ts`) },
});

export default defineConfig({
  test: {
    projects: [ring('inner', INNER), ring('outer', OUTER)],
    globalSetup: ['test/support/global-setup.ts'],
    // Many tests wait (for tasks, processes, heartbeats) more than they compute.
    maxWorkers: 4,
    isolate: false,
    testTimeout: 90_000,
    hookTimeout: 90_000,
    expect: { poll: { timeout: 60_000 } },
  },
});
