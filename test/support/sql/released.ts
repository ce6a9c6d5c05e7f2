import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { migrate } from '../../../src/migrate.ts';
import { createDatabase, dropDatabase } from '../database.ts';
import { listStatements } from './statements.ts';

/** What a version says to the database, and the types of what it gets back. */
export interface Said {
  readonly where: string;
  readonly text: string;
  readonly types: string;
}

const NOTED = new URL('./released.json', import.meta.url);

/** What the version that was released last says: it runs on for a while after `npm run migrate` of the next. */
export function readReleased(): readonly Said[] {
  return JSON.parse(readFileSync(NOTED, 'utf8'));
}

/** The types of a statement's answer; throws where the database does not understand it. */
export async function typesOf(client: pg.Client, text: string): Promise<string> {
  await client.query(`prepare said as ${text}`);
  const { rows } = await client.query<{ types: string }>(
    `select coalesce(result_types::text, '') as types from pg_prepared_statements where name = 'said'`,
  );
  await client.query('deallocate said');
  return rows[0]?.types ?? '';
}

/** Notes what this version says. Run when a version is released: `DATABASE_URL=… node test/support/sql/released.ts`. */
async function note(server: string): Promise<void> {
  const name = `imagine_released_${process.pid}`;
  const url = await createDatabase(server, name);
  await migrate(url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const said: Said[] = [];
  for (const { where, text } of await listStatements())
    if (text && /^\s*(?:select|with|insert|update|delete)\b/i.test(text))
      said.push({ where, text: text.replace(/\s+/g, ' '), types: await typesOf(client, text) });
  await client.end();
  await dropDatabase(server, name);
  const lines = said.map((one) => JSON.stringify(one));
  writeFileSync(fileURLToPath(NOTED), `[\n${lines.join(',\n')}\n]\n`);
}

if (import.meta.main) await note(process.env.DATABASE_URL ?? '');
