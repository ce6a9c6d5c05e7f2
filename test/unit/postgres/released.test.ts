import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createDatabase, dropDatabase } from '../../support/database.ts';
import { TEMPLATE } from '../../support/global-setup.ts';
import { readReleased, typesOf } from '../../support/sql/released.ts';

const name = `imagine_${randomUUID().replaceAll('-', '')}`;
let client: pg.Client;
beforeAll(async () => {
  client = new pg.Client({ connectionString: await createDatabase(inject('postgresUrl'), name, TEMPLATE) });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await dropDatabase(inject('postgresUrl'), name);
});

/** What the database no longer understands, or answers with other types ("cached plan must not change result type"). */
async function broken(): Promise<string[]> {
  const found: string[] = [];
  for (const { where, text, types } of readReleased()) {
    await client.query('savepoint one');
    const now = await typesOf(client, text).catch((error: Error) => error.message);
    await client.query('rollback to savepoint one');
    if (now !== types) found.push(`${where}: ${now}`);
  }
  return found;
}

async function brokenAfter(change: string): Promise<string[]> {
  await client.query('begin');
  try {
    await client.query(change);
    return await broken();
  } finally {
    await client.query('rollback');
  }
}

test('whatever the version before says is understood, and answered with the same types', async () => {
  expect(readReleased().length).toBeGreaterThan(300);
  expect(await brokenAfter('select 1')).toEqual([]);
});

test.each([
  ['alter table generations rename column prompt to words', /^postgres\/\S+ \w+: column .*prompt.* does not exist$/],
  ['alter table notices drop column told_at', /told_at.* does not exist$/],
  ['drop table tellings', /relation "tellings" does not exist$/],
  ['alter table audit_entries alter column user_id type varchar', /character varying/],
  ['drop function resolve_hold(text, uuid, text, bigint, boolean)', /function resolve_hold\(.*does not exist$/],
])('%s would be found', async (change, said) => {
  const found = await brokenAfter(change);
  expect(found).not.toEqual([]);
  for (const one of found) expect(one).toMatch(said);
});

test('what only adds would not', async () => {
  expect(await brokenAfter('alter table generations add column one_more integer not null default 0')).toEqual([]);
});
