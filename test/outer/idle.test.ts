import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type Imagine, startImagine } from '../support/imagine.ts';
import { openProcesses, type Processes } from '../support/processes.ts';
import { until } from '../support/until.ts';

let imagine: Imagine;
let processes: Processes;
/** From outside, so that looking makes no transaction in the app's own database. */
let server: pg.Client;
beforeAll(async () => {
  imagine = await startImagine({ roles: ['web'] });
  processes = openProcesses(imagine);
  server = new pg.Client({ connectionString: inject('postgresUrl') });
  await server.connect();
});
afterAll(async () => {
  await server.end();
  await processes.close();
  await imagine.close();
});

/** A worker asks every ten seconds whether the connection on which it listens is alive: the beat by which its idleness is counted. */
const MOST_A_BEAT = 40;
const BEATS = 2;

test('an idle app makes at most 40 transactions while its listening connection is asked once', async () => {
  await processes.start('worker');
  const database = new URL(imagine.databaseUrl).pathname.slice(1);
  const beat = async () => {
    const { rows } = await server.query<{ at: string }>(
      `select query_start::text as at from pg_stat_activity where datname = $1 and application_name = 'imagine-listen'`,
      [database],
    );
    return rows[0]?.at;
  };
  const nextBeat = async () => {
    const last = await beat();
    await until(async () => (await beat()) !== last);
  };
  const transactions = async () => {
    const { rows } = await server.query<{ n: string }>(
      'select xact_commit as n from pg_stat_database where datname = $1',
      [database],
    );
    return Number(rows[0]?.n);
  };
  await nextBeat();
  const before = await transactions();
  for (let i = 0; i < BEATS; i++) await nextBeat();
  const made = (await transactions()) - before;
  expect(made).toBeGreaterThan(BEATS);
  expect(made / BEATS).toBeLessThan(MOST_A_BEAT);
});
