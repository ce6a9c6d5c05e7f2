import { expect, test } from 'vitest';
import { journey } from '../support/journey.ts';
import { until } from '../support/until.ts';

const imagine = journey({ env: {} });

/** From now on the app's connections are new ones, and read-only, or as usual. */
async function setReadOnly(on: boolean): Promise<void> {
  const name = new URL(imagine.databaseUrl).pathname.slice(1);
  await imagine.query(`alter database ${name} set default_transaction_read_only = ${on ? 'on' : 'off'}`);
  await imagine.query(`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name like 'imagine-%'`);
}

const readiness = async () => (await fetch(`${imagine.url}/readyz`)).status;

test('a server that takes no writes is not ready', async () => {
  expect(await readiness()).toBe(200);
  await setReadOnly(true);
  await until(async () => (await readiness()) === 503);
  await setReadOnly(false);
  await until(async () => (await readiness()) === 200);
});

test('pictures whose orders go out while the server becomes read-only come, and each was ordered once', async () => {
  const { slack, pixapi, logLines, query } = imagine;
  const prompts = ['a red fox', 'a blue fox', 'a green fox', 'a grey fox'];
  pixapi.fault({ to: 'submit' }, ...prompts.map(() => ({ delayMs: 60_000 })));
  for (const text of prompts) await slack.command({ user: 'ana', channel: 'general', text });
  await until(() => pixapi.journal.filter(({ taskId }) => taskId).length === prompts.length);
  await setReadOnly(true);
  pixapi.advance(60_000);
  await until(() => logLines.filter((line) => line.includes('write retried')).length >= prompts.length);
  await setReadOnly(false);
  await imagine.settled();
  expect(await query('select state, count(*)::integer as count from generations group by 1')).toEqual([
    { state: 'posted', count: prompts.length },
  ]);
  expect(pixapi.submits()).toHaveLength(prompts.length);
  expect(pixapi.billed()).toHaveLength(prompts.length);
});
