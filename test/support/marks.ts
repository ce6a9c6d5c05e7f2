import type { QueryResultRow } from 'pg';

type Query = <T extends QueryResultRow>(sql: string, values?: unknown[]) => Promise<T[]>;

/** Where a mark stands in the database: every table of every schema, the queue's too, in every column of whatever type. `schema.table`, each once. */
export async function findMark(query: Query, mark: string | Uint8Array): Promise<string[]> {
  const text = typeof mark === 'string' ? mark : Buffer.from(mark).toString('hex');
  const tables = await query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    // a row as text holds every column of it, bytes as hexadecimal digits
    const rows = await query(`select from ${name} t where position($1 in t::text) > 0 limit 1`, [text]);
    if (rows.length > 0) found.push(name);
  }
  return found;
}
