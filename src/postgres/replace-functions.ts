import { readdirSync, readFileSync } from 'node:fs';
import pg from 'pg';
import { transaction } from './connection/pool.ts';
import type { Sql } from './connection/prepared.ts';

const FOLDER = new URL('functions/', import.meta.url);

/**
 * Makes the functions of the database what the files in `functions/` say, all or none. Comes after the migrations, which
 * make the tables they speak of. Harmless when repeated, but run it `alone`. One that stands there with other columns in
 * its answer is dropped and made anew, in the same transaction: nobody finds it missing.
 */
export async function replaceFunctions(pool: pg.Pool): Promise<void> {
  const statements = readdirSync(FOLDER).map((file) => readFileSync(new URL(file, FOLDER), 'utf8'));
  await transaction(pool, async (sql) => {
    // they may speak of each other, whichever comes first
    await sql.query('set local check_function_bodies = off');
    for (const statement of statements) await replace(sql, statement);
  });
}

/** `cannot change return type`, or the name of a parameter: what `create or replace` does not replace. */
const OTHER_SHAPE = '42P13';

async function replace(sql: Sql, statement: string): Promise<void> {
  await sql.query('savepoint replacing');
  try {
    await sql.query(statement);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== OTHER_SHAPE) throw error;
    await sql.query('rollback to savepoint replacing');
    await sql.query(`select set_config('imagine.dropped', $1, true)`, [namesIn(statement).join(' ')]);
    await sql.query(
      `do $$ declare one regprocedure; begin
         for one in select oid::regprocedure from pg_proc where pronamespace = 'public'::regnamespace
             and proname = any (string_to_array(current_setting('imagine.dropped'), ' ')) loop
           execute 'drop function ' || one;
         end loop;
       end $$`,
    );
    await sql.query(statement);
  }
  await sql.query('release savepoint replacing');
}

function namesIn(statement: string): string[] {
  return [...statement.matchAll(/^create or replace function (\w+)\(/gm)].map(([, name = '']) => name);
}
