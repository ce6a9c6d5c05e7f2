import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, expect, inject, test } from 'vitest';
import { migrate } from '../../src/migrate.ts';
import { createDatabase, dropDatabase } from '../support/database.ts';
import { TEMPLATE } from '../support/global-setup.ts';

const names: string[] = [];
afterAll(async () => {
  for (const name of names) await dropDatabase(inject('postgresUrl'), name);
});

async function database(template?: string): Promise<string> {
  const name = `imagine_${randomUUID().replaceAll('-', '')}`;
  names.push(name);
  return await createDatabase(inject('postgresUrl'), name, template);
}

async function ask<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return await client
    .query<T>(sql)
    .then(({ rows }) => rows)
    .finally(() => client.end());
}

const MIGRATIONS = ['0001_tables', '0002_credit_functions', '0003_acts_and_trees', '0007_pressed_buttons'];
const QUEUES = ['announce', 'make', 'post', 'settle'];

async function expectMigrated(url: string): Promise<void> {
  const run = await ask<{ name: string }>(url, 'select name from migrations order by id');
  expect(run.map(({ name }) => name)).toEqual(expect.arrayContaining(MIGRATIONS));
  expect(new Set(run.map(({ name }) => name)).size).toBe(run.length);
  const queues = await ask<{ name: string; heartbeat: number }>(
    url,
    'select name, heartbeat_seconds as heartbeat from pgboss.queue order by name',
  );
  expect(queues).toEqual(expect.arrayContaining(QUEUES.map((name) => ({ name, heartbeat: 10 }))));
}

test('npm run migrate makes our tables and the queue’s from nothing, and is harmless when it is run again', async () => {
  const url = await database();
  const release = () =>
    promisify(execFile)(process.execPath, [fileURLToPath(new URL('../../src/migrate.ts', import.meta.url))], {
      env: { PATH: process.env.PATH, DATABASE_URL: url },
    });
  await release();
  await expectMigrated(url);
  const before = await ask(url, 'select name, run_on from migrations order by id');
  await release();
  await expectMigrated(url);
  expect(await ask(url, 'select name, run_on from migrations order by id')).toEqual(before);
});

test('two release phases at once are as good as one', async () => {
  const url = await database();
  await Promise.all([migrate(url), migrate(url), migrate(url)]);
  await expectMigrated(url);
});

/** Columns whose names say it all. */
const OBVIOUS =
  /^(id|team_id|channel_id|user_id|generation_id|kind|prompt|model|size|quality|count|state|position|language|key|notice|task_id|at|.*_at|held|captured)$/;

test('every table says what it is for, and every column that its name does not explain', async () => {
  const url = await database(TEMPLATE);
  const described = await ask<{ name: string; column: string | null }>(
    url,
    `select c.relname as name, a.attname as column from pg_class c
     left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'migrations'
       and (col_description(c.oid, a.attnum) is null or obj_description(c.oid, 'pg_class') is null)`,
  );
  const tables = await ask<{ name: string }>(
    url,
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
       and relname <> 'migrations' and obj_description(oid, 'pg_class') is null`,
  );
  expect(tables).toEqual([]);
  expect(described.filter(({ column }) => !OBVIOUS.test(column ?? ''))).toEqual([]);
});
