import { readdirSync, readFileSync } from 'node:fs';
import type pg from 'pg';
import { transaction } from './connection/pool.ts';

const FOLDER = new URL('functions/', import.meta.url);

/**
 * Makes the functions of the database what the files in `functions/` say, all or none. Comes after the migrations, which
 * make the tables they speak of. Harmless when repeated, but run it `alone`.
 */
export async function replaceFunctions(pool: pg.Pool): Promise<void> {
  const statements = readdirSync(FOLDER).map((file) => readFileSync(new URL(file, FOLDER), 'utf8'));
  await transaction(pool, async (sql) => {
    // they may speak of each other, whichever comes first
    await sql.query('set local check_function_bodies = off');
    for (const statement of statements) await sql.query(statement);
  });
}
