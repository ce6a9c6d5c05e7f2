import { existsSync, readdirSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { isDatabaseTrafficPrivate } from '../config.ts';
import { databaseTrouble } from '../postgres/connection/trouble.ts';
import { type Check, type Finding, ok, warning, wrong } from './check.ts';

const OLDEST = 15;

/** Version, migrations, and that a session lasts. */
export const database: Check = {
  name: 'DATABASE_URL',
  async run({ DATABASE_URL: url }) {
    if (!url) return null;
    if (!URL.canParse(url) || !/^postgres(ql)?:/.test(url))
      return wrong('is no address of a Postgres', 'postgres://user:password@host:5432/database');
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, query_timeout: 5_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return (await aboutServer(client)) ?? (await aboutTables(client)) ?? aboutWay(url);
    } catch (error) {
      const told = databaseTrouble(error, url) ?? 'The database does not answer.';
      const [says = told, todo = 'check DATABASE_URL'] = told.split(/(?<=\.) (?=Check )/u);
      return wrong(says, todo);
    } finally {
      await client.end().catch(() => undefined);
    }
  },
};

async function aboutServer(client: pg.Client): Promise<Finding | null> {
  const { rows } = await client.query<{ version: number; reader: boolean }>(
    `select current_setting('server_version_num')::int as version, pg_is_in_recovery() or current_setting('transaction_read_only') = 'on' as reader`,
  );
  const major = Math.floor((rows[0]?.version ?? 0) / 10_000);
  if (major < OLDEST) return wrong(`is a PostgreSQL ${major}`, `use PostgreSQL ${OLDEST} or newer`);
  if (rows[0]?.reader) return wrong('takes no writes: a standby, or read-only', 'use the address of the primary');
  await client.query(`set application_name = 'imagine-doctor'; select 1`);
  const kept = await client.query<{ name: string }>(`select current_setting('application_name') as name`);
  if (kept.rows[0]?.name !== 'imagine-doctor')
    return wrong(
      'a pooler changes sessions between two statements',
      'put the pooler into session mode, or leave it out',
    );
  return null;
}

async function aboutTables(client: pg.Client): Promise<Finding | null> {
  const dir = fileURLToPath(new URL('../../migrations', import.meta.url));
  const names = readdirSync(dir).map((file) => file.replace(/\.sql$/, ''));
  const { rows } = await client.query<{ there: boolean }>(`select to_regclass('migrations') is not null as there`);
  const done = rows[0]?.there ? (await client.query<{ name: string }>('select name from migrations')).rows : [];
  const missing = names.filter((name) => !done.some((one) => one.name === name));
  if (missing.length === 0) return null;
  const says = done.length === 0 ? 'has no tables yet' : `lacks ${missing.length} of ${names.length} migrations`;
  return wrong(says, 'npm run migrate');
}

function aboutWay(url: string): Finding {
  if (isDatabaseTrafficPrivate(url)) return ok('answers, with every migration');
  return warning('answers, over a connection that is not encrypted', 'add ?sslmode=verify-full to DATABASE_URL');
}

const NEEDED_MB = 300;

/** Where `npm start` keeps its own PostgreSQL. */
export const disk: Check = {
  name: 'DATA_DIR',
  async run({ DATABASE_URL: url, DATA_DIR: dir = './data' }) {
    if (url) return null;
    let there = resolve(dir);
    while (!existsSync(there)) there = dirname(there);
    const { bavail, bsize } = await statfs(there);
    const free = Math.floor((bavail * bsize) / 2 ** 20);
    if (free < NEEDED_MB)
      return wrong(
        `${free} MB are free for our own PostgreSQL`,
        `free ${NEEDED_MB} MB, or set DATA_DIR to another disk`,
      );
    return ok(`no DATABASE_URL: our own PostgreSQL in ${dir}, ${free} MB free`);
  },
};
