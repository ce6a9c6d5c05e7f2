import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { runner } from 'node-pg-migrate';
import pg from 'pg';
import { afterAll, expect, inject, onTestFinished, test } from 'vitest';
import { migrate } from '../../../src/migrate.ts';
import { openPool, transaction } from '../../../src/postgres/connection/pool.ts';
import { createStore } from '../../../src/postgres/store.ts';
import { createDatabase, dropDatabase } from '../../support/database.ts';
import { TEMPLATE } from '../../support/global-setup.ts';
import { checkInvariants } from '../../support/invariants.ts';
import { until } from '../../support/until.ts';
import { acceptAsBefore, ask, logRefusedAsBefore } from './first-release.ts';
import { PICTURE } from './support.ts';

const names: string[] = [];
afterAll(async () => {
  for (const name of names) await dropDatabase(inject('postgresUrl'), name);
});

async function database(template?: string): Promise<string> {
  const name = `imagine_${randomUUID().replaceAll('-', '')}`;
  names.push(name);
  return await createDatabase(inject('postgresUrl'), name, template);
}

const MIGRATIONS = [
  '0001_tables',
  '0002_credit_functions',
  '0003_acts_and_trees',
  '0007_pressed_buttons',
  '0008_taken_away_whole',
];
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
    promisify(execFile)(process.execPath, [fileURLToPath(new URL('../../../src/migrate.ts', import.meta.url))], {
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

const FUNCTIONS = new URL('../../../src/postgres/functions/', import.meta.url);

test('each function of the database is what its file says, whatever stood there before', async () => {
  const url = await database(TEMPLATE);
  const names = readdirSync(FUNCTIONS).map((file) => file.replace(/\.sql$/, ''));
  expect(names).toEqual(expect.arrayContaining(['accept_generations', 'resolve_hold', 'next_label']));
  await ask(
    url,
    `create or replace function next_label(p_team text, p_channel text, p_thread text, p_depth integer)
     returns text language sql stable as 'select ''wrong''::text'`,
  );
  await Promise.all([migrate(url), migrate(url)]);
  for (const name of names) {
    const text = readFileSync(new URL(`${name}.sql`, FUNCTIONS), 'utf8');
    const found = await ask<{ body: string }>(url, 'select prosrc as body from pg_proc where proname = $1', [name]);
    expect(found).toHaveLength(1);
    expect(text).toContain(`create or replace function ${name}(`);
    expect(text).toContain(`$$${found[0]?.body}$$;`);
  }
});

test('a function that answered with other columns before is made anew', async () => {
  const url = await database(TEMPLATE);
  const shape = () =>
    ask(url, `select pg_get_function_result(oid) as result from pg_proc where proname = 'counted_alone'`);
  const before = await shape();
  await ask(url, 'drop function counted_alone(text, uuid)');
  await ask(
    url,
    `create function counted_alone(p_team text, p_source uuid) returns table (credits bigint) language sql as 'select 1::bigint'`,
  );
  await migrate(url);
  expect(await shape()).toEqual(before);
});

test('a migration gives way while its table is in use, keeps nobody waiting meanwhile, and comes again', async () => {
  const url = await database(TEMPLATE);
  const dir = await mkdtemp(join(tmpdir(), 'imagine-migrations-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  await cp(new URL('../../../migrations/', import.meta.url), dir, { recursive: true });
  await writeFile(join(dir, '9999_one_more.sql'), '-- Up Migration\nalter table teams add column one_more integer;\n');
  const busy = new pg.Client({ connectionString: url });
  await busy.connect();
  await busy.query('begin');
  await busy.query('lock table teams in access share mode');
  const migrating = migrate(url, { migrations: dir });
  await until(async () => (await ask<{ n: number }>(url, WAITING))[0]?.n === 1);
  // would wait behind it for as long as the table is in use
  await ask(url, 'select from teams');
  await busy.query('commit');
  await busy.end();
  await migrating;
  expect(await ask(url, 'select one_more from teams')).toEqual([]);
});

const WAITING = `select count(*)::int as n from pg_stat_activity
  where datname = current_database() and application_name = 'imagine-migrate' and wait_event_type = 'Lock'`;

test('who is chosen to end a deadlock goes again', async () => {
  const url = await database(TEMPLATE);
  await ask(url, `insert into teams (team_id) values ('T1'), ('T2')`);
  const pool = openPool(url, { max: 2, name: 'deadlock', onError: () => undefined });
  const met = Promise.withResolvers<void>();
  let arrived = 0;
  let begun = 0;
  const touch = (first: string, second: string) =>
    transaction(pool, async (sql) => {
      begun++;
      await sql.query('update teams set language = language where team_id = $1', [first]);
      if (++arrived === 2) met.resolve();
      await met.promise;
      await sql.query('update teams set language = language where team_id = $1', [second]);
    });
  await Promise.all([touch('T1', 'T2'), touch('T2', 'T1')]);
  await pool.end();
  expect(begun).toBe(3);
});

test('no migration since they have files of their own holds a function that has one', () => {
  const migrations = new URL('../../../migrations/', import.meta.url);
  const names = readdirSync(FUNCTIONS).map((file) => file.replace(/\.sql$/, ''));
  const copies = readdirSync(migrations)
    .filter((file) => file > '0009_')
    .filter((file) => file !== '0009_owed_changes.sql')
    .filter((file) => {
      const text = readFileSync(new URL(file, migrations), 'utf8');
      return names.some((name) => new RegExp(`create (or replace )?function ${name}\\b`, 'i').test(text));
    });
  expect(copies).toEqual([]);
});

test('no migration waits long for a table that requests need: whoever comes after it waits behind it', () => {
  const migrations = new URL('../../../migrations/', import.meta.url);
  const waiting = readdirSync(migrations)
    .filter((file) => file > '0016_')
    .filter((file) => {
      const [before = '', ...alters] = readFileSync(new URL(file, migrations), 'utf8').split(/^\s*alter table /m);
      return alters.length > 0 && !/set local lock_timeout = '500ms'/.test(before);
    });
  expect(waiting).toEqual([]);
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

/** A database as it was when there were only so many migrations. */
async function databaseOf(count: number): Promise<string> {
  const url = await database();
  const dir = fileURLToPath(new URL('../../../migrations', import.meta.url));
  await runner({ databaseUrl: url, dir, direction: 'up', migrationsTable: 'migrations', count, log: () => undefined });
  return url;
}

test('what the first release stored is read, shown and gone on with by this one', async () => {
  const url = await databaseOf(2);
  const first = await acceptAsBefore(url, { kind: 'generation', prompt: 'a red fox' });
  const edit = await acceptAsBefore(url, {
    kind: 'edit',
    prompt: 'make it night',
    parentId: first.id,
    parentPicture: 1,
    replyTs: '1.1',
    fileIds: ['F9'],
  });
  const post = async (id: string, version: number, ts: string) => {
    await ask(url, `select resolve_hold('T1', $1, 'capture', 1, false)`, [id]);
    await ask(
      url,
      `update generations set state = 'posted', version = $2, message_ts = $3, announced_at = now(), made_at = now(), posted_at = now()
       where id = $1`,
      [id, version, ts],
    );
    await ask(url, `insert into pictures values ('T1', $1, 1, 'https://r2.pixapi.ai/' || $2, null, 'F' || $2)`, [
      id,
      String(version),
    ]);
  };
  await post(first.id, 1, '1.1');
  await post(edit.id, 2, '1.2');
  const failed = await acceptAsBefore(url, { kind: 'generation' });
  await ask(url, `select resolve_hold('T1', $1, 'release', 0, false)`, [failed.id]);
  await ask(url, `update generations set state = 'failed', failure = 'prompt_refused' where id = $1`, [failed.id]);
  const unknown = await acceptAsBefore(url, { kind: 'generation' });
  await ask(url, `update generations set state = 'unknown', failure = 'outcome_unknown' where id = $1`, [unknown.id]);
  const waiting = await acceptAsBefore(url, { kind: 'edit', parentId: edit.id, parentPicture: 1, replyTs: '1.1' });
  const refused = await logRefusedAsBefore(url);

  await migrate(url);
  const pool = openPool(url, { max: 2, name: 'migrated', onError: () => undefined });
  try {
    const store = createStore(pool, async () => undefined);
    const find = (id: string) => store.findGeneration({ teamId: 'T1', id });
    expect(await find(first.id)).toMatchObject({ act: 'make', state: 'posted', label: '1', askedChannelId: 'C1' });
    expect(await find(edit.id)).toMatchObject({
      act: 'edit',
      state: 'posted',
      label: '2',
      isPrivate: false,
      deleted: false,
      revision: 0,
      chargedCredits: 1,
      parent: { id: first.id, label: '1', picture: { fileId: 'F1', altText: null } },
      sourceFileIds: ['F9'],
      pictures: [{ position: 1, fileId: 'F2' }],
    });
    expect(await find(failed.id)).toMatchObject({ state: 'failed', failure: 'prompt_refused', refusal: null });
    expect(await find(unknown.id)).toMatchObject({ state: 'unknown', heldCredits: 1, chargedCredits: null });
    expect(await find(refused)).toMatchObject({ act: 'edit', state: 'failed', askedChannelId: 'C1' });
    const thread = { teamId: 'T1', channelId: 'C1', threadTs: '1.1' };
    expect((await store.listVersions(thread)).map(({ label, act }) => [label, act])).toEqual([
      ['1', 'make'],
      ['2', 'edit'],
    ]);
    expect(await store.findThreadPicture({ ...thread, label: null, picture: null })).toMatchObject({
      found: true,
      parent: { id: edit.id },
    });
    const key = { teamId: 'T1', id: waiting.id };
    expect(await store.markSubmitting(key, crypto.randomUUID())).toBe(true);
    expect(await store.markMade(key, PICTURE, { amount: 1, estimated: false })).toBe(true);
    expect(await find(waiting.id)).toMatchObject({ state: 'made', version: 3, label: '3' });
    expect(await store.settleUnknown({ teamId: 'T1', id: unknown.id })).toBe(true);
    expect(await store.markDeleted({ teamId: 'T1', id: first.id }, 'U1')).toBe(true);
    await store.markShown({ teamId: 'T1', id: first.id }, 1);
    expect(await store.readBudget('T1', null)).toMatchObject({ held: 0, spent: 4 });
    expect(await checkInvariants((sql, values) => ask(url, sql, values))).toEqual([]);
  } finally {
    await pool.end();
  }
});

test('while the first release is still being replaced, it accepts and logs on the new schema', async () => {
  const url = await database(TEMPLATE);
  const made = await acceptAsBefore(url, { kind: 'generation' });
  const edited = await acceptAsBefore(url, { kind: 'edit' });
  const refused = await logRefusedAsBefore(url);
  expect(
    await ask(
      url,
      'select id, act, is_private as "isPrivate", asked_channel_id as asked from generations order by requested_at',
    ),
  ).toEqual([
    { id: made.id, act: 'make', isPrivate: false, asked: 'C1' },
    { id: edited.id, act: 'edit', isPrivate: false, asked: 'C1' },
    { id: refused, act: 'make', isPrivate: false, asked: 'C1' },
  ]);
});

test('what still shows a picture that was deleted goes, when its message is next brought up to date', async () => {
  const url = await databaseOf(6);
  const insert = async (about: { act: string; otherId?: string; parentId?: string; deleted?: boolean }) => {
    const id = randomUUID();
    await ask(
      url,
      `insert into generations (team_id, id, channel_id, asked_channel_id, user_id, act, kind, prompt, model, size, count, month, state,
         version, other_id, parent_id, deleted_at)
       values ('T1', $1, 'C1', 'C1', 'U1', $2, 'generation', 'a fox', 'm', 's', 1, '2026-11-01', 'posted', 1, $3, $4, case when $5 then now() end)`,
      [id, about.act, about.otherId ?? null, about.parentId ?? null, about.deleted ?? false],
    );
    return id;
  };
  await ask(url, `insert into teams (team_id) values ('T1')`);
  const [gone, kept] = [await insert({ act: 'make', deleted: true }), await insert({ act: 'make' })];
  const go = [
    await insert({ act: 'undo', otherId: gone }),
    await insert({ act: 'compare', otherId: gone, parentId: kept }),
    await insert({ act: 'compare', otherId: kept, parentId: gone }),
  ];
  for (const act of ['edit', 'undo', 'vary']) await insert({ act, otherId: kept, parentId: gone });
  await insert({ act: 'hide', otherId: gone });

  await migrate(url);
  const outdated = await ask<{ id: string }>(
    url,
    'select id from generations where revision > shown_revision and deleted_at is not null',
  );
  expect(outdated.map(({ id }) => id).sort()).toEqual(go.sort());
});
