import pg from 'pg';
import { listTables, type Table, writeRows } from './tables.ts';

/** A batch of rows of one table. */
export interface Batch {
  readonly table: string;
  readonly rows: readonly string[];
}

/**
 * Fills an empty database whose tables stand with what was copied, all or nothing; answers how many rows. References
 * between tables are checked at the end, whatever order the rows come in; `last` is done before the commit. Throws one sentence where it is not empty.
 */
export async function load(
  client: pg.Client,
  batches: AsyncIterable<Batch>,
  last: () => Promise<void>,
): Promise<number> {
  const { rows } = await client.query('select from teams limit 1');
  if (rows.length > 0) throw new Error('That database holds data of the app already: name an empty one.');
  const tables = new Map((await listTables(client)).map((table) => [table.name, table]));
  let loaded = 0;
  await client.query('begin');
  const restore = await withoutReferences(client);
  for await (const { table: name, rows: some } of batches) {
    const table = tables.get(name);
    if (!table) throw new Error(`The copy holds a table that this release does not know: ${name}`);
    await writeRows(client, table, some);
    loaded += some.length;
  }
  await restore();
  for (const table of tables.values()) await countOn(client, table);
  await last();
  await client.query('commit');
  return loaded;
}

/** Takes the references away; the answer puts them back, and so checks them. */
async function withoutReferences(client: pg.Client): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ table: string; name: string; definition: string }>(
    `select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
     from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0`,
  );
  for (const { table, name } of rows)
    await client.query(`alter table ${table} drop constraint ${pg.escapeIdentifier(name)}`);
  return async () => {
    for (const { table, name, definition } of rows)
      await client.query(`alter table ${table} add constraint ${pg.escapeIdentifier(name)} ${definition}`);
  };
}

async function countOn(client: pg.Client, { name, counted }: Table): Promise<void> {
  for (const column of counted)
    await client.query(
      `select setval(pg_get_serial_sequence($1, $2), coalesce(max(${pg.escapeIdentifier(column)}), 0) + 1, false) from ${pg.escapeIdentifier(name)}`,
      [pg.escapeIdentifier(name), column],
    );
}
