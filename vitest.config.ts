import { defineConfig } from 'vitest/config';

/** What `npm test` runs: everything that one process and a shared Postgres can prove. */
const INNER = ['unit', 'house', 'preview', 'journeys', 'faults'];
/** What `npm run test:outer` runs: processes that are killed, a Postgres that is stopped, the browser, the demo, the local Slack and Pixapi. */
const OUTER = ['outer', 'local'];

/** Limits are a failure's end, and how long a slow and busy machine may take is far more than anything here needs. */
const ring = (name: string, folders: readonly string[], patienceMs: number) => ({
  extends: true as const,
  test: {
    name,
    include: folders.map((folder) => `test/${folder}/**/*.test.ts`),
    testTimeout: patienceMs,
    hookTimeout: patienceMs,
  },
});

export default defineConfig({
  test: {
    projects: [ring('inner', INNER, 180_000), ring('outer', OUTER, 300_000)],
    reporters: ['minimal', './test/support/slowest.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    // Some tests wait (for tasks, processes, heartbeats) more than they compute; two cores are busy with three.
    maxWorkers: 3,
    isolate: false,
    execArgv: ['--max-semi-space-size=32'],
    expect: { poll: { timeout: 60_000 } },
  },
});
