import { spawn } from 'node:child_process';
import { once } from 'node:events';
import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { migrate } from '../../../src/migrate.ts';
import { createDatabase, dropDatabase } from '../../support/database.ts';
import { TEMPLATE } from '../../support/global-setup.ts';
import { until } from '../../support/until.ts';

const HELD = 4_711;
/** Every migration that makes this table stands still in the middle, until the lock is free. */
const HOLD = `create function public.hold_here() returns event_trigger language plpgsql as $$ begin
    if exists (select from pg_event_trigger_ddl_commands() c where c.object_identity = 'public.approvals') then
      perform pg_advisory_lock(${HELD}); perform pg_advisory_unlock(${HELD});
    end if; end $$;
  create event trigger hold_here on ddl_command_end when tag in ('CREATE TABLE') execute function public.hold_here()`;
const LET_GO = 'drop event trigger hold_here; drop function public.hold_here()';
const TABLES = `select table_schema, table_name, column_name, data_type, is_nullable from information_schema.columns
  where table_schema in ('public', 'pgboss') order by 1, 2, 3`;

test('a release that is killed in the middle of a migration leaves that one undone, and the next try brings all', async () => {
  const server = inject('postgresUrl');
  const name = `${inject('databases')}_half_migrated`;
  const url = await createDatabase(server, name);
  const db = new pg.Client({ connectionString: url });
  const fresh = new pg.Client({ connectionString: await createDatabase(server, `${name}_not`, TEMPLATE) });
  await Promise.all([db.connect(), fresh.connect()]);
  await db.query(HOLD);
  await db.query('select pg_advisory_lock($1)', [HELD]);

  const env = { PATH: process.env.PATH, DATABASE_URL: url };
  const release = spawn(process.execPath, ['src/migrate.ts'], { env, stdio: 'inherit' });
  const ended = once(release, 'exit');
  const waits = `select from pg_locks where locktype = 'advisory' and objid = ${HELD} and not granted`;
  await until(
    async () => (await db.query(waits)).rowCount === 1,
    () => 'the migration to stand still',
  );
  release.kill('SIGKILL');
  await ended;
  await db.query(`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name = 'imagine-migrate'`);
  await db.query('select pg_advisory_unlock($1)', [HELD]);
  await until(async () => (await db.query(waits)).rowCount === 0);
  const before = await db.query<{ n: number }>('select count(*)::int as n from migrations');
  expect(before.rows[0]?.n).toBeGreaterThan(0);
  expect((await db.query(`select to_regclass('public.approvals') as made`)).rows).toEqual([{ made: null }]);

  await db.query(LET_GO);
  await migrate(url);
  const columns = async (client: pg.Client) => (await client.query(TABLES)).rows;
  expect(await columns(db)).toEqual(await columns(fresh));
  await Promise.all([db.end(), fresh.end()]);
  await Promise.all([dropDatabase(server, name), dropDatabase(server, `${name}_not`)]);
});
